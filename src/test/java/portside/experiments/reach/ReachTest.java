package portside.experiments.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.access.Caller;
import portside.access.Role;
import portside.experiments.Missing;
import portside.experiments.Parameters;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.instruments.Curl;
import portside.net.HostSystem;
import portside.net.IpAddresses;
import portside.net.Knock;
import portside.net.ThisComputer;
import portside.process.Children;
import portside.programs.DevServer;
import portside.programs.FewPythons;
import portside.programs.Programs;
import portside.testing.GivenBack;
import portside.testing.OnANetwork;
import portside.testing.Patience;

/** One cell of the table at a time, on this computer. */
class ReachTest {
  private static final InetAddress LOOPBACK = Trial.address("127.0.0.1");
  private static final InetAddress EVERYWHERE = Trial.address("0.0.0.0");

  private static Children children;
  private static Programs programs;
  private final Reach reach = new Reach(programs, EVERYWHERE);
  private final Trial trial = new Trial(reach);

  @BeforeAll
  static void start(Children itsChildren, Programs itsPrograms) {
    children = itsChildren;
    programs = itsPrograms;
  }

  @AfterEach
  void close() {
    trial.close();
  }

  private static ReachEvidence evidence(RunState run) {
    return Trial.evidence(run, ReachEvidence.class);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback,      java,  answered, 127.0.0.1",
    "127.0.0.1, wildcard,      java,  answered, 127.0.0.1",
    "127.0.0.1, 127.0.0.2,     flask, refused,",
    "127.0.0.1, ipv6-loopback, flask, refused,",
    "0.0.0.0,   127.0.0.2,     flask, answered, 127.0.0.1",
    "0.0.0.0,   ipv6-loopback, java,  refused,",
    "0.0.0.0,   ipv6-loopback, flask, refused,",
  })
  void each_cell_is_as_it_was_measured(
      String bind, String from, String runtime, String outcome, String seenAs) {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "measured on Linux");
    assumeTrue(Curl.missing().isEmpty(), "needs curl");
    RunState run = trial.ended(trial.run("bind", bind, "from", from, "runtime", runtime).id());
    assertEquals(outcome, run.outcome(), run.toString());
    assertEquals(seenAs, evidence(run).seenAs());
    int port = evidence(run).port();
    GivenBack.expect(Trial.address(bind), port);
    Patience.untilNoneRuns(children);
  }

  @Test
  void from_another_device_the_first_browser_that_makes_sense_settles_it() throws Exception {
    InetAddress lan = lanAddress();
    Caller guest = Trial.caller(Role.GUEST, "198.51.100.9", 51_000, "192.168.0.10", 7_070);
    RunState run = trial.start("bind", "0.0.0.0", "from", "other-device");
    RunState waiting = trial.until(run.id(), state -> state.evidence() != null);
    String room = evidence(waiting).roomUrl();
    assertTrue(room.endsWith(":7070/experiments/reach?run=" + run.id()), room);
    assertTrue(trial.view(waiting, Role.GUEST, "ko").contains("data-doors="));
    String door = IpAddresses.inUrl(lan);
    trial.act(run.id(), "seen", "door", door, "result", "no-answer", "ms", "3000"); // not a guest
    trial.actAs(guest, run.id(), "seen", "door", "127.0.0.1", "result", "no-answer", "ms", "1");
    trial.actAs(
        guest, run.id(), "seen", "door", door, "result", "answered", "ms", "1", "mark", "madeUp");
    String mark = DevServer.mark();
    Knock.at(LOOPBACK, evidence(waiting).port(), DevServer.target(mark), Patience.LIMIT);
    trial.actAs(
        guest, run.id(), "seen", "door", door, "result", "answered", "ms", "7", "mark", mark);
    RunState after = trial.ended(run.id());
    assertEquals("answered", after.outcome(), after.toString());
    assertEquals("127.0.0.1", evidence(after).seenAs(), "the test's own request has that mark");
    assertEquals(Trial.address("198.51.100.9"), evidence(after).device());
  }

  @Test
  void a_guest_on_this_computer_is_told_that_it_is_no_other_device() throws Exception {
    String door = IpAddresses.inUrl(lanAddress());
    RunState run = trial.start("from", "other-device");
    trial.until(run.id(), state -> state.evidence() != null);
    for (String address : List.of("127.0.0.1", IpAddresses.text(lanAddress()))) {
      Caller guest = Trial.caller(Role.GUEST, address, 51_000, "192.168.0.10", 7_070);
      trial.actAs(guest, run.id(), "seen", "door", door, "result", "no-answer", "ms", "3000");
      RunState told =
          trial.until(
              run.id(),
              state ->
                  state.evidence() != null && evidence(state).fromHere() != null
                      || state.settled());
      assertNull(told.outcome(), told.toString());
      assertTrue(trial.view(told, Role.GUEST, "en").contains("not another device"));
    }
    trial.act(run.id(), "stop");
    trial.ended(run.id());
  }

  @ParameterizedTest
  @CsvSource({"failed-at-once, refused", "no-answer, no-answer"})
  void what_a_browser_can_tell_becomes_an_outcome(String result, String outcome) throws Exception {
    String door = IpAddresses.inUrl(lanAddress());
    Caller guest = Trial.caller(Role.GUEST, "198.51.100.9", 51_000, "192.168.0.10", 7_070);
    RunState run = trial.start("from", "other-device");
    trial.until(run.id(), state -> state.evidence() != null);
    trial.actAs(guest, run.id(), "seen", "door", door, "result", result, "ms", "7");
    RunState after = trial.ended(run.id());
    assertEquals(outcome, after.outcome());
    assertEquals(result.equals("failed-at-once"), evidence(after).failedAtOnce());
    assertNull(evidence(after).seenAs());
  }

  private static InetAddress lanAddress() {
    return OnANetwork.addresses().get(0);
  }

  @Test
  void what_cannot_be_tried_says_why() throws Exception {
    assertEquals(Optional.of("not-own"), missing(reach, "bind", "203.0.113.7"));
    boolean network = !ThisComputer.now().lanAddresses().isEmpty();
    assertEquals(network ? Optional.empty() : Optional.of("lan"), missing(reach, "from", "lan"));
    assertEquals(
        Optional.of(network ? "room" : "lan"),
        missing(new Reach(programs, LOOPBACK), "from", "other-device"));
    try (Programs none = FewPythons.programs(children)) {
      assertEquals(Optional.empty(), none.pythons().withFlask());
      assertEquals(Optional.of("flask"), missing(new Reach(none, LOOPBACK), "runtime", "flask"));
    }
  }

  private static Optional<String> missing(Reach experiment, String parameter, String value) {
    ReachParameters asked = Parameters.of(ReachParameters.class).read(Map.of(parameter, value));
    return experiment.missing(asked, ThisComputer.now()).map(Missing::reason);
  }

  @Test
  void when_no_device_tries_the_run_says_what_is_missing_and_leaves_no_server() {
    lanAddress();
    try (Trial here = new Trial(new Reach(programs, EVERYWHERE, Duration.ofMillis(100)))) {
      RunState run = here.ended(here.start("from", "other-device").id());
      assertEquals(new Missing("nobody"), run.missing());
      assertNull(run.outcome());
      assertNull(run.failure());
      Patience.untilNoneRuns(children);
    }
  }

  @Test
  void a_run_that_lacks_something_starts_nothing_and_says_what() {
    RunState run = trial.ended(trial.start("bind", "203.0.113.7").id());
    assertEquals(new Missing("not-own", Map.of("address", "203.0.113.7")), run.missing());
    assertNull(run.failure());
    assertEquals(List.of(), run.lines());
  }

  @Test
  void a_stopped_run_leaves_no_server() throws Exception {
    lanAddress();
    RunState run = trial.start("from", "other-device");
    trial.until(run.id(), state -> state.evidence() != null);
    assertFalse(children.running().isEmpty());
    trial.act(run.id(), "stop");
    trial.ended(run.id());
    Patience.untilNoneRuns(children);
  }
}
