package portside.lesson.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portside.CourseCheck;
import portside.Standard;
import portside.experiments.Register;
import portside.glossary.Glossary;
import portside.lesson.Course;
import portside.lesson.Lesson;
import portside.net.IpAddresses;
import portside.process.Children;
import portside.programs.Programs;

/** The real course: what is packed is what is read. */
class PackedCourseTest {
  private static final Path CONTENT = Path.of("content");

  @Test
  void every_page_in_every_language_is_unpacked_as_it_was_read() throws IOException {
    try (Children children = new Children();
        Programs programs = new Programs(CONTENT, children, null)) {
      Register register = Standard.experiments(children, programs, IpAddresses.LOOPBACK);
      Course read = CourseCheck.read(CONTENT, register).course();
      Course marked = new Glossary(CONTENT, read.languages()).mark(read);
      Course unpacked = PackedCourse.unpack(PackedCourse.pack(marked), CONTENT, register);
      assertEquals(marked.languages(), unpacked.languages());
      for (String lang : marked.languages()) {
        List<Lesson> pages = unpacked.pages(lang);
        assertFalse(pages.isEmpty(), lang);
        assertEquals(marked.pages(lang).size(), pages.size());
        for (int i = 0; i < pages.size(); i++) {
          Lesson expected = marked.pages(lang).get(i);
          Lesson page = pages.get(i);
          assertEquals(expected.body().get(), page.body().get(), expected.path());
          assertEquals(expected.with(page.body()), page);
          assertEquals(page.cards().size(), page.experiments(), page.path());
        }
      }
    }
  }

  @Test
  void a_course_in_a_folder_is_read_anew() {
    assertEquals(Optional.empty(), PackedCourse.in(CONTENT, new Register(List.of())));
  }
}
