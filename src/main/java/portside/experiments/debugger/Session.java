package portside.experiments.debugger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import portside.debug.Adapter;
import portside.debug.Frame;
import portside.debug.NotEvaluated;
import portside.debug.Placed;
import portside.debug.Stop;
import portside.experiments.Action;
import portside.experiments.Run;
import portside.experiments.Watchers;
import portside.experiments.debugger.DebuggerEvidence.Notice;
import portside.experiments.debugger.DebuggerParameters.Mode;
import portside.process.Child;
import portside.process.Exit;
import portside.programs.Launch;

/**
 * One program being debugged, over its restarts. Everything happens on one thread, in the order in
 * which it came, be it a button or the debugger's news; so the snapshot is always of one moment.
 */
final class Session implements AutoCloseable {
  private static final Duration OUTPUT_AT_LEAST = Duration.ofMillis(100);
  private static final Duration LOOK_FOR_SERVER = Duration.ofMillis(100);
  private static final Duration STEP = Duration.ofMillis(60);
  private static final int LONGEST_INPUT = 200;

  private final DebuggerParameters parameters;
  private final Run<DebuggerEvidence> run;
  private final Start start;
  private final Answering answering;
  private final Idle idle = new Idle();
  private final SessionThread thread;
  private final Console console = new Console();
  private final AtomicBoolean outputWaits = new AtomicBoolean();
  private final Protocol protocol = new Protocol();

  // Only on the session's thread, but for what is volatile.
  private final Points points = new Points();
  private final Standing standing = new Standing();
  private List<String> source = List.of();
  private boolean exceptions = true;
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
  private boolean settled;

  private volatile String state = "starting";
  private volatile boolean left;
  private volatile int tabs = 1;
  private volatile @Nullable Exception failure;

  Session(
      DebuggerParameters parameters,
      Run<DebuggerEvidence> run,
      portside.programs.Programs programs) {
    this.parameters = parameters;
    this.run = run;
    this.start = new Start(parameters, programs);
    this.answering = new Answering(start);
    this.mode = parameters.mode();
    this.thread = new SessionThread(this::broken);
  }

  /** Starts the program. */
  void begin() {
    if (parameters.breakpoint() > 0) {
      points.set(parameters.breakpoint());
    }
    thread.later(() -> begin(parameters.mode()));
  }

  /** Whether the session lives; throws what broke it. */
  boolean goesOn() throws Exception {
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
    return state.equals("ended");
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

  // What the reader does

  /** Does what the reader asks for. */
  void act(Action action) {
    idle.active();
    thread.later(
        () -> {
          notice = null;
          act(action.name(), action.fields());
          if (state.equals("running")) {
            // A step is over in a moment, and its stop is what the page wants.
            thread.later(this::stillRunning, STEP);
          } else {
            publish();
          }
        });
  }

  private void stillRunning() {
    if (state.equals("running")) {
      publish();
    }
  }

  private void act(String name, Map<String, String> fields)
      throws IOException, InterruptedException {
    Adapter now = adapter;
    switch (name) {
      case "breakpoint" -> breakpoint(fields);
      case "exceptions" -> {
        exceptions = !"off".equals(fields.getOrDefault("on", exceptions ? "off" : "on"));
        if (now != null) {
          now.setExceptionBreakpoints(exceptions);
        }
      }
      case "watch" ->
          standing.watch(now, cut(fields.getOrDefault("expression", "").strip(), LONGEST_INPUT));
      case "unwatch" -> standing.unwatch(now, number(fields.get("index")));
      case "input" -> input(fields.getOrDefault("text", ""));
      case "restart" -> {
        String word = fields.getOrDefault("mode", mode.name()).toLowerCase(Locale.ROOT);
        begin(word.equals("run") ? Mode.RUN : Mode.DEBUG);
      }
      case "frame" -> standing.choose(now, number(fields.get("index")));
      default -> {
        if (now != null) {
          move(now, name);
        }
      }
    }
  }

  private void move(Adapter now, String name) throws IOException {
    if (name.equals("pause")) {
      if (state.equals("running")) {
        now.pause();
      }
      return;
    }
    if (!state.equals("paused")) {
      return;
    }
    running();
    switch (name) {
      case "next" -> now.next();
      case "stepIn" -> now.stepIn();
      case "stepOut" -> now.stepOut();
      default -> now.resume();
    }
  }

  private void running() {
    state = "running";
    standing.runs();
  }

  private void breakpoint(Map<String, String> fields) throws IOException, InterruptedException {
    int line = number(fields.get("line"));
    if (line >= 1 && line <= source.size()) {
      try {
        notice = points.change(line, fields, condition -> start.read(condition, mode));
      } catch (NotEvaluated no) {
        notice = Standing.notice(no);
      }
      place();
    }
  }

  /** Tells the debugger all breakpoints, as its protocol wants it. */
  private void place() throws IOException {
    Adapter now = adapter;
    if (now != null) {
      now.setBreakpoints(points.wanted()).forEach(points::placed);
    }
  }

  private void input(String text) {
    Child now = child;
    if (now == null || !now.isAlive()) {
      return;
    }
    String line = cut(text, LONGEST_INPUT);
    console.add("stdin", line); // before the program can answer it
    try {
      now.input().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      now.input().flush();
    } catch (IOException nobodyReads) {
      notice = new Notice("no-input", "");
    }
  }

  private static String cut(String text, int most) {
    return text.substring(0, Math.min(most, text.length()));
  }

  private static int number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
  }

