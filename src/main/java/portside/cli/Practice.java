package portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;
import portside.net.AddressKind;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/**
 * Lets a site that a class can reach answer itself for a second before the class comes: Java runs
 * what it has not run often yet much more slowly, and three hundred would all wait for that. A site
 * for this computer alone saves itself the time and the memory.
 */
final class Practice {
  /** So often; with three times as many the first three hundred are hardly served sooner. */
  static final int PAGES = 100;

  static final int LIVE = 50;

  private static final System.Logger LOG = System.getLogger(Practice.class.getName());
  private static final String ALL = "Accept-Encoding: gzip\r\nConnection: close\r\n";

  /** RFC 6455 §4.1 */
  private static final String UPGRADE =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: cG9ydHNpZGUgaXRzZWxmIQ==\r\n";

  private static final int PATIENCE_MILLIS = 5_000;

  /** The browser that was opened at the start comes first. */
  private static final int LATER_MILLIS = 2_000;

  private final InetAddress door;
  private final int port;
  private final Supplier<String> page;

  /**
   * @param host the address that the site listens on
   * @param page the path of what a class opens first
   */
  Practice(InetAddress host, int port, Supplier<String> page) {
    boolean everywhere = ThisComputer.now().kindOf(host) == AddressKind.WILDCARD;
    this.door = everywhere ? IpAddresses.LOOPBACK : host;
    this.port = port;
    this.page = page;
  }

  /** Begins a little later, in a thread of its own. */
  void begin() {
    Thread thread = new Thread(this::later, "practice");
    thread.setDaemon(true);
    thread.start();
  }

  private void later() {
    try {
      Thread.sleep(LATER_MILLIS);
      run();
    } catch (InterruptedException | IOException theEnd) {
      LOG.log(Level.DEBUG, "the site does not answer itself", theEnd);
    }
  }

  /**
   * Asks for all of it.
   *
   * @throws IOException when an answer is another than a class would get
   */
  void run() throws IOException {
    String path = page.get();
    for (int i = 0; i < PAGES; i++) {
      ask(path, ALL, "HTTP/1.1 200");
    }
    for (int i = 0; i < LIVE; i++) {
      ask("/events", UPGRADE, "HTTP/1.1 101");
    }
  }

  /** Asks over a connection of its own. */
  private void ask(String path, String headers, String expected) throws IOException {
    String name = IpAddresses.inUrl(door) + ":" + port;
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\nOrigin: http://" + name + "\r\n";
    try (Socket socket = new Socket(door, port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      // With a reset nothing of it is left in the table of connections, which a lesson shows.
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write((request + headers + "\r\n").getBytes(UTF_8));
      InputStream answer = socket.getInputStream();
      String status = new String(answer.readNBytes(expected.length()), UTF_8);
      if (!status.equals(expected)) {
        throw new IOException(path + " is answered by " + status);
      }
      if (headers.equals(ALL)) {
        answer.transferTo(OutputStream.nullOutputStream());
      }
    }
  }
}
