package portside.experiments.newport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.IpAddresses;
import portside.testing.GivenBack;
import portside.testing.QuietPort;

class NewportTest {
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;
  private final Trial trial = new Trial(new Newport());

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void the_number_after_is_free_and_a_server_answers_there_until_it_is_stopped() throws Exception {
    int port = QuietPort.pair();
    RunState run = trial.run("taken", String.valueOf(port));
    assertEquals("next-is-free", run.outcome());
    NewportEvidence found = Trial.evidence(run, NewportEvidence.class);
    assertTrue(found.takenByPortside());
    assertNotNull(found.error());
    assertEquals(port + 1, found.nextFreePort());
    assertEquals(200, found.status());
    assertEquals("Hello from port " + (port + 1) + "!", found.answer());
    assertEquals("app.run(host=\"127.0.0.1\", port=" + (port + 1) + ")", found.changedLine());
    assertTrue(trial.view(run, Role.HOST, "ko").contains("<ins>+ app.run("));
    assertFalse(GivenBack.isFree(LOOPBACK, port + 1), "the server lives on");
    assertTrue(Trial.summary(run, "en", Role.HOST).contains("a server listens there now"));
    trial.act(run.id(), "stop");
    RunState ended = trial.ended(run.id());
    assertFalse(Trial.summary(ended, "en", Role.HOST).contains("now"));
    assertNull(Trial.evidence(ended, NewportEvidence.class).url());
    GivenBack.expect(LOOPBACK, port);
    GivenBack.expect(LOOPBACK, port + 1);
  }

  @Test
  void a_taken_next_number_is_passed_over() throws Exception {
    int port = QuietPort.pair();
    try (ServerSocketChannel first = listen(port);
        ServerSocketChannel second = listen(port + 1)) {
      assertTrue(first.isOpen() && second.isOpen());
      RunState run = trial.run("taken", String.valueOf(port));
      assertEquals("next-is-taken", run.outcome());
      NewportEvidence found = Trial.evidence(run, NewportEvidence.class);
      assertFalse(found.takenByPortside());
      assertTrue(found.nextFreePort() > port + 1);
      assertEquals(port + 1, found.passed().get(0));
      assertEquals(200, found.status());
    }
  }

  @Test
  void a_new_run_ends_the_one_before_and_finds_the_same_number() throws Exception {
    int port = QuietPort.pair();
    RunState one = trial.run("taken", String.valueOf(port));
    RunState two = trial.run("taken", String.valueOf(port));
    assertEquals(List.of("next-is-free", "next-is-free"), List.of(one.outcome(), two.outcome()));
    trial.ended(one.id());
    assertFalse(GivenBack.isFree(LOOPBACK, port + 1), "the second one lives on");
  }

  private static ServerSocketChannel listen(int port) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.INET)
        .bind(new InetSocketAddress(LOOPBACK, port));
  }
}
