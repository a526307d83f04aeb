package portside.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.net.DemoServer.Exchange;
import portside.net.DemoServer.Request;
import portside.net.DemoServer.Response;
import portside.testing.GivenBack;
import portside.testing.Patience;

class DemoServerTest {
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;
  private static final InetAddress ANY = IpAddresses.parse("0.0.0.0").orElseThrow();
  private static final InetAddress LOOPBACK_6 = IpAddresses.parse("::1").orElseThrow();

  @Test
  void an_exchange_is_kept_byte_for_byte_with_both_ends() throws Exception {
    try (DemoServer server = open(LOOPBACK, request -> Response.text(200, "안녕\n"))) {
      String sent = "GET /a?b=c HTTP/1.1\r\nHost: x:1\r\nX-Odd:  two  \r\n\r\n";
      String got;
      int clientPort;
      try (Socket socket = new Socket(LOOPBACK, server.port())) {
        clientPort = socket.getLocalPort();
        got = ask(socket, sent);
      }
      Exchange kept = server.exchanges().get(0);
      assertEquals(sent, kept.request().text());
      assertEquals(got, kept.response());
      assertTrue(got.endsWith("\r\n\r\n안녕\n"), got);
      assertTrue(got.contains("Content-Length: 7\r\n"), got);
      assertTrue(got.contains("Content-Type: text/plain; charset=utf-8\r\n"), got);
      assertEquals(new InetSocketAddress(LOOPBACK, clientPort), kept.request().client());
      assertEquals(new InetSocketAddress(LOOPBACK, server.port()), kept.request().server());
      assertEquals("two", kept.request().header("x-odd").orElseThrow());
      assertEquals(List.of("/a", "b=c"), List.of(kept.request().path(), kept.request().query()));
      assertEquals(kept, server.next(Duration.ZERO).orElseThrow());
    }
  }

  @Test
  void a_body_is_read_to_its_length_though_it_comes_in_pieces() throws Exception {
    try (DemoServer server = open(LOOPBACK, request -> Response.text(200, request.body()));
        Socket socket = new Socket(LOOPBACK, server.port())) {
      socket.getOutputStream().write("POST / HTTP/1.1\r\nContent-Len".getBytes(UTF_8));
      socket.getOutputStream().flush();
      assertTrue(ask(socket, "gth: 6\r\n\r\n포트").endsWith("\r\n\r\n포트"));
    }
  }

  @Test
  void secrets_are_neither_kept_nor_handed_on() throws Exception {
    try (DemoServer server =
        open(LOOPBACK, request -> Response.text(200, request.headers().toString()))) {
      String got =
          ask(
              server,
              "GET / HTTP/1.1\r\ncookie: portside-7070=s3cret\r\nAuthorization: Bearer s3cret\r\n\r\n");
      assertFalse(got.contains("s3cret"), got);
      String kept = server.exchanges().get(0).request().text();
      assertFalse(kept.contains("s3cret"), kept);
      assertTrue(kept.contains("cookie: •••"), kept);
    }
  }

  @Test
  void what_is_too_large_or_no_request_is_turned_away_and_not_kept() throws Exception {
    try (DemoServer server = open(LOOPBACK, request -> Response.text(200, ""))) {
      String longHeader = "X: " + "x".repeat(20_000);
      assertStatus(431, ask(server, "GET / HTTP/1.1\r\n" + longHeader + "\r\n\r\n"));
      assertStatus(413, ask(server, "POST / HTTP/1.1\r\nContent-Length: 999999\r\n\r\n"));
      assertStatus(411, ask(server, "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"));
      assertStatus(400, ask(server, "POST / HTTP/1.1\r\nContent-Length: ten\r\n\r\n"));
      assertStatus(400, ask(server, "nonsense\r\n\r\n"));
      assertStatus(400, ask(server, "GET / HTTP/1.1\r\nno colon\r\n\r\n"));
      assertEquals(List.of(), server.exchanges());
      assertStatus(200, ask(server, "GET / HTTP/1.1\r\n\r\n"));
    }
  }

