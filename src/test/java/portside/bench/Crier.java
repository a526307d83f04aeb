package portside.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The floor of whatever tells many: a server that upgrades each connection without a look at it,
 * and writes the same bytes to one after the other.
 */
final class Crier implements AutoCloseable {
  private static final int BACKLOG = 1_024;
  private static final byte[] UPGRADE =
      """
      HTTP/1.1 101 Switching Protocols
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=

      """
          .replace("\n", "\r\n")
          .getBytes(StandardCharsets.ISO_8859_1);

  private final ServerSocketChannel server;
  private final List<SocketChannel> hearers = new ArrayList<>();
  private final CompletableFuture<Void> serving;

  /**
   * @param count how many will come; each is told of version 0 when it has said what it follows
   */
  Crier(int count) throws IOException {
    server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), BACKLOG);
    serving = CompletableFuture.runAsync(() -> serve(count));
  }

  private void serve(int count) {
    try {
      ByteBuffer asked = ByteBuffer.allocate(4_096);
      for (int i = 0; i < count; i++) {
        SocketChannel hearer = server.accept();
        hearers.add(hearer);
        hearer.read(asked.clear()); // it comes in one piece
        hearer.write(ByteBuffer.wrap(UPGRADE));
      }
      for (SocketChannel hearer : hearers) {
        hearer.read(asked.clear());
        hearer.write(frame("{\"version\":0}"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port that it listens on. */
  int port() {
    return server.socket().getLocalPort();
  }

  /** Tells all. */
  void tell(String message) {
    serving.join();
    ByteBuffer frame = frame(message);
    try {
      for (SocketChannel hearer : hearers) {
        hearer.write(frame.duplicate());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer frame(String message) {
    byte[] payload = message.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 4).put((byte) 0x81);
    if (payload.length < 126) {
      frame.put((byte) payload.length);
    } else {
      frame.put((byte) 126).putShort((short) payload.length);
    }
    return frame.put(payload).flip();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel hearer : hearers) {
      hearer.close();
    }
  }
}
