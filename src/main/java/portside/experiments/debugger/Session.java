package portside.experiments.debugger;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import portside.debug.Adapter;
import portside.debug.Breakpoint;
import portside.debug.Frame;
import portside.debug.NotEvaluated;
import portside.debug.Placed;
import portside.debug.Stop;
import portside.debug.Variable;
import portside.experiments.Action;
import portside.experiments.Run;
import portside.experiments.debugger.DebuggerEvidence.Notice;
import portside.experiments.debugger.DebuggerEvidence.Point;
import portside.experiments.debugger.DebuggerEvidence.Seen;
import portside.experiments.debugger.DebuggerEvidence.Watch;
import portside.experiments.debugger.DebuggerParameters.Mode;
import portside.process.Child;
import portside.process.Exit;
import portside.programs.Launch;
import portside.programs.ServerStart;

/**
 * One program being debugged, over its restarts. Everything happens on one thread, in the order in
 * which it came, be it a button or the debugger's news; so the snapshot is always of one moment.
 */
final class Session implements AutoCloseable {
  /** A reader that has gone leaves a program standing; after this long, nobody comes back to it. */
  private static final Duration NOBODY = Duration.ofMinutes(15);

  /** A page that follows says so; browsers slow a hidden page's clock to once a minute. */
  private static final Duration PAGE_GONE = Duration.ofMinutes(3);

  private static final Duration OUTPUT_AT_LEAST = Duration.ofMillis(100);
  private static final Duration LOOK_FOR_SERVER = Duration.ofMillis(100);
  private static final Duration STEP = Duration.ofMillis(60);
  private static final int MOST_WATCHES = 8;
  private static final int MOST_BREAKPOINTS = 20;
  private static final int LONGEST_INPUT = 200;

  private final DebuggerParameters parameters;
  private final Run<DebuggerEvidence> run;
  private final Start start;
  private final ScheduledThreadPoolExecutor thread;
  private final Console console = new Console();
  private final AtomicBoolean outputWaits = new AtomicBoolean();
  private final Protocol protocol = new Protocol();

  // Only on the session's thread, but for what is volatile.
  private final Map<Integer, Point> points = new TreeMap<>();
  private final List<String> watched = new ArrayList<>();
  private List<Watch> watches = List.of();
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
  private @Nullable Stop stop;
  private List<Frame> stack = List.of();
  private int frame;
  private List<Seen> variables = List.of();
  private @Nullable Integer exitCode;
  private boolean listening;
  private @Nullable Notice notice;
  private boolean settled;

  private volatile String state = "starting";
  private volatile boolean left;
  private volatile @Nullable Exception failure;
  private volatile long lastAction = System.nanoTime();
  private volatile boolean pageFollows;

