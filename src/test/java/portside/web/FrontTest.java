package portside.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portside.testing.Patience;

/**
 * Guests do their worst, by many addresses; the host and a guest who only wants to read get in all
 * the while. How long they wait for it is measured by {@code GuestsBench}.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "127.x.y.z has to be configured elsewhere")
final class FrontTest {
  private static final String OK = "HTTP/1.1 200 OK";
  private static final String SLOW = "GET /slow HTTP/1.1\nHost: 127.0.0.1\n\n";
  private static final String HOST = "127.0.0.1";
  private static final String READER = "127.9.9.9";

  /** More than there are threads for guests. */
  private static final int MANY = 40;

  private static String of(int neighbour) {
    return "127.3." + neighbour / 200 + "." + (1 + neighbour % 200);
  }

  private static void assertOthersGetIn(FrontSite site) throws IOException {
    for (int i = 0; i < 3; i++) {
      assertEquals(OK, FrontSite.ask(site.connect(HOST)), "the host");
      assertEquals(OK, FrontSite.ask(site.connect(READER)), "another guest");
    }
  }

  @Test
  void silent_connections_push_out_each_other_and_no_reader() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.narrow())) {
      Socket before = site.connect(READER);
      assertEquals(OK, FrontSite.ask(before));
      for (int i = 0; i < 300; i++) {
        site.connect(of(i % 70));
      }
      assertOthersGetIn(site);
      assertEquals(OK, FrontSite.ask(before), "who came before the flood keeps the connection");
    }
  }

  @Test
  void connections_that_had_their_answer_make_room_for_others() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.narrow())) {
      for (int i = 0; i < 100; i++) {
        assertEquals(OK, FrontSite.ask(site.connect(of(i % 70))));
      }
      assertOthersGetIn(site);
    }
  }

  @Test
  void web_sockets_by_many_addresses_leave_a_place_for_a_reader() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.narrow())) {
      for (int i = 0; i < 100; i++) {
        Socket socket =
            site.connect(
                of(i % 5),
                "GET /live HTTP/1.1\nHost: 127.0.0.1\nUpgrade: websocket\nConnection: Upgrade\n"
                    + "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\n");
        FrontSite.hungUp(socket); // or it has an answer; either way its turn is over
      }
      assertOthersGetIn(site);
    }
  }

  /** Nobody was hung up on, which would have freed a thread that was held. */
  @Test
  void who_sends_slowly_holds_no_thread() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.wide())) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        slow.add(site.connect(of(i), "GET /page HTTP/1.1\nHost: 127.0.0.1\nX-Slow: "));
        slow.add(
            site.connect(of(i), "POST /echo HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 100\n\na"));
      }
      assertOthersGetIn(site);
      for (Socket sender : slow) {
        sender.setSoTimeout(1);
        assertThrows(SocketTimeoutException.class, () -> sender.getInputStream().read());
      }
    }
  }

  /** Nor was anybody here: the answer goes on where its reader does. */
  @Test
  void who_does_not_take_an_answer_holds_no_thread() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.wide())) {
      List<Socket> readers = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        Socket socket = site.connect(of(i), "GET /large HTTP/1.1\nHost: 127.0.0.1\n\n");
        readers.add(socket);
        assertEquals('H', socket.getInputStream().read(), "it is being answered");
      }
      assertOthersGetIn(site);
      byte[] rest = readers.get(0).getInputStream().readNBytes(FrontSite.LARGE);
      assertEquals(FrontSite.LARGE, rest.length, "it was cut short");
    }
  }

  @Test
  void who_asks_without_end_waits_for_a_turn_like_everybody() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.wide())) {
      List<Thread> flood = new ArrayList<>();
      byte[] many =
          "GET /page HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
              .repeat(500)
              .getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < MANY; i++) {
        Socket socket = site.connect(of(i));
        flood.add(daemon(() -> send(socket, many)));
        flood.add(daemon(() -> takeAll(socket)));
      }
      assertOthersGetIn(site);
      assertTrue(flood.stream().allMatch(Thread::isAlive), "the flood is still going on");
    }
  }

  /** What comes by a WebSocket is read as it comes, and no request has a turn for it. */
  @ParameterizedTest
  @EnumSource(Frame.class)
  void who_sends_by_web_socket_without_end_waits_for_a_turn_like_everybody(Frame frame)
      throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.wide())) {
      List<Thread> flood = new ArrayList<>();
      byte[] many = frame.times(5_000);
      for (int i = 0; i < MANY; i++) {
        Socket socket = webSocket(site, of(i));
        flood.add(daemon(() -> send(socket, many)));
        daemon(() -> takeAll(socket));
      }
      assertOthersGetIn(site);
      assertTrue(flood.stream().allMatch(Thread::isAlive), "the flood is still going on");
    }
  }

  /** RFC 6455 §5.2, with a mask of zeros. */
  private enum Frame {
    MESSAGE(0x81, "{}"),
    PING(0x89, ""),
    PONG(0x8a, "");

    private final byte first;
    private final byte[] payload;

    Frame(int first, String payload) {
      this.first = (byte) first;
      this.payload = payload.getBytes(StandardCharsets.UTF_8);
    }

    byte[] times(int count) {
      ByteBuffer all = ByteBuffer.allocate(count * (6 + payload.length));
      for (int i = 0; i < count; i++) {
        all.put(first).put((byte) (0x80 | payload.length)).putInt(0).put(payload);
      }
      return all.array();
    }
  }

  /** A class of three hundred opens a page before the first of them has been taken in. */
  @Test
  void so_many_may_knock_in_the_same_moment() throws Exception {
    // Read in one piece: the kernel gives the rest of such a file to nobody.
    String most = Files.readAllLines(Path.of("/proc/sys/net/core/somaxconn")).get(0);
    CountDownLatch open = new CountDownLatch(1);
    List<SocketChannel> knocking = new ArrayList<>();
    try (FrontSite site = FrontSite.start(FrontSite.wide(), from -> waited(open))) {
      for (int i = 0; i < Math.min(300, Integer.parseInt(most)); i++) {
        SocketChannel channel = SocketChannel.open();
        knocking.add(channel);
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(HOST, site.port()));
      }
      Patience.until(
          () -> knocking.stream().filter(SocketChannel::isConnected).count() + " got through",
          () -> knocking.stream().allMatch(FrontTest::gotThrough));
    } finally {
      open.countDown();
      for (SocketChannel channel : knocking) {
        channel.close();
      }
    }
  }

  private static boolean waited(CountDownLatch open) {
    try {
      open.await();
      return false;
    } catch (InterruptedException theEnd) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean gotThrough(SocketChannel channel) {
    try {
      return channel.finishConnect();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** One who has a hundred requests waiting, and one who comes last with a single one. */
  @Test
  void who_asks_once_does_not_wait_for_all_that_somebody_else_has_asked() throws IOException {
    assertServedAfterFew(SLOW, 100);
  }

  /** What comes in one go is read in one turn, of which the first request alone has the rest. */
  @Test
  void who_asks_once_does_not_wait_for_all_that_somebody_else_asks_in_one_go() throws IOException {
    assertServedAfterFew(SLOW.repeat(100), 2 * Front.GUEST_THREADS);
  }

  /** Counts the answers and not the time, so that a busy computer changes nothing. */
  private static void assertServedAfterFew(String greedy, int connections) throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.wide())) {
      // A new connection needs a thread, and those are all taken soon.
      Socket reader = site.connect(READER);
      assertEquals(OK, FrontSite.ask(reader));
      List<Socket> others = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        others.add(site.connect(of(1)));
        assertEquals(OK, FrontSite.ask(others.get(i)));
      }
      for (Socket other : others) {
        FrontSite.say(other, greedy);
      }
      Patience.until(
          () -> site.callers() + " have a thread",
          () -> site.callers().size() >= Front.GUEST_THREADS / 2); // Jetty needs some itself
      Patience.until(() -> "nobody has to wait", () -> site.isWaiting(of(1)));
      FrontSite.say(reader, SLOW);
      Patience.until(
          () -> "the reader has not been heard",
          () -> site.isWaiting(READER) || site.callers().contains(READER));
      site.goOn(Front.GUEST_THREADS);
      Patience.until(() -> site.callers().toString(), () -> site.callers().contains(READER));
    }
  }

  /** More of them than there are threads for guests, all at once. */
  @Test
  void whoever_sends_too_much_reads_so_and_others_get_in_meanwhile() throws IOException {
    byte[] piece = new byte[100_000];
    try (FrontSite site = FrontSite.start(FrontSite.wide())) {
      List<Socket> senders = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        senders.add(
            site.connect(
                of(i), "POST /echo HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 1000000\n\n"));
      }
      for (int sent = 0; sent < 1_000_000; sent += piece.length) {
        for (Socket sender : senders) {
          sender.getOutputStream().write(piece);
        }
        assertEquals(OK, FrontSite.ask(site.connect(READER)));
      }
      assertOthersGetIn(site);
      for (Socket sender : senders) {
        String answer = new String(sender.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
        assertEquals("HTTP/1.1 413", answer);
      }
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void send(Socket socket, byte[] bytes) {
    try {
      while (true) {
        socket.getOutputStream().write(bytes);
      }
    } catch (IOException theEnd) {
      // the test is over
    }
  }

  private static void takeAll(Socket socket) {
    byte[] buffer = new byte[100_000];
    try {
      while (socket.getInputStream().read(buffer) >= 0) {
        // more
      }
    } catch (IOException theEnd) {
      // the test is over
    }
  }

  @Test
  void a_head_has_to_be_whole_in_time_however_it_trickles() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.hasty())) {
      Socket first = site.connect(of(1), "GET /page HTTP/1.1\nHost: 127.0.0.1\nX-Slow: ");
      Socket second = site.connect(of(2));
      assertEquals(OK, FrontSite.ask(second));
      FrontSite.say(second, "GET /page HTTP/1.1\nHost: 127.0.0.1\nX-Slow: ");
      assertCutOff(first);
      assertCutOff(second);
      Socket silent = site.connect(of(3));
      assertTrue(FrontSite.hungUp(silent));
    }
  }

  @Test
  void a_body_has_to_be_whole_in_time_however_it_trickles() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.hasty())) {
      assertCutOff(
          site.connect(of(1), "POST /echo HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 9000\n\na"));
    }
  }

  /** Sends a byte now and then until the other side hangs up. */
  private static void assertCutOff(Socket socket) {
    Patience.until(
        () -> "it may go on for ever",
        () -> {
          try {
            FrontSite.say(socket, "x");
            socket.setSoTimeout(100);
            return socket.getInputStream().read() < 0;
          } catch (SocketTimeoutException notYet) {
            return false;
          } catch (IOException cutOff) {
            return true;
          }
        });
  }

  @Test
  void an_answer_has_to_be_taken_in_time_and_a_web_socket_may_stay() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.hasty())) {
      Socket live = webSocket(site, of(1));
      Socket idle = site.connect(of(2));
      assertEquals(OK, FrontSite.ask(idle));
      Socket stalled = site.connect(of(3), "GET /large HTTP/1.1\nHost: 127.0.0.1\n\n");
      assertTrue(takenUntilCut(stalled) < FrontSite.LARGE);
      assertEquals(OK, FrontSite.ask(idle), "who waits to ask again may wait");
      while (live.getInputStream().available() > 0) {
        live.getInputStream().read(); // the rest of the head
      }
      live.setSoTimeout(100);
      assertFalse(FrontSite.hungUp(live));
    }
  }

  private static Socket webSocket(FrontSite site, String from) throws IOException {
    Socket live =
        site.connect(
            from,
            "GET /live HTTP/1.1\nHost: 127.0.0.1\nUpgrade: websocket\nConnection: Upgrade\n"
                + "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\n");
    String head = new String(live.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
    assertEquals("HTTP/1.1 101", head);
    return live;
  }

  /** A phone that has left the network says no goodbye, and answers no ping. */
  @Test
  void a_web_socket_of_which_nothing_is_heard_is_closed_and_one_that_answers_stays()
      throws IOException {
    byte[] pong = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0}; // RFC 6455 §5.5.3
    try (FrontSite site = FrontSite.start(FrontSite.listening())) {
      Socket there = webSocket(site, of(1));
      Socket gone = webSocket(site, of(2));
      gone.setSoTimeout(100);
      Patience.until(
          () -> "the silent one stays",
          () -> {
            try {
              there.getOutputStream().write(pong);
              return gone.getInputStream().read() < 0;
            } catch (SocketTimeoutException notYet) {
              return false;
            } catch (IOException reset) {
              return true;
            }
          });
      Patience.until(
          () -> "the class still counts it",
          () -> {
            try {
              there.getOutputStream().write(pong);
            } catch (IOException closed) {
              throw new AssertionError("it answers, and is closed", closed);
            }
            return site.gone() == 1;
          });
      there.setSoTimeout(100);
      while (there.getInputStream().available() > 0) {
        there.getInputStream().read(); // the rest of the head
      }
      assertFalse(FrontSite.hungUp(there));
    }
  }

  @Test
  void who_sends_a_head_or_a_body_too_slowly_reads_so() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.hasty())) {
      for (String begun :
          List.of(
              "GET /page HTTP/1.1\nHost: 127.0.0.1\nX-Slow: ",
              "POST /echo HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 9000\n\na")) {
        Socket slow = site.connect(of(1), begun);
        String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
        assertTrue(answer.contains("did not arrive in time"), answer);
        assertTrue(answer.contains("Content-Security-Policy: "), answer);
      }
    }
  }

  /** Reads nothing until it is cut off, which shows in that nothing can be sent any more. */
  private static long takenUntilCut(Socket socket) throws IOException {
    Patience.until(
        () -> "it is never cut off",
        () -> {
          try {
            FrontSite.say(socket, "GET");
            return false;
          } catch (IOException cut) {
            return true;
          }
        });
    long taken = 0;
    try {
      byte[] buffer = new byte[100_000];
      for (int n = 0; n >= 0; n = socket.getInputStream().read(buffer)) {
        taken += n;
      }
    } catch (IOException reset) {
      // as much as there was
    }
    return taken;
  }

  @Test
  void this_computers_own_connections_are_not_counted() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.narrow())) {
      List<Socket> own = new ArrayList<>();
      for (int i = 0; i < 65; i++) {
        own.add(site.connect(HOST));
      }
      for (Socket socket : own) {
        assertEquals(OK, FrontSite.ask(socket));
      }
      for (Socket socket : own) {
        assertEquals(OK, FrontSite.ask(socket), "it stayed open");
      }
    }
  }

  /** A thousand of a class are to fit into 250 MB together with all else. */
  @Test
  void a_connection_that_waits_takes_little_memory() throws IOException {
    int count = 500;
    try (FrontSite site = FrontSite.start(FrontSite.patient())) {
      List<Socket> all = new ArrayList<>();
      assertEquals(OK, FrontSite.ask(site.connect(READER)));
      long before = used();
      for (int i = 0; i < count; i++) {
        Socket socket = site.connect(READER);
        all.add(socket);
        assertEquals(OK, FrontSite.ask(socket));
        assertEquals(OK, FrontSite.ask(socket), "again");
      }
      long each = (used() - before) / count;
      assertTrue(each < 40_000, each + " bytes, with what the other side takes here");
    }
  }

  @Test
  void the_threads_of_a_burst_are_given_back() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.patient())) {
      assertEquals(OK, FrontSite.ask(site.connect(HOST)));
      List<Socket> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        all.add(site.connect(HOST, "GET /slow HTTP/1.1\nHost: 127.0.0.1\n\n"));
      }
      Patience.until(() -> threads() + " threads of 40", () -> threads() >= 40);
      site.goOn(all.size());
      Patience.until(() -> threads() + " threads are left", () -> threads() <= 12);
      assertEquals(OK, FrontSite.ask(site.connect(HOST)));
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("host-"))
        .count();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void a_class_of_300_behind_one_address_gets_in() throws IOException {
    try (FrontSite site = FrontSite.start(FrontSite.patient())) {
      List<Socket> all = new ArrayList<>();
      for (int i = 0; i < 1_500; i++) {
        all.add(site.connect(READER));
      }
      for (Socket socket : all) {
        assertEquals(OK, FrontSite.ask(socket));
      }
      for (Socket socket : all) {
        assertEquals(OK, FrontSite.ask(socket), "it stayed open");
      }
    }
  }
}
