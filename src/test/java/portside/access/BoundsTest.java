package portside.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import portside.testing.Patience;
import portside.testing.RawHttp;
import portside.testing.TestSite;

/**
 * Nobody can hold the site up. The bad neighbour calls from 127.0.0.9, for the site another device;
 * the cap of connections, from which this computer's own are free, is tested with a second device.
 */
final class BoundsTest {
  /** More than the threads of the server. */
  private static final int MANY = 300;

  private static final int AT_ONCE = 500;

  private static TestSite site;
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private Socket badNeighbour(String says) throws IOException {
    Socket socket = SocketChannel.open(StandardProtocolFamily.INET).socket();
    sockets.add(socket);
    socket.setSoTimeout((int) Patience.LIMIT.toMillis());
    socket.bind(new InetSocketAddress("127.0.0.9", 0));
    socket.connect(new InetSocketAddress("127.0.0.1", site.port()));
    socket.getOutputStream().write(says.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  /** Nobody has been hung up on: there is nothing to read, not even an end. */
  private void assertAllAreStillOpen() throws IOException {
    assertEquals(MANY, sockets.size());
    for (Socket socket : sockets) {
      // Who has been hung up on can be read to the end; nobody is waited for, for the first have
      // ten seconds.
      SocketChannel channel = socket.getChannel();
      channel.configureBlocking(false);
      assertEquals(0, channel.read(ByteBuffer.allocate(1)));
    }
  }

  private static void assertOthersAreServed() {
    RawHttp.Answer answer = RawHttp.send(site.port(), "GET /ko/wildcard HTTP/1.1\nHost: 127.0.0.1");
    assertEquals(200, answer.status());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "127.0.0.9 has to be configured elsewhere")
  void who_sends_a_body_slowly_holds_only_their_own_threads() throws IOException {
    for (int i = 0; i < MANY; i++) {
      badNeighbour(
          "POST /experiments/whoami HTTP/1.1\nHost: 127.0.0.1\nOrigin: http://127.0.0.1\n"
              + "Content-Type: application/x-www-form-urlencoded\nContent-Length: 100\n\na");
    }
    assertOthersAreServed();
    assertOthersAreServed();
    assertAllAreStillOpen();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "127.0.0.9 has to be configured elsewhere")
  void who_sends_a_head_slowly_holds_no_thread() throws IOException {
    for (int i = 0; i < MANY; i++) {
      badNeighbour("GET /ko/ HTTP/1.1\nHost: 127.0.0.1\nX-Slow: ");
    }
    assertOthersAreServed();
    assertAllAreStillOpen();
  }

  /** A program of the host's that asks for everything at once. */
  @Test
  void five_hundred_requests_of_the_host_in_the_same_moment_are_all_answered() throws IOException {
    List<String> pages = List.of("/ko/", "/ko/wildcard", "/running", "/experiments", "/room");
    List<SocketChannel> calls = new ArrayList<>();
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        SocketChannel call = SocketChannel.open();
        calls.add(call);
        call.configureBlocking(false); // so that all knock before the first has come in
        call.connect(new InetSocketAddress("127.0.0.1", site.port()));
      }
      for (int i = 0; i < AT_ONCE; i++) {
        SocketChannel call = calls.get(i);
        while (!call.finishConnect()) {
          Thread.onSpinWait();
        }
        call.configureBlocking(true);
        String asks =
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nConnection: close"
                .formatted(pages.get(i % pages.size()), TestSite.KEY);
        call.write(ByteBuffer.wrap((asks + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
      }
      List<String> answers = new ArrayList<>();
      for (SocketChannel call : calls) {
        call.socket().setSoTimeout((int) Patience.LIMIT.toMillis());
        byte[] answer = call.socket().getInputStream().readAllBytes();
        answers.add(new String(answer, StandardCharsets.UTF_8).lines().findFirst().orElse("none"));
      }
      assertEquals(Collections.nCopies(AT_ONCE, "HTTP/1.1 200 OK"), answers);
    } finally {
      for (SocketChannel call : calls) {
        call.close();
      }
    }
  }

  @Test
  void a_flood_of_headers_is_cut_off() throws IOException {
    RawHttp.Answer many =
        RawHttp.send(
            site.port(), "GET /health HTTP/1.1\nHost: 127.0.0.1" + "\nX-Many: x".repeat(20_000));
    // 0: cut off while it was still sending, so that the answer was lost with the connection
    assertTrue(many.status() == 431 || many.status() == 0, many.head());
    RawHttp.Answer line =
        RawHttp.send(site.port(), "GET /" + "a".repeat(100_000) + " HTTP/1.1\nHost: 127.0.0.1");
    assertTrue(List.of(414, 431, 0).contains(line.status()), line.head());
    assertOthersAreServed();
  }

  @Test
  void the_answer_to_a_body_that_is_too_large_arrives_and_the_connection_goes_on()
      throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), site.port());
    sockets.add(socket);
    socket.setSoTimeout(20_000);
    OutputStream out = socket.getOutputStream();
    int pieces = 10_000; // sent slowly enough that the server has answered before the end
    byte[] piece = "1".repeat(50).getBytes(StandardCharsets.UTF_8);
    out.write(
        ("POST /experiments/probe HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + TestSite.KEY
                + "\r\nContent-Length: "
                + pieces * piece.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < pieces; i++) {
      out.write(piece);
    }
    out.write(
        "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8));
    String both = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(both.startsWith("HTTP/1.1 413 "), both);
    assertTrue(both.contains("HTTP/1.1 200 "), both);
  }

  @Test
  void a_body_without_an_end_is_cut_off() throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), site.port());
    sockets.add(socket);
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            ("POST /experiments/whoami HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    + "Origin: http://127.0.0.1\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    byte[] chunk = ("1000\r\n" + "a".repeat(4096) + "\r\n").getBytes(StandardCharsets.UTF_8);
    int sent = 0;
    try {
      while (sent < 25_000 && socket.getInputStream().available() == 0) {
        socket.getOutputStream().write(chunk);
        sent++;
      }
    } catch (IOException hungUp) {
      // as it should be
    }
    assertTrue(sent < 25_000, "100 MB were taken");
    assertOthersAreServed();
  }

  @Test
  void fields_are_bounded() {
    String json = "{\"port\":\"" + "1".repeat(5_000) + "\"}";
    assertEquals(400, site.post("/experiments/probe", json).statusCode());
    String deep = "[".repeat(20_000) + "]".repeat(20_000);
    assertEquals(400, site.post("/experiments/probe", deep).statusCode());
  }
}
