package portside.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
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

  private static final int STATUS_LINE = "HTTP/1.1 101".length();
  private static final int PATIENCE_MILLIS = 5_000;

  private final InetAddress door;
  private final int port;
  private final String page;

  private Practice(InetAddress door, int port, String page) {
    this.door = door;
    this.port = port;
    this.page = page;
  }

  /**
   * Begins in a thread of its own.
   *
   * @param host the address that the site listens on
   * @param page the path of what a class opens first
   * @return that thread; empty where nobody else can come
   */
  static Optional<Thread> begin(InetAddress host, int port, String page) {
    AddressKind kind = ThisComputer.now().kindOf(host);
    if (kind == AddressKind.LOOPBACK) {
      return Optional.empty();
    }
    InetAddress door = kind == AddressKind.WILDCARD ? IpAddresses.LOOPBACK : host;
    Thread thread = new Thread(new Practice(door, port, page)::run, "practice");
    thread.setDaemon(true);
    thread.start();
    return Optional.of(thread);
  }

  private void run() {
    try {
      for (int i = 0; i < PAGES; i++) {
        ask(page, ALL, Integer.MAX_VALUE);
      }
      for (int i = 0; i < LIVE; i++) {
        ask("/events", UPGRADE, STATUS_LINE);
      }
    } catch (IOException theEnd) {
      LOG.log(Level.DEBUG, "the site does not answer itself", theEnd);
    }
  }

  /** Asks over a connection of its own, and hangs up after so many bytes. */
  private void ask(String path, String headers, int enough) throws IOException {
    String name = IpAddresses.inUrl(door) + ":" + port;
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\nOrigin: http://" + name + "\r\n";
    try (Socket socket = new Socket(door, port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write((request + headers + "\r\n").getBytes(UTF_8));
      socket.getInputStream().readNBytes(enough);
    }
  }
}
