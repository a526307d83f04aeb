package portside.lesson.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import portside.lesson.Course;
import portside.programs.Fault;
import portside.programs.Language;
import portside.programs.Launch;
import portside.programs.Program;
import portside.programs.ProgramFolder;
import portside.programs.Programs;
import portside.programs.ServerStart;

/**
 * Tries the programs of the lessons: every {@code .java} and {@code .py} must compile, and {@code
 * App.java} and {@code app.py}, the servers, must start and answer on 127.0.0.1.
 */
public final class ProgramCheck {
  private final Programs programs;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  private ProgramCheck(Programs programs) {
    this.programs = programs;
  }

  /**
   * What came out.
   *
   * @param problems what is wrong, sorted
   * @param skipped which programs were not tried: {@code java}, where there is no compiler, or
   *     {@code python}, where none has Flask
   */
  public record Tried(List<Problem> problems, List<String> skipped) {}

  /**
   * Tries every program of a course. It takes some seconds for each server.
   *
   * @param programs compiles and starts them
   * @throws InterruptedException when the waiting thread is interrupted
   * @throws IOException when there is no place for temporary files
   */
  public static Tried check(Course course, Programs programs)
      throws IOException, InterruptedException {
    ProgramCheck check = new ProgramCheck(programs);
    Map<String, Path> folders = new TreeMap<>();
    course.languages().stream()
        .flatMap(lang -> course.pages(lang).stream())
        .forEach(lesson -> folders.put(lesson.name(), lesson.folder()));
    for (Path folder : folders.values()) {
      ProgramFolder copy = programs.copy(name(folder));
      if (!copy.java().isEmpty()) {
        check.tryJava(folder, copy);
      }
      if (!copy.python().isEmpty()) {
        check.tryPython(folder, copy);
      }
    }
    return new Tried(
        check.problems.stream().distinct().sorted().toList(),
        check.skipped.stream().distinct().toList());
  }

  private void tryJava(Path folder, ProgramFolder copy) throws IOException, InterruptedException {
    if (!programs.canRunJava(name(folder))) {
      skipped.add("java");
      return;
    }
    List<Fault> faults = programs.compile(name(folder));
    report(folder, faults);
    if (faults.isEmpty() && copy.java().stream().anyMatch(file -> file.endsWith("App.java"))) {
      report(folder, "App.java", start(folder, Language.JAVA));
    }
  }

  private void tryPython(Path folder, ProgramFolder copy) throws IOException, InterruptedException {
    Optional<Path> python = programs.pythons().withFlask();
    if (python.isEmpty()) {
      skipped.add("python");
      return;
    }
    List<Fault> faults = programs.pythons().compile(python.get(), copy.python());
    report(folder, faults);
    if (faults.isEmpty() && copy.python().stream().anyMatch(file -> file.endsWith("app.py"))) {
      report(folder, "app.py", start(folder, Language.PYTHON));
    }
  }

  private Optional<String> start(Path folder, Language language)
      throws IOException, InterruptedException {
    int port = ServerStart.freePort();
    Launch launch =
        programs.server(
            Program.of(Programs.APP, language).in(name(folder)), ServerStart.HOST, port, false);
    return ServerStart.of(programs.children(), launch.command(), port);
  }

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

  /** The lesson's name; in a jar the name of a folder may end with a slash. */
  private static String name(Path folder) {
    return folder.getFileName().toString().replace("/", "");
  }

  private static String shown(Path folder, String file) {
    Path root = folder.toAbsolutePath().getParent();
    Path name = root == null ? null : root.getFileName();
    return (name == null ? "" : name + "/") + folder.getFileName() + "/" + file;
  }
}
