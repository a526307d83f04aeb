package portside.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.testing.Patience;

/**
 * A class that opens a page in the same instant: as many new connections as there are students,
 * made at once by one thread, so that what is measured is the site and not its clients.
 */
final class Burst {
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *([0-9]+)\r\n", Pattern.CASE_INSENSITIVE);
  private static final String HEAD_END = "\r\n\r\n";
  private static final int READ = 64 * 1_024;

  private final ByteBuffer read = ByteBuffer.allocateDirect(READ);
  private final byte[] request;
  private final long end = System.nanoTime() + Patience.LIMIT.toNanos();

  private Burst(String request) {
    this.request = request.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * How long it took in milliseconds, from the moment when the first began to connect until one had
   * the whole page.
   *
   * @param median of the student in the middle
   * @param slowest of the last one
   */
  record Took(double median, double slowest) {}

  /** One student's connection, and how much of the answer it has. */
  private static final class Student {
    private final StringBuilder head = new StringBuilder();
    private long missing = -1; // bytes of the body; unknown before the head is complete

    /** Takes what came; whether that was all. */
    boolean takes(ByteBuffer bytes) {
      if (missing < 0) {
        head.append(StandardCharsets.ISO_8859_1.decode(bytes));
        int headEnd = head.indexOf(HEAD_END);
        if (headEnd < 0) {
          return false;
        }
        missing = length() - (head.length() - headEnd - HEAD_END.length());
      } else {
        missing -= bytes.remaining();
      }
      return missing <= 0;
    }

    private long length() {
      Matcher length = LENGTH.matcher(head);
      if (!head.toString().startsWith("HTTP/1.1 200 ") || !length.find()) {
        throw new AssertionError(head.toString());
      }
      return Long.parseLong(length.group(1));
    }
  }

  /** So many get that page, compressed, from a server on 127.0.0.1. */
  static Took get(int port, String path, int count) throws IOException {
    return new Burst(
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\r\n"
                .formatted(path, port))
        .all(port, count);
  }

  private Took all(int port, int count) throws IOException {
    List<SocketChannel> open = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        SocketChannel channel = SocketChannel.open();
        open.add(channel);
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
        channel.register(selector, SelectionKey.OP_CONNECT, new Student());
      }
      while (times.size() < count) {
        if (System.nanoTime() > end) {
          throw new AssertionError(count - times.size() + " of " + count + " got no answer");
        }
        selector.select(1_000);
        for (SelectionKey key : selector.selectedKeys()) {
          if (done(key)) {
            times.add((System.nanoTime() - start) / 1e6);
          }
        }
        selector.selectedKeys().clear();
      }
    } finally {
      for (SocketChannel channel : open) {
        channel.close();
      }
    }
    return new Took(Row.median(times), Row.highest(times));
  }

  /** Does what that connection is ready for; whether it has the whole answer now. */
  private boolean done(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    if (key.isConnectable()) {
      channel.finishConnect();
      // A request is shorter than what a new connection takes at once.
      if (channel.write(ByteBuffer.wrap(request)) != request.length) {
        throw new AssertionError("the request was not sent whole");
      }
      key.interestOps(SelectionKey.OP_READ);
      return false;
    }
    Student student = (Student) key.attachment();
    read.clear();
    if (channel.read(read) < 0) {
      throw new AssertionError("closed before the answer was whole: " + student.head);
    }
    if (!student.takes(read.flip())) {
      return false;
    }
    key.cancel();
    return true;
  }
}
