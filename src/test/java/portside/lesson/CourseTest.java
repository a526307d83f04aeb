package portside.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real course. */
class CourseTest {
  @Test
  void the_course_passes_its_own_check() {
    CourseReader.Reading reading = CourseReader.read(Path.of("content"), TinyRegister.register());
    assertEquals(List.of(), reading.problems());
  }
}
