package portside.experiments.timewait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.HostSystem;
import portside.testing.Alone;

@Alone
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
    assertTrue(trial.view(run, Role.GUEST, "ko").contains(">TIME_WAIT<")); // drawn, too
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

  /**
   * What a minute would do is done here in milliseconds: a reset that fits the sequence numbers
   * ends TIME_WAIT early ("assassination", RFC 1337), and Linux lets it unless told otherwise.
   */
  @Test
  void once_the_rest_is_gone_the_server_is_started_a_last_time_and_does_start() throws Exception {
    assumeTrue(
        Files.readString(Path.of("/proc/sys/net/ipv4/tcp_rfc1337")).strip().equals("0"),
        "this system protects TIME_WAIT from resets");
    for (String reuse : List.of("off", "on")) {
      RunState run = trial.run("reuseAddress", reuse);
      Optional<RunState> gone = assassinated(run);
      while (gone.isEmpty()) {
        trial.act(run.id(), "stop");
        run = trial.run("reuseAddress", reuse);
        gone = assassinated(run);
      }
      RunState ended = gone.get();
      TimewaitEvidence found = evidence(ended);
      assertNull(found.state());
      assertNull(found.secondsLeft());
      assertEquals(
          List.of(reuse.equals("on"), true),
          found.attempts().stream().map(TimewaitEvidence.Attempt::worked).toList(),
          found.toString());
      assertEquals(run.outcome(), ended.outcome(), "what was answered stays");
      assertTrue(trial.view(ended, Role.HOST, "en").contains("Nothing is left"));
      assertEquals(evidence(run).error(), found.error(), "of the first attempt");
    }
  }

  /**
   * Connects from the old client's port to the port that nobody listens on. What waits there
   * answers the SYN with its old sequence number, and the new client's kernel answers that with the
   * fitting reset.
   *
   * @return the end of the run; none where the system has lent that client's port for another
   *     connection meanwhile, so that nobody can bind it; it may, since both ends tell a connection
   */
  private Optional<RunState> assassinated(RunState run) throws Exception {
    assertTrue(run.alive(), "it is still counting");
    try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET)) {
      client.configureBlocking(false);
      client.bind(new InetSocketAddress("127.0.0.1", evidence(run).clientPort()));
      client.connect(new InetSocketAddress("127.0.0.1", evidence(run).port()));
      return Optional.of(trial.until(run.id(), s -> !s.alive()));
    } catch (BindException lent) {
      return Optional.empty();
    }
  }

  private static TimewaitEvidence evidence(RunState run) {
    return Trial.evidence(run, TimewaitEvidence.class);
  }
}
