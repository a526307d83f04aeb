package portside.programs;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Which programs the course has, by lesson and file. */
public final class ProgramFinder {
  private final CourseFiles course;

  ProgramFinder(CourseFiles course) {
    this.course = course;
  }

  /**
   * Where a program is in the course, such as {@code flask/hello.py}; empty where no lesson has it.
   */
  public Optional<String> place(Program program) {
    return course.lesson(program).map(lesson -> lesson + "/" + program.file());
  }

  /**
   * The program in a file of a lesson; empty where there is none, and for a Java class that is only
   * a part of others.
   *
   * @param lesson the lesson's name
   * @param file its file's name
   */
  public Optional<Program> find(String lesson, String file) {
    return Stream.of(Language.values())
        .filter(language -> course.files(lesson, language).contains(file))
        .map(
            language ->
                Program.of(
                        file.substring(0, file.length() - language.extension().length()), language)
                    .in(lesson))
        .filter(this::runs)
        .findFirst();
  }

  private boolean runs(Program program) {
    try {
      return program.language() == Language.PYTHON
          || course.lines(program).stream().anyMatch(line -> line.contains("void main("));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** The same program in the other language; empty where the lesson has none. */
  public Optional<Program> twin(Program program) {
    Language other = program.language() == Language.JAVA ? Language.PYTHON : Language.JAVA;
    return program.lesson() == null
        ? Optional.empty()
        : course.files(program.lesson(), other).stream()
            .flatMap(file -> find(program.lesson(), file).stream())
            .filter(found -> found.mainClass().equals(program.mainClass()))
            .findFirst();
  }
}