  @ParameterizedTest
  @CsvSource({"16384, 200", "16385, 431"})
  void a_head_has_sixteen_kilobytes_at_most_however_it_comes(int length, int status)
      throws Exception {
    String start = "GET / HTTP/1.1\r\nX: ";
    String head = start + "x".repeat(length - start.length() - 4) + "\r\n\r\n";
    assertEquals(length, head.length());
    try (DemoServer server = open(LOOPBACK, request -> Response.text(200, ""))) {
      assertStatus(status, ask(server, head));
      try (Socket inPieces = new Socket(LOOPBACK, server.port())) {
        inPieces.setTcpNoDelay(true);
        inPieces.getOutputStream().write(head.substring(0, 1).getBytes(UTF_8));
        ask(server, start + "\r\n\r\n"); // meanwhile the first letter is read alone, most likely
        assertStatus(status, ask(inPieces, head.substring(1)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"16384, 200", "16385, 413"})
  void a_body_has_sixteen_kilobytes_at_most(int length, int status) throws Exception {
    try (DemoServer server =
        open(LOOPBACK, request -> Response.text(200, request.body().length() + " came"))) {
      String head = "POST / HTTP/1.1\r\nContent-Length: " + length + "\r\n\r\n";
      String got = ask(server, head + "x".repeat(length));
      assertStatus(status, got);
      assertEquals(status == 200, got.endsWith(length + " came"), got);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1|200",
        "GET / HTTP/1.0|200",
        "GET / HTTP/2|400",
        "GET /|400",
        "GET  / HTTP/1.1|400",
        "'GET / HTTP/1.1 '|400",
        "GET http://x/ HTTP/1.1|400",
        "GET * HTTP/1.1|400",
        "''|400"
      })
  void the_first_line_is_a_method_a_path_and_the_version(String line, int status) throws Exception {
    try (DemoServer server = open(LOOPBACK, request -> Response.text(200, ""))) {
      assertStatus(status, ask(server, line + "\r\n\r\n"));
    }
  }

  @Test
  void a_header_has_a_name_of_one_letter_at_least_and_may_be_empty() throws Exception {
    try (DemoServer server =
        open(LOOPBACK, request -> Response.text(200, request.headers().toString()))) {
      String got = ask(server, "GET / HTTP/1.1\r\nA: 1\r\nB:\r\n\r\n");
      assertTrue(got.endsWith("{a=1, b=}"), got);
      assertStatus(400, ask(server, "GET / HTTP/1.1\r\n: 1\r\n\r\n"));
    }
  }

  @Test
  void whoever_ends_in_the_middle_of_a_body_is_told_and_in_the_middle_of_a_head_is_not()
      throws Exception {
    try (DemoServer server = open(LOOPBACK, request -> Response.text(200, ""))) {
      assertStatus(400, endsAfter(server, "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx"));
      assertEquals("", endsAfter(server, "GET / HTTP/1.1\r\n"));
      assertEquals("", endsAfter(server, ""));
      assertEquals(List.of(), server.exchanges());
    }
  }

  private static String endsAfter(DemoServer server, String sent) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, server.port())) {
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      socket.getOutputStream().write(sent.getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** RFC 9110 §9.3.2: with the header fields of a GET, its length among them. */
  @Test
  void an_answer_to_head_tells_the_length_of_a_body_that_does_not_come() throws Exception {
    try (DemoServer server = open(LOOPBACK, request -> Response.text(200, "안녕"))) {
      String got = ask(server, "HEAD / HTTP/1.1\r\n\r\n");
      assertTrue(got.contains("Content-Length: 6\r\n"), got);
      assertTrue(got.endsWith("\r\n\r\n"), got);
      assertEquals(got, server.exchanges().get(0).response());
    }
  }

  /** RFC 9110 §15. */
  @ParameterizedTest
  @CsvSource({
    "200, OK",
    "204, No Content",
    "302, Found",
    "307, Temporary Redirect",
    "400, Bad Request",
    "403, Forbidden",
    "404, Not Found",
    "405, Method Not Allowed",
    "411, Length Required",
    "413, Content Too Large",
    "421, Misdirected Request",
    "431, Request Header Fields Too Large",
    "500, Internal Server Error",
    "299, ''"
  })
  void a_status_has_its_usual_phrase(int status, String phrase) throws Exception {
    try (DemoServer server = open(LOOPBACK, request -> Response.text(status, ""))) {
      String got = ask(server, "GET / HTTP/1.1\r\n\r\n");
      assertEquals("HTTP/1.1 " + status + " " + phrase, got.lines().findFirst().orElseThrow());
    }
  }

  @Test
  void a_forgotten_server_does_not_keep_the_program_running() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (DemoServer server =
            open(
                LOOPBACK,
                request -> {
                  asked.countDown();
                  awaited(goOn);
                  return Response.text(200, Thread.currentThread().getName());
                });
        Socket caller = new Socket(LOOPBACK, server.port())) {
      caller.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      assertTrue(awaited(asked));
      List<Boolean> daemons =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("demo server"))
              .map(Thread::isDaemon)
              .toList();
      goOn.countDown();
      assertTrue(ask(caller, "").endsWith("demo server"));
      assertEquals(Set.of(true), Set.copyOf(daemons));
    }
  }

  @Test
  void an_answer_that_never_ends_is_not_waited_for_when_it_closes() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    DemoServer server =
        open(
            LOOPBACK,
            request -> {
              asked.countDown();
              awaited(never);
              return Response.text(200, "too late");
            });
    try (Socket caller = new Socket(LOOPBACK, server.port())) {
      caller.setSoTimeout((int) Patience.LIMIT.toMillis() / 2);
      caller.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      assertTrue(awaited(asked));
      server.close();
      assertEquals(-1, hungUpOn(caller));
    } finally {
      never.countDown();
      server.close();
    }
  }

