package portside.programs;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.net.HostSystem;
import portside.net.IpAddresses;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.process.Exit;

/** The Pythons of this computer, and the one among them that has Flask. */
public final class Pythons {
  private static final String FIRST = "sitecustomize.py";
  private static final Pattern LINE = Pattern.compile("line ([0-9]+)");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Children children;
  private final List<String> names;

  // Guarded by this.
  private final Map<List<String>, PythonSearch> searches = new HashMap<>();

  // Guarded by itself.
  private final Map<Path, Boolean> debugAfterRun = new HashMap<>();

  private static final int TRIES = 3;

  private final Object making = new Object();
  private @Nullable Path own; // guarded by making

  /**
   * @param chosen the Python that the user wants, looked at before all others; null for none
   */
  Pythons(Children children, @Nullable Path chosen) {
    this(children, candidates(chosen, Path.of(""), HostSystem.here()));
  }

  /**
   * Where a Python is looked for, one after the other. A virtual environment (PEP 405) comes before
   * what the system has, for on many systems packages can be installed nowhere else (PEP 668).
   *
   * @param chosen the Python that the user wants; null for none
   * @param here the folder in which Portside was started
   */
  static List<String> candidates(@Nullable Path chosen, Path here, HostSystem system) {
    Path environment = here.toAbsolutePath().resolve(".venv");
    Path own =
        system == HostSystem.WINDOWS
            ? environment.resolve("Scripts").resolve("python.exe")
            : environment.resolve("bin").resolve("python");
    return Stream.concat(
            Stream.ofNullable(chosen).map(Path::toString),
            // The first on the PATH may be a version manager's, without any package.
            Stream.of(own.toString(), "python3", "python", "/usr/bin/python3"))
        .toList();
  }

  /**
   * @param names the programs to look at, by name or path
   */
  Pythons(Children children, List<String> names) {
    this.children = children;
    this.names = names;
  }

  /**
   * A Python that has Flask. The first call starts each candidate for a moment; what was found is
   * remembered, and what was not is looked for again after twenty seconds.
   *
   * @return its path, or empty when no Python here has Flask
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Optional<Path> withFlask() throws InterruptedException {
    return with("flask");
  }

  /**
   * The same for any packages.
   *
   * @param packages names as {@code import} takes them; none for any Python at all
   * @return the path of a Python that has them all, or empty
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Optional<Path> with(String... packages) throws InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        return search(List.of(packages), true).found().get();
      } catch (ExecutionException toldNothing) {
        // then it is looked again
      }
    }
    return Optional.empty();
  }

  /**
   * Whether it is known that no Python here has them all. Never waits, for a page must not: what is
   * not known yet is looked for meanwhile, and whoever runs something finds out by {@link #with}.
   *
   * @param packages names as {@code import} takes them; none for any Python at all
   */
  public boolean lack(String... packages) {
    Optional<Path> known = search(List.of(packages), false).known();
    return known != null && known.isEmpty();
  }

  /**
   * @param run whether a run waits for it, which does not take "nobody knows" for an answer
   */
  private synchronized PythonSearch search(List<String> packages, boolean run) {
    PythonSearch last = searches.get(packages);
    if (last != null && !last.isOld() && !(run && last.failed())) {
      return last;
    }
    CompletableFuture<Optional<Path>> found = new CompletableFuture<>();
    PythonSearch search =
        new PythonSearch(found, last == null ? null : last.known(), System.nanoTime());
    searches.put(packages, search);
    Thread thread =
        new Thread(
            () -> {
              try {
                found.complete(Optional.ofNullable(find(String.join(", ", packages))));
              } catch (InterruptedException | RuntimeException | IOException toldNothing) {
                found.completeExceptionally(toldNothing);
              }
            },
            "look for a Python");
    thread.setDaemon(true);
    thread.start();
    return search;
  }

  /** A look at a Python that says nothing about it: it was ended from outside, or took too long. */
  private static final class Unfinished extends IOException {
    private static final long serialVersionUID = 1L;

    Unfinished(Path python) {
      super(python + " was ended while it was looked at");
    }
  }

  /**
   * @throws IOException when none was found, but one of them could not be looked at
   */
  private @Nullable Path find(String packages) throws IOException, InterruptedException {
    IOException unknown = null;
    List<Path> candidates =
        names.stream()
            .flatMap(name -> Executables.find(name).stream())
            .map(Path::toAbsolutePath)
            .distinct()
            .toList();
    for (Path python : candidates) {
      try {
        if (fault(python, packages.isEmpty() ? "pass" : "import " + packages).isEmpty()) {
          return python;
        }
      } catch (IOException toldNothing) {
        unknown = toldNothing;
      }
    }
    if (unknown != null) {
      throw unknown;
    }
    return null;
  }

