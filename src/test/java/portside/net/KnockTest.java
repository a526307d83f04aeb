package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portside.testing.Patience;
import portside.testing.QuietPort;

class KnockTest {
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void a_server_answers() throws IOException {
    try (DemoServer server =
        DemoServer.open(
            LOOPBACK,
            0,
            caller -> true,
            request -> new DemoServer.Response(200, Map.of(), request.target()))) {
      Knock knock = Knock.at(LOOPBACK, server.port(), "/?a=b", Patience.LIMIT);
      assertEquals(Knock.Answer.ANSWERED, knock.answer());
    }
  }

  @Test
  void a_closed_port_refuses_with_the_systems_words() {
    int free = QuietPort.next();
    Knock knock = Knock.at(LOOPBACK, free, "/", Patience.LIMIT);
    assertEquals(Knock.Answer.REFUSED, knock.answer());
    assertNotNull(knock.error());
  }

  @Test
  void whoever_listens_and_says_nothing_gives_no_answer_in_time() throws IOException {
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      silent.bind(new InetSocketAddress(LOOPBACK, 0));
      int port = ((InetSocketAddress) silent.getLocalAddress()).getPort();
      Knock knock = Knock.at(LOOPBACK, port, "/", SHORT);
      assertEquals(Knock.Answer.NO_ANSWER, knock.answer());
      assertTrue(knock.elapsedMicros() >= SHORT.toNanos() / 1_000, knock::toString);
    }
  }

  @Test
  void java_must_not_be_asked_for_0_0_0_0() {
    InetAddress wildcard = IpAddresses.parse("0.0.0.0").orElseThrow();
    assertThrows(IllegalArgumentException.class, () -> Knock.at(wildcard, 80, "/", SHORT));
  }
}
