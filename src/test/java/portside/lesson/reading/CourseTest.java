package portside.lesson.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import portside.Standard;
import portside.experiments.Register;
import portside.net.IpAddresses;
import portside.process.Children;
import portside.programs.Programs;

/** The real course. */
class CourseTest {
  @Test
  void the_course_passes_its_own_check() {
    Path content = Path.of("content");
    try (Children children = new Children();
        Programs programs = new Programs(content, children, null)) {
      Register register = Standard.experiments(children, programs, IpAddresses.LOOPBACK);
      assertEquals(List.of(), CourseReader.read(content, register).problems());
    }
  }
}
