package portside.experiments.debugger;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import portside.debug.Adapter;
import portside.debug.StackFrame;
import portside.debug.Stop;
import portside.experiments.Lacking;
import portside.experiments.Run;
import portside.experiments.debugger.DebuggerEvidence.Notice;
import portside.experiments.debugger.DebuggerParameters.Mode;
import portside.process.Child;
import portside.process.Exit;
import portside.programs.Launch;

/**
 * The program that is debugged, over its restarts: how it is started and ended, and what it does
 * now. Everything happens on the session's thread, but for what is said to be safe for others.
 */
final class Debuggee {
  private final Start start;
  private final Readiness readiness;
  private final Console console;
  private final Breakpoints breakpoints = new Breakpoints();
  private final StoppedState stopped = new StoppedState();
  private final Recording recording = new Recording();

  private List<String> source = List.of();
  private boolean stopsOnExceptions = true;
  private Mode mode;
  private int generation;
  private @Nullable Adapter adapter;
  private @Nullable Child child;
  private @Nullable Launch launch;
  private long startedAt;
  private @Nullable Long startMillis;
  private int stops;
  private @Nullable Integer exitCode;
  private @Nullable Notice notice;

  private volatile String state = "starting";

  /**
   * @param mode how it will be started first
   */
  Debuggee(Start start, Readiness readiness, Console console, Mode mode) {
    this.start = start;
    this.readiness = readiness;
    this.console = console;
    this.mode = mode;
  }

  // Its life

  /** Ends what runs, and makes a new start ready. */
  void prepare(Mode how, Run<?> run) throws IOException, InterruptedException {
    end();
    generation++;
    mode = how;
    state = "starting";
    stopped.clear();
    recording.clear();
    startMillis = null;
    stops = 0;
    exitCode = null;
    readiness.clear();
    console.clear();
    renew(run);
    source = start.lines();
    breakpoints.unplace();
    String beyond = breakpoints.forget(source.size());
    if (!beyond.isEmpty()) {
      notice = new Notice("beyond", beyond);
    }
    launch = start.launch(how);
  }

  /** What the reader has written since, or what was started before where that does not compile. */
  private void renew(Run<?> run) throws IOException, InterruptedException {
    try {
      start.renew(run);
    } catch (Lacking faulty) {
      if (generation == 1) {
        throw faulty;
      }
      start.note(run);
      notice = new Notice("faulty", faulty.missing().values().getOrDefault("line", ""));
    }
  }

  /** Starts what was prepared; its news comes to the events. */
  void start(ProgramEvents events) throws IOException, InterruptedException {
    startedAt = System.nanoTime();
    if (mode == Mode.RUN) {
      Child started = start.plainly(launch, events);
      child = started;
      state = "running";
      started.whenExited().thenAccept(events::exited);
    } else {
      Adapter started = start.debugged(launch, events);
      adapter = started;
      child = started.child();
      place();
      started.setExceptionBreakpoints(stopsOnExceptions);
      state = "running";
      started.configurationDone();
    }
  }

  /** Ends the program and its debugger; nothing when there is none. */
  void end() {
    Adapter before = adapter;
    Child plain = child;
    adapter = null;
    child = null;
    if (before != null) {
      before.close();
    } else if (plain != null) {
      plain.close();
    }
  }

  /** It is over for good. */
  void close() {
    end();
    state = "ended";
    stopped.clear();
  }

  /** It runs on from where it stood. */
  void running() {
    state = "running";
    recording.goesOn(console.shown().written());
    stopped.runs();
  }

  /** The debugger's word that it stands. */
  void stopped(Adapter adapter, Stop why) throws IOException {
    state = "paused";
    stops++;
    if (startMillis == null) {
      startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
    }
    stopped.stopped(adapter, why);
    if (why.reason().equals(Stop.BREAKPOINT) && !why.text().isEmpty()) {
      notice = new Notice("condition", why.text());
    }
  }

  /** The system's word that it has ended. */
  void exited(Exit exit) {
    state = "ended";
    stopped.clear();
    exitCode = exit.code();
    end();
    exit.signal().ifPresent(signal -> notice = new Notice("killed", signal));
  }

  // What others change

  /** Tells the debugger all breakpoints, as its protocol wants it. */
  void place() throws IOException {
    Adapter now = adapter;
    if (now != null) {
      now.setBreakpoints(breakpoints.wanted()).forEach(breakpoints::placed);
    }
  }

  /** Whether it stops on exceptions, from now on and after every restart. */
  void stopOnExceptions(boolean stop) throws IOException {
    stopsOnExceptions = stop;
    Adapter now = adapter;
    if (now != null) {
      now.setExceptionBreakpoints(stop);
    }
  }

  /** What the reader should know; null for nothing. */
  void notice(@Nullable Notice what) {
    notice = what;
  }

  // What it is now

  /** Counts the starts. */
  int generation() {
    return generation;
  }

  Mode mode() {
    return mode;
  }

  /** What debugs it; null while nothing does. */
  @Nullable Adapter adapter() {
    return adapter;
  }

  /** Its process; null while there is none. */
  @Nullable Child child() {
    return child;
  }

  /** How many lines its text has. */
  int lines() {
    return source.size();
  }

  boolean stopsOnExceptions() {
    return stopsOnExceptions;
  }

  Breakpoints breakpoints() {
    return breakpoints;
  }

  StoppedState stoppedState() {
    return stopped;
  }

  /** Whether it is in that state, by the evidence's word for it; safe for every thread. */
  boolean is(String word) {
    return state.equals(word);
  }

  /**
   * All that is shown of it, at this moment.
   *
   * @param tabs in how many tabs of the host it is open
   */
  DebuggerEvidence snapshot(int tabs) {
    Adapter now = adapter;
    Child process = child;
    Console.Shown output = console.shown();
    Stop why = stopped.why();
    StackFrame at = stopped.at();
    boolean exception = why != null && why.reason().equals(Stop.EXCEPTION);
    if (why != null) {
      recording.stands(moment(why, output.written()));
    }
    return new DebuggerEvidence(
        state,
        mode.name().toLowerCase(Locale.ROOT),
        why == null ? null : why.reason(),
        at == null ? null : at.function(),
        at == null ? null : (Integer) at.line(),
        exception ? why.text() : null,
        exitCode,
        mode == Mode.DEBUG ? (Integer) stops : null,
        startMillis,
        now == null ? null : now.name(),
        launch == null ? null : launch.shown(),
        process == null ? null : (Long) process.pid(),
        is("ended") ? null : readiness.url(),
        readiness.servedBy(),
        readiness.servedBy() != null,
        mode == Mode.DEBUG ? readiness.visits() : null,
        notice,
        tabs,
        source,
        List.copyOf(breakpoints.all()),
        stopsOnExceptions,
        stopped.stack(),
        stopped.moreFrames(),
        stopped.frame(),
        stopped.variables(),
        stopped.moreVariables(),
        stopped.watches(),
        output.lines(),
        recording.timeline(output.written()),
        null);
  }

  private Moment moment(Stop why, long written) {
    StackFrame at = stopped.at();
    return new Moment(
        stops,
        why.reason(),
        at == null ? null : at.function(),
        at == null ? null : (Integer) at.line(),
        why.reason().equals(Stop.EXCEPTION) ? why.text() : null,
        stopped.stack(),
        stopped.moreFrames(),
        stopped.frame(),
        stopped.variables(),
        stopped.moreVariables(),
        stopped.watches(),
        written);
  }
}
