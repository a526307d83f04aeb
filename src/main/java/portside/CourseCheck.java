package portside;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import portside.clinic.Clinic;
import portside.editing.TaskReview;
import portside.experiments.Register;
import portside.glossary.Glossary;
import portside.lesson.reading.CourseReader;
import portside.lesson.reading.Problem;

/** Reads a course with all that belongs to it, and finds every problem at once. */
public final class CourseCheck {
  private CourseCheck() {}

  /**
   * Reads a course.
   *
   * @param content its folder, on disk or inside a jar
   * @param register the experiments that lessons may use
   */
  public static CourseReader.Reading read(Path content, Register register) {
    CourseReader.Reading read = CourseReader.read(content, register);
    List<Problem> problems =
        Stream.of(
                read.problems(),
                Glossary.problems(content, read.course()),
                Clinic.problems(content, read.course()),
                TaskReview.problems(read.course()))
            .flatMap(List::stream)
            .sorted()
            .toList();
    return new CourseReader.Reading(read.course(), problems);
  }
}
