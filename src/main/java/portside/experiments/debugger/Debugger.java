package portside.experiments.debugger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.access.Role;
import portside.access.Sight;
import portside.debug.Debuggers;
import portside.experiments.BadInput;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Said;
import portside.experiments.debugger.DebuggerParameters.Mode;
import portside.experiments.debugger.DebuggerParameters.Program;
import portside.instruments.LessonProgram;
import portside.net.ThisComputer;
import portside.programs.Language;
import portside.programs.Programs;

/** Debugs a program of the lesson as an editor does, or runs it plainly. */
public final class Debugger implements Experiment<DebuggerParameters, DebuggerEvidence> {
  private static final int AT_ONCE = 2;

  private static final List<String> ACTIONS =
      List.of(
          "breakpoint",
          "exceptions",
          "continue",
          "next",
          "stepIn",
          "stepOut",
          "pause",
          "restart",
          "input",
          "frame",
          "watch",
          "unwatch");

  private final Programs programs;
  private final List<Session> sessions = new ArrayList<>(); // guarded by itself

  /**
   * @param programs the lessons' programs
   */
  public Debugger(Programs programs) {
    this.programs = programs;
  }

  @Override
  public String name() {
    return "debugger";
  }

  @Override
  public Class<DebuggerParameters> parameters() {
    return DebuggerParameters.class;
  }

  @Override
  public Class<DebuggerEvidence> evidence() {
    return DebuggerEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of(
        "stopped-at-breakpoint", "ran-to-the-end", "stopped-on-exception", Missing.OUTCOME);
  }

  @Override
  public Optional<Said> said(RunState run) {
    DebuggerEvidence now = (DebuggerEvidence) run.evidence();
    boolean first = now.state().equals("paused") && Integer.valueOf(1).equals(now.stops());
    return switch (run.outcome()) {
      case "stopped-at-breakpoint" ->
          Optional.of(
              first && "breakpoint".equals(now.reason())
                  ? new Said("at-breakpoint", Map.of("at", String.valueOf(now.line())))
                  : new Said("first-at-breakpoint"));
      case "stopped-on-exception" ->
          Optional.of(
              first && now.exception() != null
                  ? new Said("on-exception", Map.of("at", String.valueOf(now.line())))
                  : new Said("first-on-exception"));
      default -> Optional.empty();
    };
  }

  @Override
  public boolean rests(RunState run) {
    DebuggerEvidence now = (DebuggerEvidence) run.evidence();
    return now != null && now.state().equals("ended");
  }

  @Override
  public DebuggerEvidence at(DebuggerEvidence now, int moment) {
    return now.at(moment);
  }

  @Override
  public boolean isWorkbench() {
    return true;
  }

  @Override
  public Map<String, Role> actions() {
    Map<String, Role> actions = new LinkedHashMap<>();
    ACTIONS.forEach(action -> actions.put(action, Role.HOST));
    return actions;
  }

  @Override
  public Optional<Missing> missing(DebuggerParameters parameters, ThisComputer here) {
    boolean debug = parameters.mode() == Mode.DEBUG;
    if (parameters.runtime() == Language.JAVA && parameters.program() == Program.RELOADER) {
      return Optional.of(new Missing("only-flask"));
    }
    if (parameters.runtime() == Language.JAVA) {
      boolean compiled =
          programs
              .knownLack(programs.current(new Start(parameters, programs).ofCourse()))
              .filter(Programs.Lack.JAVA_COMPILER::equals)
              .isEmpty();
      boolean jdk = compiled && (!debug || Debuggers.canDebugJava());
      return jdk ? LessonProgram.noPlace() : Optional.of(new Missing("jdk"));
    }
    List<String> packages = packages(parameters);
    if (!programs.pythons().lack(packages.toArray(String[]::new))) {
      return LessonProgram.noPlace();
    }
    return Optional.of(
        switch (packages.size()) {
          case 0 -> new Missing("python");
          case 1 -> packages.contains("flask") ? new Missing("flask") : new Missing("debugpy");
          default -> new Missing("both");
        });
  }

  private List<String> packages(DebuggerParameters parameters) {
    return new Start(parameters, programs).packages(parameters.mode());
  }

  @Override
  public void check(DebuggerParameters parameters, ThisComputer here) {
    int lines;
    try {
      // a program that its reader has made shorter leaves the breakpoint out, and says so
      lines = new Start(parameters, programs).mostLines();
    } catch (IOException unreadable) {
      return; // the run says what is wrong with the program
    }
    if (parameters.breakpoint() > lines) {
      throw new BadInput(
          "out-of-range",
          Map.of(
              "parameter",
              "breakpoint",
              "given",
              String.valueOf(parameters.breakpoint()),
              "allowed",
              "0–" + lines));
    }
  }

  @Override
  public Optional<String> program(DebuggerParameters parameters) {
    return programs.finder().place(new Start(parameters, programs).ofCourse());
  }

  @Override
  public Optional<DebuggerEvidence> before(DebuggerParameters parameters, Sight sight)
      throws IOException {
    Breakpoints breakpoints = new Breakpoints();
    if (parameters.breakpoint() > 0) {
      breakpoints.set(parameters.breakpoint());
    }
    Start start = new Start(parameters, programs);
    return Optional.of(
        DebuggerEvidence.ofSource(
            sight.host() ? start.currentLines() : start.lines(), List.copyOf(breakpoints.all())));
  }

  @Override
  public void run(DebuggerParameters parameters, Run<DebuggerEvidence> run) throws Exception {
    Session session = new Session(parameters, run, programs);
    LessonProgram.requirePlace();
    if (parameters.runtime() == Language.PYTHON) {
      programs.pythons().with(packages(parameters).toArray(String[]::new)); // from here on known
    }
    if (missing(parameters, ThisComputer.now()).isPresent()) {
      run.settle(Missing.OUTCOME, session.snapshot());
      return;
    }
    admit(session, run);
    session.serve();
  }

  private void admit(Session session, Run<DebuggerEvidence> run) {
    synchronized (sessions) {
      // A program that has ended waits for a restart; who starts another one wants that one.
      sessions.stream().filter(Session::ended).forEach(Session::leave);
      if (going() >= AT_ONCE) { // and nobody sees one whose pages are closed
        sessions.stream().filter(Session::unseen).forEach(Session::leave);
      }
      while (going() >= AT_ONCE) { // who reads on has forgotten the one that stands the longest
        sessions.stream()
            .filter(other -> !other.ended())
            .max(Comparator.comparing(Session::inactive))
            .ifPresent(Session::giveWay);
      }
      sessions.add(session);
    }
    run.own(session);
  }

  private long going() {
    sessions.removeIf(Session::over);
    return sessions.stream().filter(session -> !session.ended()).count();
  }
}
