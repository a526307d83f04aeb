package portside.experiments.timewait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.HostSystem;

class TimewaitTest {
  private final Trial trial = new Trial(new Timewait());

  @BeforeEach
  void measuredOnLinuxOnly() {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "the systems differ in this");
  }

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void without_the_option_the_server_does_not_start_again() {
    RunState run = trial.run("reuseAddress", "off");
    assertEquals("rebind-fails", run.outcome());
    TimewaitEvidence found = evidence(run);
    assertNotNull(found.error());
    assertEquals("TIME_WAIT", found.state());
    assertTrue(found.secondsLeft() > 30 && found.secondsLeft() <= 60, found.toString());
    assertTrue(trial.view(run, Role.GUEST, "ko").contains("<meter"));
  }

  @Test
  void with_the_option_it_does_while_the_rest_is_still_there() {
    RunState run = trial.run("reuseAddress", "on");
    assertEquals("rebind-works", run.outcome());
    assertNull(evidence(run).error());
    assertEquals("TIME_WAIT", evidence(run).state());
  }

  @Test
  void the_seconds_are_counted_down_and_the_reader_may_try_again() throws Exception {
    RunState run = trial.run();
    int first = evidence(run).secondsLeft();
    RunState later = trial.until(run.id(), s -> evidence(s).secondsLeft() < first);
    assertTrue(later.alive());
    trial.act(run.id(), "rebind");
    RunState again = trial.until(run.id(), s -> evidence(s).attempts().size() == 2);
    assertEquals(false, evidence(again).attempts().get(1).worked());
    trial.act(run.id(), "stop");
    assertTrue(
        trial.view(trial.ended(run.id()), Role.HOST, "en").contains("The count was stopped"));
  }

  private static TimewaitEvidence evidence(RunState run) {
    return Trial.evidence(run, TimewaitEvidence.class);
  }
}
