package portside.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A device that opens many connections and keeps them: a program of its own, to be run on another
 * device. It prints {@code N of M answered} and waits to be ended.
 */
public final class Flood {
  private static final String WEBSOCKET =
      "GET /events HTTP/1.1\r\nHost: %1$s\r\nOrigin: http://%1$s\r\nUpgrade: websocket\r\n"
          + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

  /** What a connection does; the others than the first two wait for no answer. */
  public enum Way {
    /** It asks once and reads the beginning of the answer. */
    HTTP("GET /health HTTP/1.1\r\nHost: %s\r\n\r\n"),
    WEBSOCKET(Flood.WEBSOCKET),
    /** It says nothing. */
    SILENT(""),
    /** It begins a head and sends a byte of it each second. */
    HEAD("GET /ko/ HTTP/1.1\r\nHost: %s\r\nX-Slow: "),
    /** It begins a body and sends a byte of it each second. */
    BODY(
        "POST /experiments/whoami HTTP/1.1\r\nHost: %1$s\r\nOrigin: http://%1$s\r\n"
            + "Content-Type: application/json\r\nContent-Length: 9999\r\n\r\n"),
    /** It asks for a page again and again and reads none. */
    UNREAD("GET /ko/wildcard HTTP/1.1\r\nHost: %s\r\n\r\n"),
    /** It asks who it is, again and again, and reads the answers. */
    WHOAMI("GET /whoami HTTP/1.1\r\nHost: %s\r\n\r\n");

    private final String says;

    Way(String says) {
      this.says = says;
    }
  }

  private Flood() {}

  /**
   * Opens them.
   *
   * @param args host, port, how many, the name of a {@link Way}, and the addresses to call from, if
   *     not by the one that the system chooses
   */
  public static void main(String[] args) throws Exception {
    InetSocketAddress site = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    Way way = Way.valueOf(args[3]);
    byte[] says = way.says.formatted(args[0] + ":" + args[1]).getBytes(StandardCharsets.US_ASCII);
    List<Socket> open = new ArrayList<>();
    int answered = 0;
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      Socket socket = new Socket();
      open.add(socket);
      if (args.length > 4) {
        socket.bind(new InetSocketAddress(args[4 + i % (args.length - 4)], 0));
      }
      socket.setSoTimeout(60_000);
      if (begins(socket, site, says, way)) {
        answered++;
      }
    }
    System.out.println(answered + " of " + open.size() + " answered");
    while (true) {
      goOn(open, way, says);
    }
  }

  private static boolean begins(Socket socket, InetSocketAddress site, byte[] says, Way way) {
    try {
      socket.connect(site, 60_000);
      socket.getOutputStream().write(says);
      InputStream in = socket.getInputStream();
      return way != Way.HTTP && way != Way.WEBSOCKET || in.read() >= 0;
    } catch (IOException hungUp) {
      return false;
    }
  }

  private static void goOn(List<Socket> open, Way way, byte[] says) throws InterruptedException {
    byte[] more =
        switch (way) {
          case HEAD, BODY -> new byte[] {'x'};
          case UNREAD, WHOAMI -> says;
          case HTTP, WEBSOCKET, SILENT -> new byte[0];
        };
    if (way != Way.UNREAD && way != Way.WHOAMI) {
      Thread.sleep(1_000);
    }
    byte[] buffer = new byte[65_536];
    for (Socket socket : open) {
      try {
        if (way == Way.WHOAMI) {
          socket.getInputStream().read(buffer);
        }
        if (more.length > 0) {
          socket.getOutputStream().write(more);
        }
      } catch (IOException hungUp) {
        // it has done what it could
      }
    }
  }
}
