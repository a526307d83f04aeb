package portside.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Requests byte by byte, with headers that no well-behaved client would send. */
public final class RawHttp {
  private static final int PATIENCE_MS = (int) Patience.LIMIT.toMillis();

  private RawHttp() {}

  /**
   * An answer as it came.
   *
   * @param status the status code; 0 when the connection was closed without an answer
   * @param head the status line and the headers
   * @param body what follows, chunks included
   */
  public record Answer(int status, String head, String body) {
    /** The value of the first header of that name. */
    public Optional<String> header(String name) {
      return head.lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }
  }

  /**
   * Sends a request and reads until the other side closes.
   *
   * @param port the port on 127.0.0.1
   * @param request the whole request, its lines ended by \n; sent with CRLF, and with {@code
   *     Connection: close} added to the head
   */
  public static Answer send(int port, String request) {
    String head = request.contains("\n\n") ? request : request + "\n\n";
    int end = head.indexOf("\n\n");
    return sendBytes(
        port,
        (head.substring(0, end) + "\nConnection: close\n\n").replace("\n", "\r\n")
            + head.substring(end + 2));
  }

  /** The same, with nothing added and CRLF also in what follows the head. */
  public static Answer sendAsItIs(int port, String request) {
    return sendBytes(port, request.replace("\n", "\r\n"));
  }

  private static Answer sendBytes(int port, String sent) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      try {
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
      } catch (IOException cutOff) {
        // The other side had enough before the end; what it said is still to be read.
      }
      return parse(readAll(socket.getInputStream()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Sends a request as it is and reads the head of the answer, after which the other side may keep
   * the connection, as it does for a WebSocket.
   *
   * @param port the port on 127.0.0.1
   * @param head the head of the request, its lines ended by \n
   */
  public static Answer upgrade(int port, String head) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      socket
          .getOutputStream()
          .write((head + "\n\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        bytes.write(b);
        if (bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
          break;
        }
      }
      return parse(bytes.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String readAll(InputStream in) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // a reset after the answer still leaves the answer
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    int status = head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
    return new Answer(status, head, end < 0 ? "" : text.substring(end + 4));
  }
}
