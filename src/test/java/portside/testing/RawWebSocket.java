package portside.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket byte by byte, for what no browser does: any Origin or none, and not to read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>
 */
public final class RawWebSocket implements AutoCloseable {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int PATIENCE_MS = (int) Patience.LIMIT.toMillis();

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final int status;

  private RawWebSocket(Socket socket, String address, int port, String headers) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(new InetSocketAddress(address, port), PATIENCE_MS);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    String request =
        "GET /events HTTP/1.1\n"
            + headers
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Version: 13\n\n";
    out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    status = Integer.parseInt(readHead().substring(9, 12));
  }

  /**
   * Asks for the upgrade with these headers and no others.
   *
   * @param headers lines, each ended by \n, {@code Host} and {@code Upgrade} among them
   */
  public static RawWebSocket ask(int port, String headers) {
    return ask(new Socket(), "127.0.0.1", port, headers);
  }

  /** Connects as a page of the site does. */
  public static RawWebSocket open(String address, int port) {
    return ask(new Socket(), address, port, likeAPage(address, port));
  }

  /** The same, with as little room for what it is sent as the system allows. */
  public static RawWebSocket openNarrow(int port) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(1);
      return ask(socket, "127.0.0.1", port, likeAPage("127.0.0.1", port));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String likeAPage(String address, int port) {
    String host = address + ":" + port;
    return "Host: "
        + host
        + "\nOrigin: http://"
        + host
        + "\nUpgrade: websocket\nConnection: Upgrade\n";
  }

  private static RawWebSocket ask(Socket socket, String address, int port, String headers) {
    try {
      return new RawWebSocket(socket, address, port, headers);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /** The status of the answer: 101 when the connection is one. */
  public int status() {
    return status;
  }

  /** Sends a text of at most 65,535 bytes, masked with zeros. */
  public void send(String text) throws IOException {
    send(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends bytes as they are, a frame or none. */
  public void sendBytes(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  private void send(int opcode, byte[] bytes) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(bytes.length + 8);
    frame.put((byte) (0x80 | opcode));
    if (bytes.length < 126) {
      frame.put((byte) (0x80 | bytes.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) bytes.length);
    }
    frame.putInt(0).put(bytes);
    out.write(frame.array(), 0, frame.position());
  }

  /**
   * The next text, or {@code "closed CODE"}; pings are answered as a browser does.
   *
   * @throws IOException when the connection ends without a word, or nothing comes in time
   */
  public String read() throws IOException {
    long end = System.nanoTime() + Patience.LIMIT.toNanos();
    String next = readAny();
    while (next.equals("ping")) {
      if (System.nanoTime() > end) {
        throw new IOException("nothing but pings");
      }
      next = readAny();
    }
    return next;
  }

  /** The same, or {@code "ping"}, which has been answered. */
  public String readAny() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0f;
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    byte[] bytes = in.readNBytes(length);
    if (opcode == PING) {
      send(PONG, bytes);
      return "ping";
    }
    if (opcode == CLOSE) {
      return "closed " + ByteBuffer.wrap(bytes).getShort();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Ends the connection by a reset, without a word (RFC 9293 §3.5.2). */
  public void cut() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