  @Test
  void a_mistake_of_the_handler_is_a_500_and_the_server_goes_on() throws Exception {
    try (DemoServer server =
        open(
            LOOPBACK,
            request -> {
              if (request.path().equals("/bad")) {
                throw new IllegalStateException("on purpose");
              }
              return Response.text(200, "");
            })) {
      assertStatus(500, ask(server, "GET /bad HTTP/1.1\r\n\r\n"));
      assertStatus(200, ask(server, "GET / HTTP/1.1\r\n\r\n"));
    }
  }

  @Test
  void whoever_is_not_welcome_is_not_heard() throws Exception {
    try (DemoServer server =
        DemoServer.open(LOOPBACK, 0, caller -> false, request -> Response.text(200, ""))) {
      try (Socket caller = new Socket(LOOPBACK, server.port())) {
        caller.setSoTimeout((int) Patience.LIMIT.toMillis());
        assertEquals(-1, hungUpOn(caller));
      }
      assertEquals(List.of(), server.exchanges());
    }
  }

  /** What is read from a connection that the other side ends, politely or not. */
  private static int hungUpOn(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (java.net.SocketException reset) {
      return -1;
    }
  }

  @Test
  void every_ipv4_door_is_open_on_0_0_0_0_and_no_ipv6_door() throws Exception {
    try (DemoServer server = open(ANY, request -> Response.text(200, ""))) {
      for (InetAddress own : List.of(LOOPBACK, IpAddresses.parse("127.0.0.2").orElseThrow())) {
        if (ThisComputer.now().owns(own)) {
          assertStatus(200, ask(new Socket(own, server.port()), "GET / HTTP/1.1\r\n\r\n"));
        }
      }
      assertThrows(IOException.class, () -> new Socket(LOOPBACK_6, server.port()).close());
    }
  }

  @Test
  void many_silent_callers_do_not_keep_it_from_closing_nor_its_port_from_being_free()
      throws Exception {
    DemoServer server = open(LOOPBACK, request -> Response.text(200, ""));
    Socket[] silent = new Socket[40];
    for (int i = 0; i < silent.length; i++) {
      silent[i] = new Socket(LOOPBACK, server.port());
    }
    server.close();
    for (Socket each : silent) {
      each.setSoTimeout((int) Patience.LIMIT.toMillis());
      assertEquals(-1, hungUpOn(each));
      each.close();
    }
    GivenBack.expect(LOOPBACK, server.port());
  }

