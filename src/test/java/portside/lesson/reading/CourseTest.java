package portside.lesson.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import portside.Standard;
import portside.experiments.Register;
import portside.lesson.Course;
import portside.lesson.Lesson;
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

  @Test
  void a_course_that_was_checked_before_reads_the_same_when_it_is_asked_for() {
    Path content = Path.of("content");
    try (Children children = new Children();
        Programs programs = new Programs(content, children, null)) {
      Register register = Standard.experiments(children, programs, IpAddresses.LOOPBACK);
      Course whole = CourseReader.read(content, register).course();
      Course lazy = CourseReader.checked(content, register);
      assertEquals(whole.languages(), lazy.languages());
      for (String lang : whole.languages()) {
        List<Lesson> lessons = lazy.pages(lang);
        for (int i = 0; i < lessons.size(); i++) {
          Lesson expected = whole.pages(lang).get(i);
          Lesson read = lessons.get(i);
          assertEquals(expected.titleText(), read.titleText());
          assertEquals(read.cards().size(), read.experiments(), read.path());
          assertEquals(expected.headings(), read.headings());
          assertEquals(expected.beats().toString(), read.beats().toString());
        }
        assertEquals(whole.pages(lang).size(), lessons.size());
      }
    }
  }
}
