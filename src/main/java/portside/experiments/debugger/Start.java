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
import portside.experiments.Lacking;
import portside.experiments.Run;
import portside.experiments.debugger.DebuggerParameters.Mode;
import portside.instruments.LessonProgram;
import portside.process.Child;
import portside.process.LineListener;
import portside.programs.Language;
import portside.programs.Launch;
import portside.programs.Program;
import portside.programs.Programs;
import portside.programs.ServerStart;

/** How the session's program is started: the same program plainly, or under its debugger. */
final class Start {
  static final String LESSON = "debugger";

  private final DebuggerParameters parameters;
  private final Programs programs;
  private final Program course;
  private Program program;
  private int port;

  Start(DebuggerParameters parameters, Programs programs) {
    this.parameters = parameters;
    this.programs = programs;
    DebuggerParameters.Program file =
        reloader() ? DebuggerParameters.Program.VISITS : parameters.program();
    this.course = Program.of(file.name().toLowerCase(Locale.ROOT), parameters.runtime()).in(LESSON);
    this.program = course;
  }

  /**
   * Takes the program as its reader has it now; where it does not compile, what was taken before
   * stays.
   *
   * @throws Lacking when it does not compile
   */
  void renew(Run<?> run) throws IOException, InterruptedException {
    program = LessonProgram.current(programs, course, run); // or nothing is taken
  }

  /** Says of the run whether what was taken is the reader's own. */
  void note(Run<?> run) {
    run.changed(programs.finder().place(program).orElse(program.file()), program.changed() != null);
  }

  /** The program as the course has it. */
  Program ofCourse() {
    return course;
  }

  boolean server() {
    return parameters.program() == DebuggerParameters.Program.VISITS || reloader();
  }

  /** Whether the server writes a line for each request, as Werkzeug does and Javalin does not. */
  boolean logs() {
    return server() && !java();
  }

  /** Whether a second process of Flask's does the serving. */
  boolean reloader() {
    return parameters.program() == DebuggerParameters.Program.RELOADER;
  }

  private boolean java() {
    return program.language() == Language.JAVA;
  }

  /** The text of the program; it needs no copy, and so no place for one. */
  List<String> lines() throws IOException {
    return programs.lines(program);
  }

  /** The text as its reader has it now. */
  List<String> currentLines() throws IOException {
    return programs.lines(programs.current(course));
  }

  /** How many lines it has at most, be it as the course has it or as its reader does now. */
  int mostLines() throws IOException {
    return Math.max(lines().size(), currentLines().size());
  }

  /** The port of the server, once it has been started. */
  int port() {
    return port;
  }

  Launch launch(Mode mode) throws IOException, InterruptedException {
    Program run = java() ? program : program.with(python(mode));
    if (!server()) {
      return programs.plain(run, List.of());
    }
    if (port == 0) {
      port = ServerStart.freePort();
    }
    return programs.server(run, ServerStart.HOST, port, reloader());
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
    if (java()) {
      Debuggers.readJava(condition);
    } else {
      Debuggers.readPython(
          programs.children(), programs.pythons().command(python(mode)), condition);
    }
  }

  Adapter debugged(Launch launch, AdapterListener listener)
      throws IOException, InterruptedException {
    return java()
        ? Debuggers.java(programs.children(), launch.command(), program.mainClass(), listener)
        : Debuggers.python(programs.children(), launch.command(), programs.file(program), listener);
  }

  Child plainly(Launch launch, LineListener listener) throws IOException {
    return programs.children().start(launch.command(), listener);
  }
}
