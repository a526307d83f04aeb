package portside.experiments.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Role;
import portside.experiments.BadInput;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.process.Children;
import portside.programs.Programs;
import portside.testing.Patience;

/** What a session shows agrees with what its program does (D11). */
class DebuggerViewTest {
  private static Children children;
  private static Programs programs;
  private final Trial trial = new Trial(new Debugger(programs));

  @BeforeAll
  static void start(Children itsChildren, Programs itsPrograms) {
    children = itsChildren;
    programs = itsPrograms;
  }

  @AfterEach
  void close() {
    trial.close();
    Patience.untilNoneRuns(children);
  }

  private RunState until(RunState run, String state) {
    return trial.until(
        run.id(), s -> s.evidence() instanceof DebuggerEvidence now && now.state().equals(state));
  }

  /** However far off it is, the reader learns at once how many lines there are. */
  @ParameterizedTest
  @ValueSource(strings = {"17", "999", "9999999999"})
  void a_line_that_the_program_does_not_have_is_refused(String line) {
    BadInput refused =
        assertThrows(
            BadInput.class,
            () -> trial.start("program", "average", "runtime", "java", "breakpoint", line));
    assertEquals("out-of-range", refused.problem());
    assertEquals("0–16", refused.values().get("allowed"));
  }

  @Test
  void what_is_said_and_offered_is_true_at_the_breakpoint_at_the_exception_and_at_the_end() {
    RunState run = trial.start("program", "share", "runtime", "java", "breakpoint", "4");
    RunState stopped = until(run, "paused");
    assertTrue(Trial.summary(stopped, "en", Role.HOST).contains("line 4"), "of now");
    assertTrue(trial.view(stopped, Role.HOST, "en").contains("The marked line comes next"));
    trial.act(run.id(), "frame", "index", "1");
    RunState caller =
        trial.until(
            run.id(),
            s ->
                s.evidence() instanceof DebuggerEvidence now
                    && Integer.valueOf(1).equals(now.frame()));
    assertTrue(Trial.summary(caller, "en", Role.HOST).contains("line 4"), "where it stands");
    String waits = trial.view(caller, Role.HOST, "en");
    assertTrue(waits.contains("class=\"debugger-here\" data-line=\"10\""), waits);
    assertTrue(waits.contains("<code>share</code> · line 4</span>"), waits);
    assertTrue(waits.contains("The marked line has called a function"), waits);
    assertTrue(waits.contains("this line waits for what it has called"), waits);
    assertFalse(waits.contains("comes next"), waits);
    trial.act(run.id(), "breakpoint", "line", "4");
    trial.act(run.id(), "continue");
    RunState thrown =
        trial.until(
            run.id(),
            s -> s.evidence() instanceof DebuggerEvidence now && "exception".equals(now.reason()));
    assertEquals("First it stopped at a breakpoint.", Trial.summary(thrown, "en", Role.HOST));
    String view = trial.view(thrown, Role.HOST, "en");
    assertTrue(view.contains("The exception happened while the marked line ran."), view);
    assertTrue(view.contains("the exception happened while this line ran"), "to a screen reader");
    assertFalse(view.contains("the program stands before this line"), view);
    assertFalse(view.contains("debugger-start"), "it can be gone on with, not started");
    trial.act(run.id(), "exceptions", "on", "off");
    trial.act(run.id(), "continue");
    String end = trial.view(until(run, "ended"), Role.HOST, "en");
    assertFalse(end.contains("marked line"), end);
    assertTrue(end.contains("id=\"debugger-start\"") && end.contains("id=\"debugger-plain\""), end);
    for (String other : new String[] {"stop", "continue", "pause", "next", "restart"}) {
      assertFalse(end.contains("id=\"debugger-" + other + "\""), other + " is of no use now");
    }
  }
}