  /**
   * Compiles programs without running them and without writing anything.
   *
   * @return every fault
   */
  public List<Fault> compile(Path python, List<Path> files)
      throws IOException, InterruptedException {
    List<Fault> faults = new ArrayList<>();
    for (Path file : files) {
      Optional<List<String>> said =
          fault(
              python,
              "import sys; compile(open(sys.argv[1], 'rb').read(), sys.argv[1], 'exec')",
              file.toString());
      said.ifPresent(lines -> faults.add(fault(file, lines)));
    }
    return faults;
  }

  private static Fault fault(Path file, List<String> lines) {
    int number =
        lines.stream()
            .filter(line -> line.contains(file.toString()))
            .map(LINE::matcher)
            .filter(Matcher::find)
            .map(line -> Integer.parseInt(line.group(1)))
            .reduce((first, last) -> last)
            .orElse(1);
    String what = lines.isEmpty() ? "Python says nothing" : lines.get(lines.size() - 1);
    return new Fault(file.getFileName().toString(), number, what);
  }

  /**
   * How a Flask program is started: by Flask's own command, which decides host and port whatever
   * the program says in {@code app.run}.
   *
   * @param module the program's file without {@code .py}
   */
  Launch server(Path python, Path folder, String module, ListenAddress at, boolean debug)
      throws IOException {
    List<String> line = new ArrayList<>(List.of(python.toString(), "-m", "flask", "--app", module));
    line.add("run");
    if (debug) {
      line.add(takesDebugAfterRun(python) ? line.size() : line.size() - 1, "--debug");
    }
    line.addAll(List.of("--host", IpAddresses.text(at.host())));
    line.addAll(List.of("--port", Integer.toString(at.port())));
    List<String> shown = new ArrayList<>(line);
    shown.set(0, python.getFileName().toString());
    return new Launch(clean(Command.of(line)).in(folder), Command.of(shown).shown());
  }

  /**
   * Where {@code --debug} stands. Flask 2.2.2 takes it before {@code run} only; Flask 3.1.3 takes
   * both, but with click 8.4.0 it heeds only the one after (pallets/flask, issue 6025).
   */
  private boolean takesDebugAfterRun(Path python) throws IOException {
    synchronized (debugAfterRun) {
      Boolean known = debugAfterRun.get(python);
      if (known == null) {
        String look =
            "import flask.cli;"
                + " assert any('--debug' in o.opts for o in flask.cli.run_command.params)";
        try {
          known = fault(python, look).isEmpty();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException();
        }
        debugAfterRun.put(python, known);
      }
      return known;
    }
  }

  /** How a Python program that is no server is started. */
  Launch plain(Path python, Path folder, String file, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(python.toString(), file));
    line.addAll(arguments);
    List<String> shown = new ArrayList<>(line);
    shown.set(0, python.getFileName().toString());
    return new Launch(clean(Command.of(line)).in(folder), Command.of(shown).shown());
  }

  /**
   * How a Python is started by Portside: in a folder of Portside's own, where no file of the user's
   * can pass for a module; its lines come at once and in UTF-8; it leaves no files behind. Nothing
   * but Portside and the Python itself has a say: no {@code .env}, no start-up file, no name server
   * ({@code sitecustomize.py}). A user's own packages ({@code pip install --user}) are seen, for
   * Flask may be one of them.
   *
   * @param python its path
   * @param arguments what it gets
   * @throws IOException when there is no place for temporary files
   */
  public Command command(Path python, String... arguments) throws IOException {
    return clean(Command.of(python.toString()).and(arguments)).in(own());
  }

  private Command clean(Command python) throws IOException {
    return python
        .with("PYTHONUNBUFFERED", "1")
        .with("PYTHONUTF8", "1")
        .with("PYTHONDONTWRITEBYTECODE", "1")
        .with("PYTHONPATH", own().toString())
        // python-dotenv is not to look for settings in folders around the program (Flask, "Command
        // Line Interface", Environment Variables From dotenv).
        .with("FLASK_SKIP_DOTENV", "1");
  }

  /** The folder with what each Python of Portside's imports first. */
  private Path own() throws IOException {
    synchronized (making) {
      Path folder = own;
      if (folder == null || !Files.isRegularFile(folder.resolve(FIRST))) {
        folder = children.folder("python");
        try (InputStream module = Pythons.class.getResourceAsStream(FIRST)) {
          byte[] text = Objects.requireNonNull(module, FIRST).readAllBytes();
          Files.write(folder.resolve(FIRST), text);
        }
        own = folder;
      }
      return folder;
    }
  }

  /** Runs a line of Python; what it complained of, or empty when it ended well. */
  private Optional<List<String>> fault(Path python, String line, String... arguments)
      throws IOException, InterruptedException {
    List<String> said = new CopyOnWriteArrayList<>();
    Command command = command(python, "-c", line).and(arguments);
    try (Child child = children.start(command, (stream, text) -> said.add(text))) {
      Exit exit = child.awaitExit(LIMIT).orElseThrow(() -> new Unfinished(python));
      if (exit.signal().isPresent()) {
        throw new Unfinished(python);
      }
      return exit.code() == 0 ? Optional.empty() : Optional.of(said);
    }
  }
}
