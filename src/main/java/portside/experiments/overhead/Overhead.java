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

  /** On a busy computer more rounds may still tell; after so many, nothing will. */
  private static final int MOST_ROUNDS = 15;

  private static final Duration ENOUGH = Duration.ofSeconds(20);

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
    return List.of("same", "slower", "much-slower", Missing.CANNOT_TELL);
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
    while (plain.size() < FEWEST || System.nanoTime() < end && goesOn(plain, debugged)) {
      int rounds = plain.size() < ROUNDS ? ROUNDS : MOST_ROUNDS;
      plain.add(turn.plain());
      run.progress(evidence(plain, debugged, turn, parameters), (plain.size() - 0.5) / rounds);
      debugged.add(turn.debugged());
      run.progress(evidence(plain, debugged, turn, parameters), plain.size() / (double) rounds);
      run.line(
          "out",
          "round %d: plain %s ns, debugged %s ns"
              .formatted(
                  plain.size(), plain.get(plain.size() - 1), debugged.get(debugged.size() - 1)));
    }
    double factor = perTurn(parameters);
    run.settle(
        Comparison.of(plain, debugged.stream().map(nanos -> factor * nanos).toList()).outcome(),
        evidence(plain, debugged, turn, parameters));
  }

  /** Whether another round may tell more. A turn of the loop or a step: for that it is all one. */
  private static boolean goesOn(List<Double> plain, List<Double> debugged) {
    boolean told = !Missing.CANNOT_TELL.equals(Comparison.of(plain, debugged).outcome());
    return plain.size() < (told ? ROUNDS : MOST_ROUNDS);
  }

  /** A turn of the loop is two lines, and so two steps. */
  private static double perTurn(OverheadParameters parameters) {
    return parameters.compare() == Compare.STEP ? 2 : 1;
  }

  static OverheadEvidence evidence(
      List<Double> plain, List<Double> debugged, Turn turn, OverheadParameters parameters) {
    Double plainMedian = plain.isEmpty() ? null : (Double) Comparison.quantile(plain, 0.5);
    Double measured = debugged.isEmpty() ? null : (Double) Comparison.quantile(debugged, 0.5);
    boolean hits =
        parameters.compare() == Compare.CONDITION || parameters.compare() == Compare.STEP;
    double perTurn = perTurn(parameters);
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

  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : (Double) Comparison.shown(value);
  }
}
