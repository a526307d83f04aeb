package portside.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A device that opens many connections and keeps them: a program of its own, to be run on another
 * device. It prints {@code N of M answered} and waits to be ended.
 */
public final class Flood {
  private Flood() {}

  /**
   * Opens them.
   *
   * @param args host, port, how many, and {@code http} or {@code websocket}
   */
  public static void main(String[] args) throws Exception {
    String host = args[0] + ":" + args[1];
    String head =
        args[3].equals("websocket")
            ? "GET /events HTTP/1.1\r\nHost: "
                + host
                + "\r\nOrigin: http://"
                + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
            : "GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    List<Socket> open = new ArrayList<>();
    int answered = 0;
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      Socket socket = new Socket(args[0], Integer.parseInt(args[1]));
      socket.setSoTimeout(60_000);
      open.add(socket);
      if (answers(socket, head)) {
        answered++;
      }
    }
    System.out.println(answered + " of " + open.size() + " answered");
    Thread.sleep(60_000);
  }

  private static boolean answers(Socket socket, String head) {
    try {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return in.read() >= 0;
    } catch (IOException hungUp) {
      return false;
    }
  }
}