  @Test
  void whoever_does_not_finish_a_request_is_hung_up_on_however_it_trickles() throws Exception {
    try (DemoServer server = open(LOOPBACK, request -> Response.text(200, ""));
        Socket silent = new Socket(LOOPBACK, server.port());
        Socket trickling = new Socket(LOOPBACK, server.port())) {
      trickling.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(UTF_8));
      trickling.setSoTimeout(50);
      Patience.until(() -> "it goes on trickling", () -> takesNoMore(trickling));
      silent.setSoTimeout((int) Patience.LIMIT.toMillis());
      assertEquals(-1, hungUpOn(silent));
      assertEquals(List.of(), server.exchanges());
    }
  }

  /** Says one letter more, and listens for a moment whether the other side hangs up. */
  private static boolean takesNoMore(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void sixteen_are_served_at_once_and_one_more_is_hung_up_on() throws Exception {
    CountDownLatch served = new CountDownLatch(16);
    CountDownLatch goOn = new CountDownLatch(1);
    try (DemoServer server =
        open(
            LOOPBACK,
            request -> {
              served.countDown();
              awaited(goOn);
              return Response.text(200, "");
            })) {
      List<Socket> sixteen = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        sixteen.add(new Socket(LOOPBACK, server.port()));
        sixteen.get(i).getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
      }
      assertTrue(awaited(served), "sixteen at once");
      try (Socket more = new Socket(LOOPBACK, server.port())) {
        more.setSoTimeout((int) Patience.LIMIT.toMillis());
        assertEquals(-1, hungUpOn(more));
      }
      goOn.countDown();
      for (Socket each : sixteen) {
        assertStatus(200, ask(each, ""));
      }
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(Patience.SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException theEnd) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void the_first_sixty_four_exchanges_are_kept() throws Exception {
    try (DemoServer server = open(LOOPBACK, request -> Response.text(200, ""))) {
      for (int i = 1; i <= 66; i++) {
        assertStatus(200, ask(server, "GET /" + i + " HTTP/1.1\r\n\r\n"));
      }
      List<String> kept = server.exchanges().stream().map(each -> each.request().path()).toList();
      assertEquals(64, kept.size());
      assertEquals(List.of("/1", "/64"), List.of(kept.get(0), kept.get(63)));
    }
  }

  @Test
  void the_port_is_free_at_once_when_it_has_closed() throws Exception {
    for (int i = 0; i < 200; i++) {
      DemoServer server = open(ANY, request -> Response.text(200, ""));
      server.close();
      GivenBack.expect(ANY, server.port());
    }
  }

  @Test
  void an_answer_on_its_way_is_sent_to_its_end_when_it_closes() throws Exception {
    ThisComputer.now(); // looked at for the first time it takes as long as a last answer may
    DemoServer[] server = new DemoServer[1];
    server[0] =
        open(
            LOOPBACK,
            request -> {
              new Thread(server[0]::close).start();
              Binding.nextFreePort(LOOPBACK, server[0].port(), Protocol.TCP);
              return Response.text(200, "x".repeat(100_000));
            });
    assertTrue(ask(server[0], "GET / HTTP/1.1\r\n\r\n").endsWith("x".repeat(100_000)));
  }

  @Test
  void a_taken_port_is_said_in_the_systems_words() throws Exception {
    try (DemoServer server = open(LOOPBACK, request -> Response.text(200, ""))) {
      assertThrows(
          IOException.class,
          () ->
              DemoServer.open(
                  LOOPBACK, server.port(), caller -> true, request -> Response.text(200, "")));
    }
  }

  private static DemoServer open(InetAddress address, Function<Request, Response> handler)
      throws IOException {
    return DemoServer.open(address, 0, caller -> true, handler);
  }

  private static void assertStatus(int status, String response) {
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
  }

  private static String ask(DemoServer server, String request) throws IOException {
    return ask(new Socket(LOOPBACK, server.port()), request);
  }

  private static String ask(Socket socket, String request) throws IOException {
    try (socket) {
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
