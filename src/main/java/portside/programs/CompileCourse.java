package portside.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A step of the build: compiles the Java programs of the course into the folder {@code classes} of
 * each lesson, so that they run in a Java without a compiler, and start sooner in any other.
 */
public final class CompileCourse {
  private CompileCourse() {}

  /**
   * @param args the folder of the course, the programs of which are compiled where they are
   * @throws IOException when it cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    boolean fine = true;
    try (Stream<Path> lessons = Files.list(Path.of(args[0]))) {
      for (Path lesson : lessons.filter(Files::isDirectory).sorted().toList()) {
        for (Fault fault : compile(lesson)) {
          fine = false;
          System.err.println(
              lesson.resolve(fault.file()) + ":" + fault.line() + ": " + fault.what());
        }
      }
    }
    if (!fine) {
      System.exit(1);
    }
  }

  /**
   * Compiles the programs of one lesson, unless the classes of these very sources are there.
   *
   * @return every fault; empty when the classes are there
   */
  static List<Fault> compile(Path lesson) throws IOException {
    Sources sources = Sources.read(lesson);
    if (sources.compiled()) {
      return List.of();
    }
    Path classes = lesson.resolve(Sources.CLASSES);
    if (Files.isDirectory(classes)) { // of earlier sources
      new TemporaryFolder(classes).close();
    }
    Files.createDirectories(classes);
    List<Fault> faults =
        JavaPrograms.compile(
            sources.java().keySet().stream().map(lesson::resolve).toList(), classes);
    if (faults.isEmpty()) {
      Sources.stamp(classes, sources.java());
    }
    return faults;
  }
}