  // The program

  private void begin(Mode how) throws IOException, InterruptedException {
    end();
    generation++;
    mode = how;
    state = "starting";
    standing.clear();
    startMillis = null;
    stops = 0;
    exitCode = null;
    answering.clear();
    console.clear();
    source = start.lines();
    points.unplace();
    launch = start.launch(how);
    publish();
    startedAt = System.nanoTime();
    Ears ears = new Ears(generation);
    if (how == Mode.RUN) {
      Child started = start.plainly(launch, ears);
      child = started;
      state = "running";
      started.whenExited().thenAccept(ears::exited);
    } else {
      Adapter started = start.debugged(launch, ears);
      adapter = started;
      child = started.child();
      place();
      started.setExceptionBreakpoints(exceptions);
      state = "running";
      started.configurationDone();
    }
    publish();
    if (start.server()) {
      lookForServer(generation);
    }
  }

  private void lookForServer(int of) {
    if (of != generation || ended()) {
      return;
    }
    if (answering.look(child)) {
      publish();
    } else {
      thread.later(() -> lookForServer(of), LOOK_FOR_SERVER);
    }
  }

  private void end() {
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

  // What the debugger tells

  /** Hears one start of the program; what comes late from an earlier one is not heard. */
  private final class Ears
      implements portside.debug.AdapterListener, portside.process.LineListener {
    private final int mine;

    Ears(int mine) {
      this.mine = mine;
    }

    private void hear(SessionThread.Task task) {
      thread.later(
          () -> {
            if (mine == generation) {
              task.run();
            }
          });
    }

    @Override
    public void stopped(Stop why) {
      hear(() -> Session.this.stopped(why));
    }

    @Override
    public void placed(Placed placed) {
      hear(() -> points.placed(placed));
    }

    @Override
    public void line(String stream, String text) {
      output(stream, text);
    }

    @Override
    public void output(String stream, String text) {
      console.add(stream, text);
      answering.read(text);
      if (outputWaits.compareAndSet(false, true)) {
        thread.later(Session.this::showOutput, OUTPUT_AT_LEAST);
      }
    }

    @Override
    public void leftOut(long lines) {
      console.leftOut(lines);
    }

    @Override
    public void exited(Exit exit) {
      hear(() -> Session.this.exited(exit));
    }

    @Override
    public void message(boolean outgoing, String json) {
      protocol.add(outgoing, json);
    }
  }

  private void showOutput() {
    outputWaits.set(false);
    publish();
  }

  private void stopped(Stop why) throws IOException {
    Adapter now = adapter;
    if (now == null) {
      return;
    }
    state = "paused";
    stops++;
    if (startMillis == null) {
      startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
    }
    standing.stopped(now, why);
    if (why.reason().equals(Stop.BREAKPOINT) && !why.text().isEmpty()) {
      notice = new Notice("condition", why.text());
    }
    switch (why.reason()) {
      case Stop.BREAKPOINT -> settle("stopped-at-breakpoint");
      case Stop.EXCEPTION -> settle("stopped-on-exception");
      default -> publish();
    }
  }

  private void exited(Exit exit) {
    state = "ended";
    standing.clear();
    exitCode = exit.code();
    end();
    if (exit.signal().isPresent()) {
      notice = new Notice("killed", exit.signal().get());
      if (!settled) {
        publish();
        failure = new IOException("the program was ended from outside: " + exit.signal().get());
      }
    } else {
      settle(exit.code() == 0 ? "ran-to-the-end" : "stopped-on-exception");
    }
    publish();
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
    Adapter now = adapter;
    Child process = child;
    Stop why = standing.why();
    Frame at = standing.at();
    boolean exception = why != null && why.reason().equals(Stop.EXCEPTION);
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
        ended() ? null : answering.url(),
        answering.servedBy(),
        answering.servedBy() != null,
        mode == Mode.DEBUG ? answering.visits() : null,
        notice,
        tabs,
        source,
        List.copyOf(points.all()),
        exceptions,
        standing.stack(),
        standing.frame(),
        standing.variables(),
        standing.watches(),
        console.lines());
  }

  /** What a step of the session threw: the debugger is gone, or Portside is at fault. */
  private void broken(Exception what) {
    Child now = child;
    boolean programEnded = now != null && !(now.isAlive() && state.equals("starting"));
    if (!(what instanceof IOException) || !programEnded) {
      failure = what;
    }
    // else the program is gone, and the news of its end is on its way
  }

  @Override
  public void close() {
    left = true;
    thread.close();
    end();
    state = "ended";
    standing.clear();
    run.progress(snapshot(), 0);
  }
}
