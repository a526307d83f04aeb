package portside.lesson;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.process.Exit;

/** Python programs of a lesson, tried with a Python that has Flask. */
final class PythonPrograms {
  private static final Pattern LINE = Pattern.compile("line ([0-9]+)");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Children children;
  private final Path python;

  private PythonPrograms(Children children, Path python) {
    this.children = children;
    this.python = python;
  }

  /** Looks for a Python that has Flask; a computer may have several Pythons. */
  static Optional<PythonPrograms> find(Children children) throws IOException, InterruptedException {
    List<Path> candidates =
        Stream.of("python3", "python", "/usr/bin/python3")
            .flatMap(name -> Executables.find(name).stream())
            .distinct()
            .toList();
    for (Path python : candidates) {
      PythonPrograms programs = new PythonPrograms(children, python);
      if (programs.fault("import flask").isEmpty()) {
        return Optional.of(programs);
      }
    }
    return Optional.empty();
  }

  /** Compiles programs without running them and without writing anything. */
  List<ProgramCheck.Fault> compile(List<Path> files) throws IOException, InterruptedException {
    List<ProgramCheck.Fault> faults = new ArrayList<>();
    for (Path file : files) {
      Optional<List<String>> said =
          fault(
              "import sys; compile(open(sys.argv[1], 'rb').read(), sys.argv[1], 'exec')",
              file.toString());
      said.ifPresent(lines -> faults.add(fault(file, lines)));
    }
    return faults;
  }

  private static ProgramCheck.Fault fault(Path file, List<String> lines) {
    int number =
        lines.stream()
            .filter(line -> line.contains(file.toString()))
            .map(LINE::matcher)
            .filter(Matcher::find)
            .map(line -> Integer.parseInt(line.group(1)))
            .reduce((first, last) -> last)
            .orElse(1);
    String what = lines.isEmpty() ? "Python says nothing" : lines.get(lines.size() - 1);
    return new ProgramCheck.Fault(file.getFileName().toString(), number, what);
  }

  /** How {@code app.py} is started: by Flask's own command, with a host and a port to come. */
  Command server(Path folder) {
    return Command.of(
            python.toString(),
            "-m",
            "flask",
            "--app",
            "app",
            "run",
            "--host",
            ServerStart.HOST,
            "--port",
            ServerStart.PORT)
        .with("PYTHONDONTWRITEBYTECODE", "1")
        .in(folder);
  }

  /** Runs a line of Python; what it complained of, or empty when it ended well. */
  private Optional<List<String>> fault(String line, String... arguments)
      throws IOException, InterruptedException {
    List<String> said = new CopyOnWriteArrayList<>();
    Command command = Command.of(python.toString(), "-c", line).and(arguments);
    try (Child child = children.start(command, (stream, text) -> said.add(text))) {
      Optional<Exit> exit = child.awaitExit(LIMIT);
      return exit.isPresent() && exit.get().code() == 0 ? Optional.empty() : Optional.of(said);
    }
  }
}
