package portside.experiments.overhead;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portside.debug.Adapter;
import portside.debug.AdapterListener;
import portside.debug.Breakpoint;
import portside.debug.Debuggers;
import portside.debug.NotEvaluated;
import portside.debug.Placed;
import portside.debug.Stop;
import portside.experiments.Lacking;
import portside.experiments.overhead.OverheadParameters.Compare;
import portside.process.Child;
import portside.process.Exit;
import portside.process.LineListener;
import portside.programs.Language;
import portside.programs.Launch;
import portside.programs.Program;
import portside.programs.Programs;

/**
 * One measurement of the loop, in a process of its own. The loop itself says how long it took, so
 * that neither the start of the process nor that of the debugger counts; steps are timed from here.
 */
final class Turn {
  static final String LESSON = "debugger";
  private static final String IN_THE_LOOP = "total = total +";
  private static final String ELSEWHERE = "return 0";
  private static final Pattern NANOS = Pattern.compile("nanos (\\d+).*");
  private static final long LIMIT_SECONDS = 30;

  private final Programs programs;
  private final Program program;
  private final Compare compare;
  private volatile String debugger = "";

  Turn(Programs programs, OverheadParameters parameters, @Nullable Path python) {
    this.programs = programs;
    this.program = Program.of("loop", parameters.runtime()).in(LESSON).with(python);
    this.compare = parameters.compare();
  }

  private boolean java() {
    return program.language() == Language.JAVA;
  }

  /** Turns of the loop in a plain measurement: some tenths of a second. */
  int plainTurns() {
    return java() ? 100_000_000 : 1_000_000;
  }

  /** Turns of the loop, or steps, under the debugger. */
  int debugTurns() {
    return switch (compare) {
      case IDLE, ELSEWHERE -> plainTurns();
      case CONDITION -> java() ? 300 : 10_000;
      case STEP -> java() ? 200 : 40;
    };
  }

  /** What debugged, once it has. */
  String debugger() {
    return debugger;
  }

  /** Nanoseconds of one turn of the loop without any debugger. */
  double plain() throws IOException, InterruptedException {
    Heard heard = new Heard();
    try (Child child =
        programs.children().start(launch(plainTurns(), 2_000_000).command(), heard)) {
      child.whenExited().thenAccept(heard::exited);
      return heard.nanos() / plainTurns();
    }
  }

  /** The same under the debugger; for steps, the nanoseconds of one step. */
  double debugged() throws IOException, InterruptedException, NotEvaluated {
    // A loop that stops at every turn must not be warmed up by millions of turns.
    boolean often = compare == Compare.CONDITION || compare == Compare.STEP;
    int turns = compare == Compare.STEP ? 1_000_000 : debugTurns();
    Launch launch = launch(turns, often ? 0 : 2_000_000);
    Heard heard = new Heard();
    try (Adapter adapter =
        java()
            ? Debuggers.java(programs.children(), launch.command(), program.mainClass(), heard)
            : Debuggers.python(
                programs.children(), launch.command(), programs.file(program), heard)) {
      debugger = adapter.name();
      adapter.setExceptionBreakpoints(false);
      adapter.setBreakpoints(
          switch (compare) {
            case IDLE -> List.of();
            case ELSEWHERE -> List.of(new Breakpoint(line(ELSEWHERE), ""));
            case CONDITION -> List.of(new Breakpoint(line(IN_THE_LOOP), "i == -1"));
            case STEP -> List.of(new Breakpoint(line(IN_THE_LOOP), ""));
          });
      adapter.configurationDone();
      return compare == Compare.STEP ? steps(adapter, heard) : heard.nanos() / turns;
    }
  }

  private double steps(Adapter adapter, Heard heard)
      throws IOException, InterruptedException, NotEvaluated {
    heard.stop();
    adapter.setBreakpoints(List.of());
    adapter.next();
    heard.stop();
    long start = System.nanoTime();
    for (int i = 0; i < debugTurns(); i++) {
      adapter.next();
      heard.stop();
    }
    return (System.nanoTime() - start) / (double) debugTurns();
  }

  private Launch launch(int turns, int warm) throws IOException, InterruptedException {
    return programs.plain(program, List.of(Integer.toString(turns), Integer.toString(warm)));
  }

  private int line(String part) throws IOException {
    List<String> lines = programs.lines(program);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(part)) {
        return i + 1;
      }
    }
    throw new IOException("no line with " + part + " in " + program);
  }

  private static final class Heard implements AdapterListener, LineListener {
    private final BlockingQueue<Stop> stops = new LinkedBlockingQueue<>();
    private final CompletableFuture<Long> nanos = new CompletableFuture<>();

    /** What the loop said. */
    double nanos() throws IOException, InterruptedException {
      try {
        return nanos.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("the loop did not end well", e);
      }
    }

    void stop() throws IOException, InterruptedException {
      if (stops.poll(LIMIT_SECONDS, TimeUnit.SECONDS) == null) {
        throw new Lacking("not-answered");
      }
    }

    @Override
    public void line(String stream, String text) {
      Matcher found = NANOS.matcher(text);
      if (found.matches()) {
        nanos.complete(Long.valueOf(found.group(1)));
      }
    }

    @Override
    public void output(String stream, String text) {
      line(stream, text);
    }

    @Override
    public void stopped(Stop stop) {
      stops.add(stop);
    }

    @Override
    public void exited(Exit exit) {
      nanos.completeExceptionally(new IOException("it ended with " + exit.code()));
    }

    @Override
    public void placed(Placed placed) {}

    @Override
    public void leftOut(long lines) {}

    @Override
    public void message(boolean outgoing, String json) {}
  }
}
