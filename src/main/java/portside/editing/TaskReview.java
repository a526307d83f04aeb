package portside.editing;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import portside.lesson.Course;
import portside.lesson.Lesson;
import portside.lesson.reading.Problem;
import portside.programs.Language;
import portside.programs.Program;

/** Reads the tasks of a course as its author wants to know of them. */
public final class TaskReview {
  private TaskReview() {}

  /** What is wrong with the tasks of a course. */
  public static List<Problem> problems(Course course) {
    List<Problem> problems = new ArrayList<>();
    for (Lesson lesson : course.pages(course.original())) {
      try {
        for (Task task : TaskFile.read(lesson.folder())) {
          review(task, lesson, course, problems);
        }
      } catch (TaskFile.Malformed malformed) {
        problems.add(
            new Problem(file(lesson), malformed.line(), malformed.what(), "correct the line"));
      } catch (IOException unreadable) {
        problems.add(new Problem(file(lesson), 1, "cannot be read", "save it as a text in UTF-8"));
      }
    }
    return problems;
  }

  private static void review(Task task, Lesson lesson, Course course, List<Problem> problems) {
    String of = "the task " + task.id();
    boolean there =
        !task.program().isEmpty()
            && Stream.of(Language.values())
                .map(language -> Program.of(task.program(), language).file())
                .anyMatch(file -> Files.isRegularFile(lesson.folder().resolve(file)));
    if (!there) {
      problems.add(
          new Problem(
              file(lesson), 1, of + " has no program", "write program: and one of this lesson"));
    }
    if (task.checks().isEmpty()) {
      problems.add(new Problem(file(lesson), 1, of + " checks nothing", "write check:"));
    }
    for (String lang : course.languages()) {
      if (!task.texts().containsKey(lang)) {
        problems.add(
            new Problem(
                file(lesson), 1, of + " says nothing in " + lang, "write text-" + lang + ":"));
      }
    }
  }

  private static String file(Lesson lesson) {
    return lesson.name() + "/" + TaskFile.NAME;
  }
}
