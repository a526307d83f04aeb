package portside.chaos;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import portside.testing.Chromium;
import portside.testing.Devices;
import portside.testing.Namespace;
import portside.testing.Patience;
import portside.testing.RawWebSocket;

/**
 * Connections that end in the middle, that nobody holds any more, and a phone without a network.
 */
final class NetworkFaults implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** Answers that do not fit into what a reader takes at once. */
  private static final List<String> LONG =
      List.of("/ko/debugger", "/content/flask.zip", "/experiments", "/en/flask");

  /** What was begun and is never ended, the last of it an answer that nobody reads. */
  private static final List<String> HALF =
      List.of(
          "",
          "GET /en/ports HTTP/1.1\r\nHo",
          "POST /join HTTP/1.1\r\nHost: {host}\r\nContent-Length: 900\r\n\r\nname=",
          "GET /events HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Sec-WebSocket-Version: 13\r\n\r\n",
          "GET /content/flask.zip HTTP/1.1\r\nHost: {host}\r\n\r\n");

  /** So many stay; Portside has to end them, whether the other side does or not. */
  private static final int KEPT = 60;

  private final Subject subject;
  private final @Nullable Devices devices;
  private final Deque<Socket> kept = new ArrayDeque<>();
  private @Nullable Chromium chromium;
  private @Nullable Page page;
  private int left;

  /**
   * @param devices where Portside runs on the laptop of them; null where there are none
   */
  NetworkFaults(Subject subject, @Nullable Devices devices) {
    this.subject = subject;
    this.devices = devices;
  }

  /** Guests whose connections are reset while they are answered. */
  void reset(Random random) {
    int guests = 1 + random.nextInt(8);
    subject.note(guests + " resets");
    for (int i = 0; i < guests; i++) {
      String path = LONG.get(random.nextInt(LONG.size()));
      try (Socket socket =
          say(null, LOOPBACK, "GET " + path + " HTTP/1.1\r\nHost: {host}\r\n\r\n")) {
        socket.getInputStream().readNBytes(1 + random.nextInt(2_000));
        socket.setSoLinger(true, 0); // to close is to reset: RFC 9293 §3.10.4
      } catch (IOException e) {
        throw new UncheckedIOException(subject.told(), e);
      }
    }
    subject.assertAsBefore();
  }

  /** Connections on which nothing more comes, some of them closed in one direction. */
  void halfOpen(Random random) {
    subject.note("half-open");
    for (String request : HALF) {
      Socket socket = say(null, LOOPBACK, request);
      if (random.nextBoolean()) {
        try {
          socket.shutdownOutput();
        } catch (IOException closedByPortside) {
          subject.note("closed already");
        }
      }
      kept.add(socket);
    }
    while (kept.size() > KEPT) {
      close(kept.remove());
    }
    subject.assertAsBefore();
  }

  /** A page's live connection that is reset while the run goes on that it follows. */
  void dropWebSocket(Random random) {
    subject.note("a WebSocket is dropped");
    RawWebSocket socket = RawWebSocket.open(LOOPBACK, subject.portside().port());
    try {
      String run = subject.begin(random);
      socket.send("{\"watch\":[\"room\",\"run:" + run + "\"]}");
      PortsideChaos.pause(random, 300);
      socket.cut();
      subject.stop(run);
    } catch (IOException e) {
      throw new UncheckedIOException(subject.told(), e);
    }
    subject.assertAsBefore();
  }

  /** A phone loses its network while its page is open, and has missed nothing when it is back. */
  void link(Random random) {
    if (devices == null) {
      return;
    }
    subject.note("the phone's link");
    Page page = page();
    page.navigate("http://" + Devices.LAPTOP_ADDRESS + ":" + subject.portside().port() + "/join");
    assertThat(page.locator("[data-waits]")).hasCount(1);
    devices.link(false);
    try {
      PortsideChaos.pause(random, 500);
      subject.room("open", "title=Missed");
      PortsideChaos.pause(random, 3_000);
    } finally {
      devices.link(true);
    }
    assertThat(page.locator("main")).containsText("Missed");
    subject.room("end", "");
    subject.assertAsBefore();
  }

  private Page page() {
    if (page == null) {
      chromium = devices.browser(devices.phone());
      page = chromium.context().newPage();
    }
    return page;
  }

  /** A phone that is carried away: nobody is at its address any more, and nobody said goodbye. */
  void leave(Random random) {
    if (devices == null) {
      return;
    }
    subject.note("a phone leaves");
    String address = "192.168.77." + (100 + left++ % 100);
    devices.address(true, address);
    List<Socket> open = new ArrayList<>();
    try {
      Namespace.on(
          devices.phone(),
          () ->
              HALF.stream()
                  .map(half -> open.add(say(address, Devices.LAPTOP_ADDRESS, half)))
                  .toList());
      PortsideChaos.pause(random, 300);
    } finally {
      devices.address(false, address);
      open.forEach(NetworkFaults::close); // what the phone sends for it has no address to come from
    }
    subject.assertAsBefore();
  }

  /**
   * Connects with little room for the answer, and says something.
   *
   * @param from the caller's address; null for any
   */
  private Socket say(@Nullable String from, String to, String request) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(4_096);
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      if (from != null) {
        socket.bind(new InetSocketAddress(from, 0));
      }
      int port = subject.portside().port();
      socket.connect(new InetSocketAddress(to, port), (int) Patience.LIMIT.toMillis());
      String said = request.replace("{host}", to + ":" + port);
      socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(subject.told(), e);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kept.forEach(NetworkFaults::close);
    if (chromium != null) {
      chromium.close();
    }
  }
}
