package portside.experiments.debugger;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import portside.debug.Adapter;
import portside.debug.Placed;
import portside.debug.Stop;
import portside.experiments.Action;
import portside.experiments.Run;
import portside.experiments.Watchers;
import portside.experiments.debugger.DebuggerEvidence.Notice;
import portside.experiments.debugger.DebuggerParameters.Mode;
import portside.process.Child;
import portside.process.Exit;
import portside.programs.Programs;

/**
 * One program being debugged, over its restarts. Everything happens on one thread, in the order in
 * which it came, be it a button or the debugger's news; so the snapshot is always of one moment.
 */
final class Session implements AutoCloseable {
  private static final Duration OUTPUT_AT_LEAST = Duration.ofMillis(100);
  private static final Duration LOOK_FOR_SERVER = Duration.ofMillis(100);
  private static final Duration STEP = Duration.ofMillis(150);

  /** How often to ask whether anybody still looks. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private static final Set<String> MOVES = Set.of("continue", "next", "stepIn", "stepOut");

  private final DebuggerParameters parameters;
  private final Run<DebuggerEvidence> run;
  private final Start start;
  private final Readiness readiness;
  private final Idle idle = new Idle();
  private final SessionThread thread;
  private final Console console = new Console();
  private final AtomicBoolean outputWaits = new AtomicBoolean();
  private final Protocol protocol = new Protocol();

  // Only on the session's thread.
  private final Debuggee program;
  private final ReaderActions actions;
  private int moves;
  private volatile boolean settled;

  private volatile boolean left;
  private volatile boolean gaveWay;
  private volatile int tabs = 1;
  private volatile @Nullable Exception failure;

  Session(DebuggerParameters parameters, Run<DebuggerEvidence> run, Programs programs) {
    this.parameters = parameters;
    this.run = run;
    this.start = new Start(parameters, programs);
    this.readiness = new Readiness(start);
    this.program = new Debuggee(start, readiness, console, parameters.mode());
    this.actions = new ReaderActions(program, start, console, this::begin);
    this.thread = new SessionThread(this::broken);
  }

  /**
   * Starts the program, and does what the reader asks for until nobody looks any more.
   *
   * @throws Exception what broke the session
   */
  void serve() throws Exception {
    if (parameters.breakpoint() > 0) {
      program.breakpoints().set(parameters.breakpoint());
    }
    thread.later(() -> begin(parameters.mode()));
    while (goesOn()) {
      // The run's own queue is bounded and refuses a reader who is too quick; what is taken from it
      // joins the debugger's news, so that the two keep their order.
      run.next(LOOK).ifPresent(this::act);
    }
    if (!settled) {
      throw new InterruptedException("ended before anything came out");
    }
  }

  private boolean goesOn() throws Exception {
    Exception broken = failure;
    if (broken != null) {
      throw broken;
    }
    Watchers watchers = run.watchers();
    int shows = Math.max(1, watchers.hosts());
    if (shows != tabs) {
      tabs = shows;
      thread.later(this::publish);
    }
    return !left && idle.lasts(watchers);
  }

  /** Whether its program has ended and it only waits for a restart. */
  boolean ended() {
    return program.is("ended");
  }

  /** Whether its program goes on although the page that showed it has closed. */
  boolean unseen() {
    return !ended() && idle.left(run.watchers());
  }

  /** Whether nothing is left of it, or will be in a moment. */
  boolean over() {
    return left;
  }

  /** Ends it soon. */
  void leave() {
    left = true;
  }

  /** Ends it soon for another one, and says so. */
  void giveWay() {
    gaveWay = true;
    left = true;
  }

  /** How long its reader has done nothing. */
  Duration inactive() {
    return idle.inactive();
  }

  // What the reader asks for

  private void act(Action action) {
    idle.active();
    thread.later(
        () -> {
          program.notice(null);
          actions.act(action);
          if (program.is("running") && MOVES.contains(action.name())) {
            // A step is over in a moment, and its stop is what the page wants.
            int move = ++moves;
            thread.later(() -> stillRunning(move), STEP);
          } else {
            publish();
          }
        });
  }

  private void stillRunning(int move) {
    if (move == moves && program.is("running")) {
      publish();
    }
  }

  private void begin(Mode how) throws IOException, InterruptedException {
    program.prepare(how, run);
    publish();
    program.start(new ProgramEvents(this, program.generation()));
    publish();
    if (start.server()) {
      lookForServer(program.generation());
    }
  }

  private void lookForServer(int of) {
    if (of != program.generation() || ended()) {
      return;
    }
    if (readiness.look(program.child())) {
      publish();
    } else {
      thread.later(() -> lookForServer(of), LOOK_FOR_SERVER);
    }
  }

  // What the program and its debugger tell

  /** Does what news of that start of the program asks for; what comes late is not heard. */
  void hear(int generation, SessionThread.Task task) {
    thread.later(
        () -> {
          if (generation == program.generation()) {
            task.run();
          }
        });
  }

  /** The program stands. */
  void stopped(Stop why) throws IOException {
    Adapter now = program.adapter();
    if (now == null) {
      return;
    }
    program.stopped(now, why);
    switch (why.reason()) {
      case Stop.BREAKPOINT -> settle("stopped-at-breakpoint");
      case Stop.EXCEPTION -> settle("stopped-on-exception");
      default -> publish();
    }
  }

  /** A breakpoint has found its line. */
  void placed(Placed placed) {
    program.breakpoints().placed(placed);
  }

  /** The program has ended. */
  void exited(Exit exit) {
    program.exited(exit);
    if (exit.signal().isEmpty()) {
      settle(exit.code() == 0 ? "ran-to-the-end" : "stopped-on-exception");
    } else if (!settled) {
      publish();
      failure = new IOException("the program was ended from outside: " + exit.signal().get());
    }
    publish();
  }

  /** A line of output; safe for every thread, and shown a little later, with what follows it. */
  void output(String stream, String text) {
    console.add(stream, text);
    readiness.read(text);
    if (outputWaits.compareAndSet(false, true)) {
      thread.later(this::showOutput, OUTPUT_AT_LEAST);
    }
  }

  private void showOutput() {
    outputWaits.set(false);
    publish();
  }

  /** So many lines of output were too many; safe for every thread. */
  void leftOut(long lines) {
    console.leftOut(lines);
  }

  /** A message to or from the debugger; safe for every thread. */
  void message(boolean outgoing, String json) {
    protocol.add(outgoing, json);
  }

  // What is shown

  private void settle(String outcome) {
    if (settled) {
      publish();
    } else {
      settled = true;
      protocol.flush(run);
      run.settle(outcome, snapshot());
    }
  }

  private void publish() {
    protocol.flush(run);
    run.progress(snapshot(), 0);
  }

  /** The session as it stands now. */
  DebuggerEvidence snapshot() {
    return program.snapshot(tabs);
  }

  /** What a step of the session threw: the debugger is gone, or Portside is at fault. */
  private void broken(Exception what) {
    Child now = program.child();
    boolean programEnded = now != null && !(now.isAlive() && program.is("starting"));
    if (!(what instanceof IOException) || !programEnded) {
      failure = what;
    }
    // else the program is gone, and the news of its end is on its way
  }

  @Override
  public void close() {
    left = true;
    thread.close();
    program.close();
    if (gaveWay) {
      program.notice(new Notice("gave-way", ""));
    }
    run.progress(snapshot(), 0);
  }
}