  Session(
      DebuggerParameters parameters,
      Run<DebuggerEvidence> run,
      portside.programs.Programs programs) {
    this.parameters = parameters;
    this.run = run;
    this.start = new Start(parameters, programs);
    this.mode = parameters.mode();
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread worker = new Thread(task, "debugger session");
              worker.setDaemon(true);
              return worker;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Starts the program. */
  void begin() {
    if (parameters.breakpoint() > 0) {
      int line = parameters.breakpoint();
      points.put(line, new Point(line, "", true, null));
    }
    later(() -> begin(parameters.mode()));
  }

  /** Whether the session lives; throws what broke it. */
  boolean goesOn() throws Exception {
    Exception broken = failure;
    if (broken != null) {
      throw broken;
    }
    Duration patience = pageFollows ? PAGE_GONE : NOBODY;
    return !left && System.nanoTime() - lastAction < patience.toNanos();
  }

  /** Whether its program has ended and it only waits for a restart. */
  boolean ended() {
    return state.equals("ended");
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
    lastAction = System.nanoTime();
    if (action.name().equals("here")) {
      pageFollows = true;
      return;
    }
    later(
        () -> {
          notice = null;
          act(action.name(), action.fields());
          if (state.equals("running")) {
            // A step is over in a moment, and its stop is what the page wants.
            later(this::stillRunning, STEP);
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
      case "watch" -> {
        String expression = fields.getOrDefault("expression", "").strip();
        if (!expression.isEmpty() && watched.size() < MOST_WATCHES) {
          watched.add(expression.substring(0, Math.min(LONGEST_INPUT, expression.length())));
        }
        look();
      }
      case "unwatch" -> {
        int index = number(fields.get("index"));
        if (index >= 0 && index < watched.size()) {
          watched.remove(index);
        }
        look();
      }
      case "input" -> input(fields.getOrDefault("text", ""));
      case "restart" -> {
        String word = fields.getOrDefault("mode", mode.name()).toLowerCase(Locale.ROOT);
        begin(word.equals("run") ? Mode.RUN : Mode.DEBUG);
      }
      case "frame" -> {
        int index = number(fields.get("index"));
        if (index >= 0 && index < stack.size()) {
          frame = index;
          variables = List.of();
          look();
        }
      }
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
    stop = null;
  }

  private void breakpoint(Map<String, String> fields) throws IOException {
    int line = number(fields.get("line"));
    if (line < 1 || line > source.size()) {
      return;
    }
    Point before = points.get(line);
    if (before == null && points.size() >= MOST_BREAKPOINTS) {
      notice = new Notice("too-many", "");
      return;
    }
    boolean on = before == null;
    if (fields.containsKey("on")) {
      on = fields.get("on").equals("on");
    }
    String condition = fields.get("condition");
    Map<Integer, Point> kept = new TreeMap<>(points);
    if (condition != null) {
      points.put(line, new Point(line, bounded(condition.strip()), true, null));
    } else if (on) {
      points.put(line, new Point(line, before == null ? "" : before.condition(), true, null));
    } else if (before != null && "keep".equals(fields.get("off"))) {
      points.put(line, new Point(line, before.condition(), false, null));
    } else {
      points.remove(line);
    }
    try {
      place();
    } catch (NotEvaluated no) {
      notice = notice(no);
      points.clear();
      points.putAll(kept);
    }
  }

  private static String bounded(String text) {
    // One more than the evaluator takes, so that it is the evaluator who says so.
    return text.substring(0, Math.min(LONGEST_INPUT + 1, text.length()));
  }

  /** Tells the debugger all breakpoints, as its protocol wants it. */
  private void place() throws IOException, NotEvaluated {
    Adapter now = adapter;
    if (now == null) {
      return;
    }
    List<Breakpoint> wanted =
        points.values().stream()
            .filter(Point::enabled)
            .map(point -> new Breakpoint(point.line(), point.condition()))
            .toList();
    now.setBreakpoints(wanted).forEach(this::placed);
  }

  private void placed(Placed placed) {
    points.computeIfPresent(
        placed.asked(),
        (line, point) ->
            new Point(
                line,
                point.condition(),
                point.enabled(),
                placed.verified() ? placed.line() : null));
  }

  private void input(String text) {
    Child now = child;
    if (now == null || !now.isAlive()) {
      return;
    }
    String line = text.length() <= LONGEST_INPUT ? text : text.substring(0, LONGEST_INPUT);
    console.add("stdin", line); // before the program can answer it
    try {
      now.input().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      now.input().flush();
    } catch (IOException nobodyReads) {
      notice = new Notice("no-input", "");
    }
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
    stop = null;
    stack = List.of();
    variables = List.of();
    watches = List.of();
    startMillis = null;
    stops = 0;
    exitCode = null;
    listening = false;
    console.clear();
    source = Files.readAllLines(start.source());
    points.replaceAll((line, point) -> new Point(line, point.condition(), point.enabled(), null));
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
      try {
        place();
      } catch (NotEvaluated no) {
        notice = notice(no); // they were read before; a restart in another mood of the debugger
      }
      started.setExceptionBreakpoints(exceptions);
      state = "running";
      started.configurationDone();
    }
    publish();
    if (start.server()) {
      lookForServer(generation);
    }
  }

  /** Tells when the server answers; whoever opens its address sooner is refused. */
  private void lookForServer(int of) {
    if (of != generation || listening || ended()) {
      return;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(ServerStart.HOST, start.port()), 200);
      listening = true;
      publish();
    } catch (IOException notYet) {
      later(() -> lookForServer(of), LOOK_FOR_SERVER);
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

    private void hear(Task task) {
      later(
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
      hear(() -> Session.this.placed(placed));
    }

    @Override
    public void line(String stream, String text) {
      output(stream, text);
    }

    @Override
    public void output(String stream, String text) {
      console.add(stream, text);
      if (outputWaits.compareAndSet(false, true)) {
        later(Session.this::showOutput, OUTPUT_AT_LEAST);
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
    stop = why;
    stops++;
    if (startMillis == null) {
      startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
    }
    String before = stack.isEmpty() ? "" : stack.get(0).function();
    stack = now.stackTrace();
    int own = 0;
    while (own < stack.size() && !stack.get(own).own()) {
      own++;
    }
    frame = own < stack.size() ? own : 0;
    if (stack.isEmpty() || !stack.get(0).function().equals(before)) {
      variables = List.of();
    }
    look();
    if (why.reason().equals(Stop.BREAKPOINT) && !why.text().isEmpty()) {
      notice = new Notice("condition", why.text());
    }
    switch (why.reason()) {
      case Stop.BREAKPOINT -> settle("stopped-at-breakpoint");
      case Stop.EXCEPTION -> settle("stopped-on-exception");
      default -> publish();
    }
  }

  /** Reads the chosen frame, and marks what has changed since it was read before. */
  private void look() throws IOException {
    Adapter now = adapter;
    if (now == null || !state.equals("paused") || frame >= stack.size()) {
      watches = watched.stream().map(text -> new Watch(text, null, null)).toList();
      return;
    }
    Map<String, String> before = new LinkedHashMap<>();
    variables.forEach(seen -> before.put(seen.scope() + " " + seen.name(), seen.value()));
    List<Seen> seen = new ArrayList<>();
    for (Variable one : now.variables(frame)) {
      String old = before.get(one.scope() + " " + one.name());
      boolean changed = !before.isEmpty() && !one.value().equals(old);
      seen.add(new Seen(one.name(), one.value(), one.type(), one.scope(), changed));
    }
    variables = List.copyOf(seen);
    List<Watch> values = new ArrayList<>();
    for (String expression : watched) {
      try {
        values.add(new Watch(expression, now.evaluate(frame, expression), null));
      } catch (NotEvaluated no) {
        values.add(new Watch(expression, null, notice(no)));
      }
    }
    watches = List.copyOf(values);
  }

  private static Notice notice(NotEvaluated no) {
    return new Notice(no.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'), no.at());
  }

  private void exited(Exit exit) {
    state = "ended";
    stop = null;
    stack = List.of();
    variables = List.of();
    exitCode = exit.code();
    lastAction = System.nanoTime();
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
      run.settle(outcome, snapshot());
      protocol.flush(run);
    }
  }

  private void publish() {
    run.progress(snapshot(), 0);
    protocol.flush(run);
  }

  /** What to show where it does not even start. */
  DebuggerEvidence refused(String key) {
    notice = new Notice(key, "");
    state = "ended";
    return snapshot();
  }

  /** The session as it stands now. */
  DebuggerEvidence snapshot() {
    Adapter now = adapter;
    Child process = child;
    Stop why = stop;
    Frame at = why == null || stack.isEmpty() ? null : stack.get(Math.min(frame, stack.size() - 1));
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
        listening && !ended() ? "http://127.0.0.1:" + start.port() + "/" : null,
        notice,
        source,
        List.copyOf(points.values()),
        exceptions,
        stack,
        at == null ? null : (Integer) frame,
        variables,
        watches,
        console.lines());
  }

  // Its thread

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private void later(Task task) {
    later(task, Duration.ZERO);
  }

  private void later(Task task, Duration when) {
    try {
      thread.schedule(() -> guarded(task), when.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException over) {
      // nobody is there to see it
    }
  }

  private void guarded(Task task) {
    try {
      task.run();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (IOException gone) {
      Child now = child;
      if (now == null || now.isAlive() && state.equals("starting")) {
        failure = gone;
      }
      // else the program is gone, and the news of its end is on its way
    } catch (RuntimeException ownFault) {
      failure = ownFault;
    }
  }

  @Override
  public void close() {
    left = true;
    thread.shutdownNow();
    try {
      thread.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
    state = "ended";
    stop = null;
    stack = List.of();
    variables = List.of();
    run.progress(snapshot(), 0);
  }
}
