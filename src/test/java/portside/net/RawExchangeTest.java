package portside.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import portside.testing.Patience;
import portside.testing.QuietPort;

class RawExchangeTest {
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;
  private static final byte[] REQUEST = "HELO\n".getBytes(UTF_8);

  @Test
  void what_is_sent_arrives_and_all_that_comes_back_is_kept_with_its_time() throws Exception {
    String answer = "0123456789".repeat(1_000);
    long before = System.nanoTime();
    RawExchange exchange = exchange(answer.getBytes(UTF_8));
    long micros = (System.nanoTime() - before) / 1_000;
    assertEquals(answer, new String(exchange.response(), UTF_8));
    assertTrue(exchange.elapsedMicros() > 0 && exchange.elapsedMicros() <= micros, "" + exchange);
  }

  @Test
  void of_an_endless_answer_only_the_beginning_is_kept() throws Exception {
    assertEquals(64_000, exchange(new byte[1_000_000]).response().length);
  }

  @Test
  void nobody_there_and_nobody_who_answers_are_two_things() throws Exception {
    int port = QuietPort.next();
    assertThrows(
        ConnectException.class, () -> RawExchange.at(LOOPBACK, port, REQUEST, Patience.LIMIT));
    try (ServerSocket silent = new ServerSocket(port, 50, LOOPBACK)) {
      assertThrows(
          SocketTimeoutException.class,
          () -> RawExchange.at(LOOPBACK, silent.getLocalPort(), REQUEST, Duration.ofMillis(50)));
    }
  }

  /** Against a server that hears the request, answers so and hangs up. */
  private static RawExchange exchange(byte[] answer) throws Exception {
    try (ServerSocket server = new ServerSocket(QuietPort.next(), 50, LOOPBACK)) {
      Thread thread = new Thread(() -> serve(server, answer));
      thread.start();
      RawExchange exchange =
          RawExchange.at(LOOPBACK, server.getLocalPort(), REQUEST, Patience.LIMIT);
      thread.join(Patience.LIMIT.toMillis());
      return exchange;
    }
  }

  private static void serve(ServerSocket server, byte[] answer) {
    try (Socket socket = server.accept()) {
      if (Arrays.equals(REQUEST, socket.getInputStream().readNBytes(REQUEST.length))) {
        socket.getOutputStream().write(answer);
      }
    } catch (IOException enough) {
      // the caller has all that it keeps
    }
  }
}
