package portside.experiments.overhead;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.debug.Debuggers;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.experiments.overhead.OverheadParameters.Compare;
import portside.instruments.LessonProgram;
import portside.net.ThisComputer;
import portside.programs.Language;
import portside.programs.Programs;

/** Runs the same loop plainly and under a debugger, and says how much slower it was. */
public final class Overhead implements Experiment<OverheadParameters, OverheadEvidence> {
  private static final int ROUNDS = 5;
  private static final int FEWEST = 3;
  private static final Duration ENOUGH = Duration.ofSeconds(20);
  private static final double SAME = 1.1;
  private static final double SLOWER = 2;

  private final Programs programs;

  /**
   * @param programs the lessons' programs
   */
  public Overhead(Programs programs) {
    this.programs = programs;
  }

  @Override
  public String name() {
    return "overhead";
  }

  @Override
  public Class<OverheadParameters> parameters() {
    return OverheadParameters.class;
  }

  @Override
  public Class<OverheadEvidence> evidence() {
    return OverheadEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("same", "slower", "much-slower");
  }

  @Override
  public Optional<Missing> missing(OverheadParameters parameters, ThisComputer here) {
    if (parameters.runtime() == Language.JAVA) {
      boolean jdk = programs.canRunJava(Turn.LESSON) && Debuggers.canDebugJava();
      return jdk ? LessonProgram.noPlace() : Optional.of(new Missing("jdk"));
    }
    return programs.pythons().lack("debugpy")
        ? Optional.of(new Missing("debugpy"))
        : LessonProgram.noPlace();
  }

  @Override
  public void run(OverheadParameters parameters, Run<OverheadEvidence> run) throws Exception {
    @Nullable Path python =
        parameters.runtime() == Language.JAVA
            ? null
            : programs
                .pythons()
                .with("debugpy")
                .orElseThrow(() -> new IOException("no Python with debugpy"));
    Turn turn = new Turn(programs, parameters, python);
    List<Double> plain = new ArrayList<>();
    List<Double> debugged = new ArrayList<>();
    long end = System.nanoTime() + ENOUGH.toNanos();
    // In turns, so that a busy moment of the computer does not fall on one of them alone.
    while (plain.size() < ROUNDS && (plain.size() < FEWEST || System.nanoTime() < end)) {
      plain.add(turn.plain());
      run.progress(evidence(plain, debugged, turn, parameters), (plain.size() - 0.5) / ROUNDS);
      debugged.add(turn.debugged());
      run.progress(evidence(plain, debugged, turn, parameters), plain.size() / (double) ROUNDS);
      run.line(
          "out",
          "round %d: plain %s ns, debugged %s ns"
              .formatted(
                  plain.size(), plain.get(plain.size() - 1), debugged.get(debugged.size() - 1)));
    }
    OverheadEvidence found = evidence(plain, debugged, turn, parameters);
    run.settle(outcome(found.ratio() == null ? 0 : found.ratio()), found);
  }

  /** The outcome for a ratio. */
  static String outcome(double ratio) {
    return ratio < SAME ? "same" : ratio < SLOWER ? "slower" : "much-slower";
  }

  static OverheadEvidence evidence(
      List<Double> plain, List<Double> debugged, Turn turn, OverheadParameters parameters) {
    Double plainMedian = median(plain);
    Double measured = median(debugged);
    boolean hits =
        parameters.compare() == Compare.CONDITION || parameters.compare() == Compare.STEP;
    // A turn of the loop is two lines, and so two steps.
    double perTurn = parameters.compare() == Compare.STEP ? 2 : 1;
    Double hit = null;
    if (hits && measured != null && plainMedian != null) {
      hit = parameters.compare() == Compare.STEP ? measured : measured - plainMedian;
    }
    return new OverheadEvidence(
        measured == null || plainMedian == null ? null : rounded(perTurn * measured / plainMedian),
        rounded(plainMedian),
        rounded(plain.stream().min(Double::compare).orElse(null)),
        rounded(plain.stream().max(Double::compare).orElse(null)),
        rounded(times(perTurn, measured)),
        rounded(times(perTurn, debugged.stream().min(Double::compare).orElse(null))),
        rounded(times(perTurn, debugged.stream().max(Double::compare).orElse(null))),
        rounded(hit),
        plain.size(),
        turn.plainTurns(),
        turn.debugTurns(),
        turn.debugger().isEmpty() ? null : turn.debugger());
  }

  private static @Nullable Double times(double factor, @Nullable Double value) {
    return value == null ? null : (Double) (factor * value);
  }

  private static @Nullable Double median(List<Double> values) {
    if (values.isEmpty()) {
      return null;
    }
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** Three digits: more would pretend to an exactness that no such measurement has. */
  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null
        ? null
        : (Double)
            new java.math.BigDecimal(value).round(new java.math.MathContext(3)).doubleValue();
  }
}
