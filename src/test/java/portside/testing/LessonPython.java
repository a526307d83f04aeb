package portside.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import portside.process.Executables;

/**
 * A Python with Flask and debugpy for the tests: one that this computer has, else a virtual
 * environment under {@code target/}, else (Debian, as root) the packages. Without one the test is
 * skipped, but never under CI=true.
 */
public final class LessonPython {
  private static final Path ENVIRONMENT = Path.of("target", "python").toAbsolutePath();
  private static final List<String> IN_ENVIRONMENT =
      List.of(
          ENVIRONMENT.resolve("bin/python").toString(),
          ENVIRONMENT.resolve("Scripts/python.exe").toString());

  private static Optional<Path> python = Optional.empty();

  private LessonPython() {}

  /** The path of a Python that has both. */
  public static synchronized Path ensure() {
    if (python.isEmpty()) {
      python = find();
    }
    if (python.isEmpty()) {
      install();
      python = find();
    }
    if (python.isEmpty()) {
      abort("the test needs a Python with both (python3 -m pip install flask debugpy)");
    }
    return python.orElseThrow();
  }

  private static Optional<Path> find() {
    List<String> names = new ArrayList<>(List.of("/usr/bin/python3", "python3", "python"));
    names.addAll(IN_ENVIRONMENT);
    return names.stream()
        .flatMap(name -> Executables.find(name).stream())
        .filter(python -> run(List.of(python.toString(), "-c", "import flask, debugpy")))
        .findFirst();
  }

  private static void install() {
    Optional<Path> python =
        Stream.of("python3", "python").flatMap(name -> Executables.find(name).stream()).findFirst();
    if (python.isPresent()
        && run(List.of(python.get().toString(), "-m", "venv", ENVIRONMENT.toString()))) {
      for (String inside : IN_ENVIRONMENT) {
        if (Executables.find(inside).isPresent()
            && run(List.of(inside, "-m", "pip", "install", "--quiet", "flask", "debugpy"))) {
          return;
        }
      }
    }
    if ("root".equals(System.getProperty("user.name")) && Executables.find("apt-get").isPresent()) {
      run(List.of("apt-get", "update", "-qq"));
      run(List.of("apt-get", "install", "-y", "-qq", "python3-flask", "python3-debugpy"));
    }
  }

  private static boolean run(List<String> line) {
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException doesNotStart) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
