package portside.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.process.Executables;

/**
 * A Python with Flask and debugpy for the tests: one that this computer has, else a virtual
 * environment that is {@link SetUp#kept kept} for later runs, else (Debian, as root) the packages.
 * Without one the test is left out, but never under CI=true.
 */
public final class LessonPython {
  private static final Path ENVIRONMENT = SetUp.kept().resolve("python");
  private static final List<String> IN_ENVIRONMENT =
      List.of(
          ENVIRONMENT.resolve("bin/python").toString(),
          ENVIRONMENT.resolve("Scripts/python.exe").toString());

  private static @Nullable Optional<Path> python; // null: nobody has looked

  private LessonPython() {}

  /** The path of a Python that has both. */
  public static Path ensure() {
    return ready()
        .orElseGet(() -> abort("no Python with both (python3 -m pip install flask debugpy)"));
  }

  /**
   * Makes it ready for a site that finds it by itself: the environment is on the {@code PATH} of
   * all tests.
   */
  static synchronized Optional<Path> ready() {
    if (python == null) {
      python = find().or(() -> SetUp.alone("python", LessonPython::findOrInstall));
    }
    return python;
  }

  private static Optional<Path> find() {
    List<String> names = new ArrayList<>(List.of("/usr/bin/python3", "python3", "python"));
    names.addAll(IN_ENVIRONMENT);
    return names.stream()
        .flatMap(name -> Executables.find(name).stream())
        .filter(python -> SetUp.run(List.of(python.toString(), "-c", "import flask, debugpy")))
        .findFirst();
  }

  /** Looks first: another run may have been here meanwhile. */
  private static Optional<Path> findOrInstall() {
    return find()
        .or(
            () -> {
              install();
              return find();
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
    if (SetUp.canInstall()) {
      SetUp.alone(
          "apt",
          () -> {
            SetUp.install("python3-flask", "python3-debugpy");
            return null;
          });
    }
  }
}
