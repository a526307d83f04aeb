package portside.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs of one lesson, in a folder of their own.
 *
 * @param folder where they are now
 * @param java the Java sources, by name
 * @param python the Python sources, by name
 */
public record ProgramFolder(Path folder, List<Path> java, List<Path> python) {

  /**
   * Copies a lesson's programs: the lesson may be inside a jar, and running them must leave nothing
   * behind in it.
   */
  static ProgramFolder copy(Path lesson, Path to) throws IOException {
    return new ProgramFolder(to, copy(lesson, to, ".java"), copy(lesson, to, ".py"));
  }

  private static List<Path> copy(Path from, Path to, String end) throws IOException {
    List<Path> copies = new ArrayList<>();
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().endsWith(end) && Files.isRegularFile(file)) {
          copies.add(
              Files.write(to.resolve(file.getFileName().toString()), Files.readAllBytes(file)));
        }
      }
    }
    return copies;
  }
}
