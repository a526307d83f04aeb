package portside.experiments.ephemeral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.experiments.BadInput;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.EphemeralRange;
import portside.testing.Alone;
import portside.testing.GivenBack;

@Alone
class EphemeralTest {
  private final Trial trial = new Trial(new Ephemeral());

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void two_hundred_ports_are_different_and_of_the_configured_range() {
    RunState run = trial.ended(trial.run("count", "200").id());
    EphemeralEvidence found = Trial.evidence(run, EphemeralEvidence.class);
    assertEquals(200, new HashSet<>(found.ports()).size());
    assertTrue(found.ports().stream().allMatch(EphemeralRange.ofThisSystem()::contains));
    assertEquals(200, found.insideIana() + found.outsideIana());
    for (int port : found.ports()) {
      GivenBack.expect(Trial.address("127.0.0.1"), port);
    }
  }

  /** With SO_REUSEADDR on, Linux would give numbers of the lower half only. */
  @Test
  void both_halves_of_the_range_are_seen() {
    EphemeralRange range = EphemeralRange.ofThisSystem();
    assumeTrue(range.size() > 2_000, "a range of some size");
    int middle = range.first() + range.size() / 2;
    EphemeralEvidence found = Trial.evidence(trial.run("count", "200"), EphemeralEvidence.class);
    assertTrue(found.lowest() < middle && found.highest() > middle + 100, found.toString());
  }

  @Test
  void where_the_range_crosses_ianas_every_outcome_is_seen() {
    EphemeralRange range = EphemeralRange.ofThisSystem();
    assumeTrue(range.first() < 45_000 && range.last() > 55_000, "the range of Linux");
    assertEquals("mixed", trial.run("count", "200").outcome());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200 && seen.size() < 2; i++) {
      RunState run = trial.ended(trial.run("count", "1").id());
      EphemeralEvidence found = Trial.evidence(run, EphemeralEvidence.class);
      assertEquals(found.ports().get(0) >= 49_152 ? "inside-iana" : "outside-iana", run.outcome());
      seen.add(run.outcome());
    }
    assertEquals(Set.of("inside-iana", "outside-iana"), seen);
  }

  @Test
  void the_line_is_a_picture_with_words_and_a_dot_for_each_port() {
    RunState run = trial.run();
    for (String lang : new String[] {"ko", "en"}) {
      String view = trial.view(run, Role.GUEST, lang);
      assertEquals(20, view.split("<circle ", -1).length - 1);
      assertTrue(view.contains("role=\"img\""), view);
      assertTrue(view.contains("65535"), view);
    }
  }

  @Test
  void more_than_two_hundred_is_bad_input() {
    assertThrows(BadInput.class, () -> trial.start("count", "201"));
    assertThrows(BadInput.class, () -> trial.start("count", "0"));
  }
}
