package portside.lesson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import portside.process.Children;

/**
 * Tries the programs of the lessons: every {@code .java} and {@code .py} must compile, and {@code
 * App.java} and {@code app.py}, the servers, must start and answer on 127.0.0.1.
 */
public final class ProgramCheck {
  private final Children children;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  private ProgramCheck(Children children) {
    this.children = children;
  }

  /**
   * What came out.
   *
   * @param problems what is wrong, sorted
   * @param skipped what was not tried, and why, as sentences
   */
  public record Tried(List<Problem> problems, List<String> skipped) {}

  /**
   * Tries every program of a course. It takes some seconds for each server.
   *
   * @param children starts the programs
   * @throws InterruptedException when the waiting thread is interrupted
   * @throws IOException when there is no place for temporary files
   */
  public static Tried check(Course course, Children children)
      throws IOException, InterruptedException {
    ProgramCheck check = new ProgramCheck(children);
    Map<String, Path> folders = new TreeMap<>();
    course.byLanguage().values().stream()
        .flatMap(List::stream)
        .forEach(lesson -> folders.put(lesson.name(), lesson.folder()));
    for (Path folder : folders.values()) {
      check.folder(folder);
    }
    return new Tried(
        check.problems.stream().distinct().sorted().toList(),
        check.skipped.stream().distinct().toList());
  }

  private void folder(Path folder) throws IOException, InterruptedException {
    // A copy: the lesson may be inside a jar, and trying must leave nothing behind in it.
    Path copy = Files.createTempDirectory("portside-programs");
    try {
      List<Path> java = copy(folder, copy, ".java");
      List<Path> python = copy(folder, copy, ".py");
      if (!java.isEmpty()) {
        tryJava(folder, copy, java);
      }
      if (!python.isEmpty()) {
        tryPython(folder, copy, python);
      }
    } finally {
      delete(copy);
    }
  }

  private void tryJava(Path folder, Path copy, List<Path> files)
      throws IOException, InterruptedException {
    if (!JavaPrograms.canCompile()) {
      skipped.add("Java programs were not tried: this Java has no compiler; use a JDK");
      return;
    }
    List<Fault> faults = JavaPrograms.compile(files, copy);
    report(folder, faults);
    if (faults.isEmpty() && Files.exists(copy.resolve("App.class"))) {
      report(folder, "App.java", ServerStart.of(children, JavaPrograms.server(copy)));
    }
  }

  private void tryPython(Path folder, Path copy, List<Path> files)
      throws IOException, InterruptedException {
    Optional<PythonPrograms> python = PythonPrograms.find(children);
    if (python.isEmpty()) {
      skipped.add("Python programs were not tried: there is no Python with Flask");
      return;
    }
    List<Fault> faults = python.get().compile(files);
    report(folder, faults);
    if (faults.isEmpty() && Files.exists(copy.resolve("app.py"))) {
      report(folder, "app.py", ServerStart.of(children, python.get().server(copy)));
    }
  }

  /**
   * What is wrong with a program.
   *
   * @param file its file's name
   * @param line the line, from 1
   * @param what the compiler's first line
   */
  record Fault(String file, int line, String what) {}

  private void report(Path folder, List<Fault> faults) {
    for (Fault fault : faults) {
      problems.add(
          new Problem(
              shown(folder, fault.file()),
              fault.line(),
              "does not compile: " + Problems.shown(fault.what()),
              "correct the program"));
    }
  }

  private void report(Path folder, String file, Optional<String> failure) {
    failure.ifPresent(
        reason ->
            problems.add(
                new Problem(
                    shown(folder, file),
                    1,
                    "does not answer: " + Problems.shown(reason),
                    "start it by hand and read what it says")));
  }

  private static String shown(Path folder, String file) {
    Path root = folder.toAbsolutePath().getParent();
    Path name = root == null ? null : root.getFileName();
    return (name == null ? "" : name + "/") + folder.getFileName() + "/" + file;
  }

  private static List<Path> copy(Path folder, Path to, String end) throws IOException {
    List<Path> copies = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().endsWith(end) && Files.isRegularFile(file)) {
          copies.add(
              Files.write(to.resolve(file.getFileName().toString()), Files.readAllBytes(file)));
        }
      }
    }
    return copies;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
