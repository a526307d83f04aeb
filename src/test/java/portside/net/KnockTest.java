package portside.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.net.DemoServer.Request;
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
      long before = System.nanoTime();
      Knock knock = Knock.at(LOOPBACK, server.port(), "/?a=b", Patience.LIMIT);
      long micros = (System.nanoTime() - before) / 1_000;
      assertEquals(Knock.Answer.ANSWERED, knock.answer());
      assertNull(knock.error());
      assertTrue(knock.elapsedMicros() > 0 && knock.elapsedMicros() <= micros, knock::toString);
      Request heard = server.exchanges().get(0).request();
      assertEquals("/?a=b", heard.target());
      assertEquals(Optional.of("127.0.0.1:" + server.port()), heard.header("Host"));
    }
  }

  @Test
  void a_closed_port_refuses_with_the_systems_words() {
    int free = QuietPort.next();
    Knock knock = Knock.at(LOOPBACK, free, "/", Patience.LIMIT);
    assertEquals(Knock.Answer.REFUSED, knock.answer());
    assertNotNull(knock.error());
    assertFalse(knock.error().isBlank());
    assertNotEquals("ConnectException", knock.error(), "that is Java's word");
  }

  @Test
  void whoever_listens_and_says_nothing_gives_no_answer_in_time() throws IOException {
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      silent.bind(new InetSocketAddress(LOOPBACK, 0));
      int port = ((InetSocketAddress) silent.getLocalAddress()).getPort();
      Knock knock = Knock.at(LOOPBACK, port, "/", SHORT);
      assertEquals(Knock.Answer.NO_ANSWER, knock.answer());
      assertTrue(knock.elapsedMicros() >= SHORT.toNanos() / 1_000, knock::toString);
      assertEquals("Read timed out", knock.error());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"220 mail.example ESMTP\r\n", "HTTP/2", ""})
  void whoever_speaks_something_else_or_nothing_has_not_answered(String said) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, LOOPBACK)) {
      Thread other = new Thread(() -> greet(server, said));
      other.start();
      Knock knock = Knock.at(LOOPBACK, server.getLocalPort(), "/", Patience.LIMIT);
      other.join(Patience.LIMIT.toMillis());
      assertEquals(Knock.Answer.NO_ANSWER, knock.answer());
      assertEquals("the connection was closed without an answer", knock.error());
    }
  }

  /** Hears the request to its empty line, so that hanging up resets nothing. */
  private static void greet(ServerSocket server, String said) {
    try (Socket caller = server.accept()) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(caller.getInputStream(), US_ASCII));
      String line = lines.readLine();
      while (line != null && !line.isEmpty()) {
        line = lines.readLine();
      }
      caller.getOutputStream().write(said.getBytes(US_ASCII));
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }

  @Test
  void java_must_not_be_asked_for_0_0_0_0() {
    InetAddress wildcard = IpAddresses.parse("0.0.0.0").orElseThrow();
    assertThrows(IllegalArgumentException.class, () -> Knock.at(wildcard, 80, "/", SHORT));
  }
}
