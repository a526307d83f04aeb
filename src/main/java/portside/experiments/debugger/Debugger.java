package portside.experiments.debugger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.access.Role;
import portside.debug.Debuggers;
import portside.experiments.Action;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Refused;
import portside.experiments.Run;
import portside.experiments.debugger.DebuggerParameters.Mode;
import portside.experiments.debugger.DebuggerParameters.Program;
import portside.experiments.debugger.DebuggerParameters.Runtime;
import portside.net.ThisComputer;
import portside.programs.JavaPrograms;
import portside.programs.Programs;

/** Debugs a program of the lesson as an editor does, or runs it plainly. */
public final class Debugger implements Experiment<DebuggerParameters, DebuggerEvidence> {
  private static final int AT_ONCE = 2;
  private static final Duration LOOK = Duration.ofMillis(250);
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
  public Map<String, Role> actions() {
    Map<String, Role> actions = new LinkedHashMap<>();
    ACTIONS.forEach(action -> actions.put(action, Role.HOST));
    return actions;
  }

  @Override
  public Optional<Missing> missing(DebuggerParameters parameters, ThisComputer here) {
    boolean debug = parameters.mode() == Mode.DEBUG;
    if (parameters.runtime() == Runtime.JAVA && parameters.program() == Program.RELOADER) {
      return Optional.of(new Missing("only-flask"));
    }
    if (parameters.runtime() == Runtime.JAVA) {
      boolean jdk = JavaPrograms.canCompile() && (!debug || Debuggers.canDebugJava());
      return jdk ? Optional.empty() : Optional.of(new Missing("jdk"));
    }
    List<String> packages = packages(parameters);
    if (!programs.pythons().lack(packages.toArray(String[]::new))) {
      return Optional.empty();
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
  public Optional<DebuggerEvidence> before(DebuggerParameters parameters) throws IOException {
    Path file = new Start(parameters, programs).source();
    Points points = new Points();
    if (parameters.breakpoint() > 0) {
      points.set(parameters.breakpoint());
    }
    return Optional.of(
        DebuggerEvidence.ofSource(Files.readAllLines(file), List.copyOf(points.all())));
  }

  @Override
  public void run(DebuggerParameters parameters, Run<DebuggerEvidence> run) throws Exception {
    Session session = new Session(parameters, run, programs);
    if (parameters.runtime() == Runtime.PYTHON) {
      programs.pythons().with(packages(parameters).toArray(String[]::new)); // from here on known
    }
    if (missing(parameters, ThisComputer.now()).isPresent()) {
      run.settle(Missing.OUTCOME, session.snapshot());
      return;
    }
    admit(session, run);
    session.begin();
    while (session.goesOn()) {
      Optional<Action> action = run.next(LOOK);
      action.ifPresent(session::act);
    }
  }

  @Override
  public void check(DebuggerParameters parameters, ThisComputer here) {
    synchronized (sessions) {
      room();
    }
  }

  private void admit(Session session, Run<DebuggerEvidence> run) {
    synchronized (sessions) {
      // A program that has ended waits for a restart; who starts another one wants that one.
      sessions.stream().filter(Session::ended).forEach(Session::leave);
      if (going() >= AT_ONCE) { // and nobody sees one whose pages are closed
        sessions.stream().filter(Session::unseen).forEach(Session::leave);
      }
      room();
      sessions.add(session);
    }
    run.own(session);
  }

  private void room() {
    if (going() - sessions.stream().filter(Session::unseen).count() >= AT_ONCE) {
      throw new Refused(Refused.Reason.TOO_MANY);
    }
  }

  private long going() {
    sessions.removeIf(Session::over);
    return sessions.stream().filter(session -> !session.ended()).count();
  }
}
