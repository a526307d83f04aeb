package portside.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The course's programs, read when they are first asked for; the course may be inside a jar. */
final class CourseFiles {
  private final Path root;
  private final Undisturbed<String, Map<String, Sources>> course = new Undisturbed<>();

  CourseFiles(Path root) {
    this.root = root;
  }

  /**
   * The lesson that has the program, by its name.
   *
   * @return empty when none has it, or there is no course
   */
  Optional<String> lesson(Program program) {
    Map<String, Sources> lessons;
    try {
      lessons = lessons();
    } catch (IOException noCourse) {
      return Optional.empty();
    }
    return lessons.entrySet().stream()
        .filter(one -> program.lesson() == null || program.lesson().equals(one.getKey()))
        .filter(one -> source(one.getValue(), program) != null)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * A lesson's programs.
   *
   * @throws IOException when the course has no such lesson, or cannot be read
   */
  Sources sources(String lesson) throws IOException {
    Sources found = lessons().get(lesson);
    if (found == null) {
      throw new IOException("the course has no lesson " + lesson);
    }
    return found;
  }

  /**
   * The text of a program.
   *
   * @throws IOException when there is no such program, or the course cannot be read
   */
  List<String> lines(Program program) throws IOException {
    String lesson =
        lesson(program).orElseThrow(() -> new IOException("there is no program " + program));
    byte[] source = source(sources(lesson), program);
    return new String(source, java.nio.charset.StandardCharsets.UTF_8).lines().toList();
  }

  /** The names of a lesson's files in a language, sorted; none where there is no such lesson. */
  List<String> files(String lesson, Language language) {
    try {
      Sources sources = sources(lesson);
      return List.copyOf((language == Language.JAVA ? sources.java() : sources.python()).keySet());
    } catch (IOException noLesson) {
      return List.of();
    }
  }

  private static byte[] source(Sources lesson, Program program) {
    return (program.language() == Language.JAVA ? lesson.java() : lesson.python())
        .get(program.file());
  }

  /** The lessons in the order of the course. */
  private Map<String, Sources> lessons() throws IOException {
    return course.getCalmly("", this::read);
  }

  private Map<String, Sources> read() throws IOException {
    Map<String, Sources> lessons = new LinkedHashMap<>();
    for (String line : Files.readAllLines(root.resolve("order.txt"))) {
      String name = line.strip();
      if (!name.isEmpty() && !name.startsWith("#") && Files.isDirectory(root.resolve(name))) {
        lessons.put(name, Sources.read(root.resolve(name)));
      }
    }
    return lessons;
  }
}
