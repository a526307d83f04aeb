package portside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import portside.glossary.Glossary;
import portside.lesson.Course;
import portside.lesson.packed.PackedCourse;
import portside.lesson.reading.CourseReader;
import portside.net.IpAddresses;
import portside.process.Children;
import portside.programs.Programs;

/**
 * A step of the build: reads and checks the course as the site would, and packs it with its words
 * marked, so that no start of the jar has to.
 */
final class PackCourse {
  private PackCourse() {}

  /**
   * @param args the folder of the course, beside whose texts it is packed
   * @throws IOException when it cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path content = Path.of(args[0]);
    try (Children children = new Children();
        Programs programs = new Programs(content, children, null)) {
      CourseReader.Reading read =
          CourseCheck.read(content, Standard.experiments(children, programs, IpAddresses.LOOPBACK));
      read.problems().forEach(System.err::println);
      if (!read.problems().isEmpty()) {
        System.exit(1);
      }
      Course course = read.course();
      Files.write(
          content.resolve(PackedCourse.FILE),
          PackedCourse.pack(new Glossary(content, course.languages()).mark(course)));
    }
  }
}
