package portside.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.process.Executables;

/**
 * A Python with Flask and debugpy for the tests: one that this computer has, else (Debian, as root)
 * the packages, else a virtual environment that is {@link SetUp#kept kept} for later runs. Without
 * one the test is left out, but never under CI=true.
 */
public final class LessonPython {
  private static final Path ENVIRONMENT = SetUp.kept().resolve("python");
  private static final List<String> IN_ENVIRONMENT =
      List.of(
          ENVIRONMENT.resolve("bin/python").toString(),
          ENVIRONMENT.resolve("Scripts/python.exe").toString());

  private static final List<String> OF_THE_SYSTEM = List.of("/usr/bin/python3");
  private static final List<String> ANYWHERE =
      Stream.of(OF_THE_SYSTEM, List.of("python3", "python"), IN_ENVIRONMENT)
          .flatMap(List::stream)
          .toList();

  private static @Nullable Optional<Path> python; // null: nobody has looked

  private LessonPython() {}

  /** The path of a Python that has both. */
  public static Path ensure() {
    return ready()
        .orElseGet(() -> abort("no Python with both (python3 -m pip install flask debugpy)"));
  }

  /**
   * Makes it ready for a site that finds it by itself: the environment is on the {@code PATH} of
   * all tests. Where root can install packages it is the system's, for tests of root's start
   * programs as other users, who see nothing of root's folders.
   */
  static synchronized Optional<Path> ready() {
    if (python == null) {
      List<String> names = SetUp.canInstall() ? OF_THE_SYSTEM : ANYWHERE;
      python = find(names).or(() -> SetUp.alone("python", () -> findOrInstall(names)));
    }
    return python;
  }

  private static Optional<Path> find(List<String> names) {
    return names.stream()
        .flatMap(name -> Executables.find(name).stream())
        .filter(python -> SetUp.run(List.of(python.toString(), "-c", "import flask, debugpy")))
        .findFirst();
  }

  /** Looks first: another run may have been here meanwhile. */
  private static Optional<Path> findOrInstall(List<String> names) {
    return find(names)
        .or(
            () -> {
              if (SetUp.canInstall()) {
                SetUp.alone(
                    "apt",
                    () -> {
                      SetUp.install("python3-flask", "python3-debugpy");
                      return null;
                    });
              }
              return find(ANYWHERE);
            })
        .or(
            () -> {
              install();
              return find(ANYWHERE);
            });
  }

  private static void install() {
    Optional<Path> python =
        Stream.of("python3", "python").flatMap(name -> Executables.find(name).stream()).findFirst();
    if (python.isPresent()
        && SetUp.run(
            List.of(python.get().toString(), "-m", "venv", "--clear", ENVIRONMENT.toString()))) {
      for (String inside : IN_ENVIRONMENT) {
        if (Executables.find(inside).isPresent()
            && SetUp.run(
                List.of(
                    inside,
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--retries=1",
                    "flask",
                    "debugpy"))) {
          return;
        }
      }
    }
  }
}
