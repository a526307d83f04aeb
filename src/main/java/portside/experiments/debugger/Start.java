package portside.experiments.debugger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import portside.debug.Adapter;
import portside.debug.AdapterListener;
import portside.debug.Debuggers;
import portside.debug.NotEvaluated;
import portside.experiments.debugger.DebuggerParameters.Mode;
import portside.experiments.debugger.DebuggerParameters.Program;
import portside.experiments.debugger.DebuggerParameters.Runtime;
import portside.process.Child;
import portside.process.LineListener;
import portside.programs.Launch;
import portside.programs.Programs;
import portside.programs.ServerRuntime;
import portside.programs.ServerStart;

/** How the session's program is started: the same program plainly, or under its debugger. */
final class Start {
  private static final String LESSON = "debugger";

  private final DebuggerParameters parameters;
  private final Programs programs;
  private final String name;
  private final ServerRuntime runtime;
  private int port;

  Start(DebuggerParameters parameters, Programs programs) {
    this.parameters = parameters;
    this.programs = programs;
    Program file = reloader() ? Program.VISITS : parameters.program();
    this.name = file.name().toLowerCase(Locale.ROOT);
    this.runtime = parameters.runtime() == Runtime.JAVA ? ServerRuntime.JAVA : ServerRuntime.FLASK;
  }

  boolean server() {
    return parameters.program() == Program.VISITS || reloader();
  }

  /** Whether the server writes a line for each request, as Werkzeug does and Javalin does not. */
  boolean logs() {
    return server() && runtime == ServerRuntime.FLASK;
  }

  /** Whether a second process of Flask's does the serving. */
  boolean reloader() {
    return parameters.program() == Program.RELOADER;
  }

  Path source() throws IOException {
    return programs.source(LESSON, name, runtime);
  }

  /** The port of the server, once it has been started. */
  int port() {
    return port;
  }

  Launch launch(Mode mode) throws IOException, InterruptedException {
    Path python = runtime == ServerRuntime.JAVA ? Path.of("") : python(mode);
    if (!server()) {
      return programs.plain(LESSON, name, runtime, python, List.of());
    }
    if (port == 0) {
      port = ServerStart.freePort();
    }
    return programs.server(LESSON, name, runtime, python, ServerStart.HOST, port, reloader());
  }

  /** What its Python must have; empty for any Python at all. */
  List<String> packages(Mode mode) {
    List<String> needed = new ArrayList<>();
    if (server()) {
      needed.add("flask");
    }
    if (mode == Mode.DEBUG) {
      needed.add("debugpy");
    }
    return needed;
  }

  private Path python(Mode mode) throws IOException, InterruptedException {
    List<String> needed = packages(mode);
    return programs
        .pythons()
        .with(needed.toArray(String[]::new))
        .orElseThrow(() -> new IOException("no Python with " + needed));
  }

  /**
   * Reads a breakpoint's condition, whether the program runs or not.
   *
   * @throws NotEvaluated when it is none
   */
  void read(String condition, Mode mode) throws NotEvaluated, IOException, InterruptedException {
    if (runtime == ServerRuntime.JAVA) {
      Debuggers.readJava(condition);
    } else {
      Debuggers.readPython(
          programs.children(), programs.pythons().command(python(mode)), condition);
    }
  }

  Adapter debugged(Launch launch, AdapterListener listener)
      throws IOException, InterruptedException {
    return runtime == ServerRuntime.JAVA
        ? Debuggers.java(programs.children(), launch.command(), Programs.main(name), listener)
        : Debuggers.python(programs.children(), launch.command(), source(), listener);
  }

  Child plainly(Launch launch, LineListener listener) throws IOException {
    return programs.children().start(launch.command(), listener);
  }
}
