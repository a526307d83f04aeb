package portside.experiments.overhead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.access.Role;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.process.Children;
import portside.programs.Programs;
import portside.testing.Campaign;
import portside.testing.Patience;

/** Real measurements; how fast this computer is, is no matter of a test. */
class OverheadTest {
  private static Children children;
  private static Programs programs;
  private final Trial trial = new Trial(new Overhead(programs));

  @BeforeAll
  static void start(Children itsChildren, Programs itsPrograms) {
    children = itsChildren;
    programs = itsPrograms;
  }

  @AfterEach
  void close() {
    trial.close();
  }

  @ParameterizedTest
  @CsvSource({"java,condition", "python,step"})
  void a_hit_in_every_turn_makes_the_loop_much_slower(String runtime, String compare)
      throws Exception {
    assertMuchSlower(runtime, compare);
  }

  @Campaign
  @ParameterizedTest
  @CsvSource({"java,step", "python,condition"})
  void a_hit_of_the_other_kind_makes_the_loop_much_slower(String runtime, String compare)
      throws Exception {
    assertMuchSlower(runtime, compare);
  }

  private void assertMuchSlower(String runtime, String compare) throws Exception {
    RunState run = settled(runtime, compare);
    assertEquals("much-slower", run.outcome(), run.toString());
    OverheadEvidence found = Trial.evidence(run, OverheadEvidence.class);
    assertTrue(found.ratio() > 5, found.toString());
    assertTrue(found.hitNanos() > 1_000, found.toString());
    assertTrue(found.rounds() >= 3, found.toString());
    assertTrue(found.plainLeast() <= found.plainNanos(), found.toString());
    assertTrue(found.debugNanos() <= found.debugMost(), found.toString());
    String view = trial.view(run, Role.GUEST, "ko");
    assertTrue(view.contains("<svg") && view.contains("overhead-debug"), view);
    assertFalse(view.matches("(?s).*>× \\d{4}.*"), "digits in groups: " + view);
  }

  @ParameterizedTest
  @CsvSource("java,idle")
  void what_is_never_hit_is_measured_and_has_no_price_of_a_hit(String runtime, String compare)
      throws Exception {
    assertNoHit(runtime, compare);
  }

  @Campaign
  @ParameterizedTest
  @CsvSource({"java,elsewhere", "python,idle", "python,elsewhere"})
  void what_else_is_never_hit_has_no_price_of_a_hit(String runtime, String compare)
      throws Exception {
    assertNoHit(runtime, compare);
  }

  private void assertNoHit(String runtime, String compare) throws Exception {
    RunState run = settled(runtime, compare);
    OverheadEvidence found = Trial.evidence(run, OverheadEvidence.class);
    assertNull(found.hitNanos());
    String byRatio = found.ratio() < 1.1 ? "same" : found.ratio() < 2 ? "slower" : "much-slower";
    assertTrue(List.of(byRatio, "cannot-tell").contains(run.outcome()), run.toString());
    assertEquals(found.plainTurns(), found.debugTurns());
    if (runtime.equals("java")) {
      // A Java program under JDWP without a hit runs compiled code, as it does plainly.
      // By the least disturbed rounds: a busy computer may leave no time to compile in the others.
      assertTrue(found.debugLeast() < 5 * found.plainLeast(), found.toString());
    }
  }

  @Test
  void the_limits_are_those_that_the_lesson_names() {
    assertEquals("same", outcome(1, 0.95));
    assertEquals("same", outcome(1, 1.09));
    assertEquals("slower", outcome(1, 1.1));
    assertEquals("slower", outcome(1, 1.99));
    assertEquals("much-slower", outcome(1, 2));
    // what is shown is judged: nobody reads "1.1 times" and "the same"
    assertEquals("same", outcome(1, 1.094));
    assertEquals("slower", outcome(1, 1.096));
    assertEquals("much-slower", outcome(1, 1.996));
  }

  private static String outcome(double plain, double debugged) {
    return Comparison.of(Collections.nCopies(5, plain), Collections.nCopies(5, debugged)).outcome();
  }

  @Test
  void where_the_spread_is_wider_than_the_difference_nothing_can_be_told() {
    List<Double> scattered = List.of(1.0, 1.2, 1.9, 2.4, 2.6);
    List<Double> slower = scattered.stream().map(nanos -> nanos * 1.65).toList();
    assertEquals("cannot-tell", Comparison.of(scattered, slower).outcome(), "they overlap");
    List<Double> faster = scattered.stream().map(nanos -> nanos * 0.69).toList();
    assertEquals("cannot-tell", Comparison.of(scattered, faster).outcome());
    assertEquals("cannot-tell", outcome(1, 0.69), "no debugger makes a program faster");
    assertEquals(
        "cannot-tell", Comparison.of(scattered, scattered).outcome(), "a tenth would drown");
    List<Double> often = Collections.nCopies(20, scattered).stream().flatMap(List::stream).toList();
    assertEquals("cannot-tell", Comparison.of(often, slower).outcome());
    List<Double> muchSlower = scattered.stream().map(nanos -> nanos * 1_000).toList();
    assertEquals("much-slower", Comparison.of(scattered, muchSlower).outcome());
    List<Double> disturbed = List.of(734_000.0, 3_280_000.0, 1_570_000.0, 967_000.0, 5_430_000.0);
    assertEquals(
        "much-slower",
        Comparison.of(List.of(2.29, 5.18, 2.08, 2.29, 5.81), disturbed).outcome(),
        "no disturbance makes a nanosecond a millisecond");
  }

  @Test
  void a_single_disturbed_round_hides_nothing() {
    assertEquals(
        "same",
        Comparison.of(List.of(1.0, 1.01, 1.02, 1.0, 3.0), List.of(1.0, 1.02, 1.01, 1.0, 1.01))
            .outcome());
    assertEquals(
        "slower",
        Comparison.of(List.of(1.0, 1.01, 1.02, 1.0, 3.0), List.of(1.5, 1.52, 1.51, 1.5, 1.51))
            .outcome());
  }

  @Test
  void a_measurement_can_be_stopped_and_leaves_nothing() throws Exception {
    RunState run = trial.start("runtime", "java", "compare", "condition");
    trial.until(run.id(), state -> state.evidence() != null);
    trial.act(run.id(), "stop");
    assertTrue(trial.ended(run.id()).stopped());
    Patience.untilNoneRuns(children);
  }

  @Test
  void a_time_is_written_as_a_reader_says_it_and_stands_where_it_belongs() {
    assertEquals("1.65 ns", Bars.text(1.65));
    assertEquals("593 µs", Bars.text(593_000.0));
    assertEquals("2.10 ms", Bars.text(2_100_000.0));
    assertEquals(10, Bars.x(0.01));
    assertEquals(70, Bars.x(1.0), "a decade is 60 wide, and the first one ends at 1 ns");
    assertEquals(Bars.WIDTH - 10, Bars.x(1e12));
    assertEquals(250, Bars.x(1e3));
  }

  private RunState settled(String runtime, String compare) {
    RunState run = trial.start("runtime", runtime, "compare", compare);
    return trial.until(run.id(), RunState::answered);
  }
}
