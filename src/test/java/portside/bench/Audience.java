package portside.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Many pages that listen to {@code /events}, made at once and read by one thread, so that what is
 * measured is the site and not its clients.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>
 */
final class Audience implements AutoCloseable {
  /** What still has not come after this is lost. */
  private static final Duration LOST = Duration.ofSeconds(10);

  private static final String WATCH = "{\"watch\":[\"room.en\"]}";
  private static final int READ = 64 * 1_024;

  private final ByteBuffer read = ByteBuffer.allocateDirect(READ);
  private final Selector selector;
  private final List<Page> pages = new ArrayList<>();
  private final String request;
  private double opened;

  private Audience(int port) throws IOException {
    selector = Selector.open();
    String host = "127.0.0.1:" + port;
    request =
        """
        GET /events HTTP/1.1
        Host: %1$s
        Origin: http://%1$s
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13

        """
            .formatted(host)
            .replace("\n", "\r\n");
  }

  /** One page's connection. */
  private static final class Page {
    private final SocketChannel channel;
    private final Messages messages = new Messages();
    private boolean open;
    private long version = -1; // the newest that it heard of
    private long heard; // when, by System.nanoTime

    Page(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /**
   * How a change came, in milliseconds.
   *
   * @param whole from the presenter's request until the last page heard of it
   * @param spread from the first page that heard of it to the last
   * @param missing how many never did
   */
  record Heard(double whole, double spread, int missing) {}

  /** So many connect in the same instant to a server on 127.0.0.1; returns when all have. */
  static Audience open(int port, int count) throws IOException {
    Audience audience = new Audience(port);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open();
      Page page = new Page(channel);
      audience.pages.add(page);
      channel.configureBlocking(false);
      channel.connect(new InetSocketAddress("127.0.0.1", port));
      channel.register(audience.selector, SelectionKey.OP_CONNECT, page);
    }
    audience.listen(() -> audience.pages.stream().allMatch(page -> page.open));
    audience.opened = (System.nanoTime() - start) / 1e6;
    if (!audience.pages.stream().allMatch(page -> page.open)) {
      throw new AssertionError("not all were opened within " + LOST);
    }
    return audience;
  }

  /** How long it took until all were open, in milliseconds. */
  double opened() {
    return opened;
  }

  /** The last message that the first of them got. */
  String lastMessage() {
    return pages.get(0).messages.last();
  }

  /** All follow the room; returns when each has heard how it is. */
  void watch() throws IOException {
    for (Page page : pages) {
      page.channel.write(Messages.frame(Messages.TEXT, WATCH.getBytes(StandardCharsets.UTF_8)));
    }
    listen(() -> pages.stream().allMatch(page -> page.version >= 0));
    long deaf = pages.stream().filter(page -> page.version < 0).count();
    if (deaf > 0) {
      throw new AssertionError(deaf + " were not told how the room is");
    }
  }

  /**
   * Does something that changes the room, and listens until all have heard of it.
   *
   * @param act is done by another thread meanwhile
   */
  Heard hear(Runnable act) throws IOException {
    long before = pages.stream().mapToLong(page -> page.version).max().orElseThrow();
    long start = System.nanoTime();
    CompletableFuture<Void> acting = CompletableFuture.runAsync(act);
    listen(() -> pages.stream().allMatch(page -> page.version > before));
    acting.join();
    List<Page> reached = pages.stream().filter(page -> page.version > before).toList();
    if (reached.isEmpty()) {
      throw new AssertionError("nobody heard anything");
    }
    long first = reached.stream().mapToLong(page -> page.heard).min().orElseThrow();
    long last = reached.stream().mapToLong(page -> page.heard).max().orElseThrow();
    return new Heard((last - start) / 1e6, (last - first) / 1e6, pages.size() - reached.size());
  }

  private void listen(BooleanSupplier enough) throws IOException {
    long end = System.nanoTime() + LOST.toNanos();
    while (!enough.getAsBoolean() && System.nanoTime() < end) {
      selector.select(100);
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isConnectable()) {
          connected(key);
        } else {
          readable((Page) key.attachment());
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private void connected(SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    channel.finishConnect();
    channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
    key.interestOps(SelectionKey.OP_READ);
  }

  private void readable(Page page) throws IOException {
    read.clear();
    if (page.channel.read(read) < 0) {
      throw new AssertionError("a connection was closed: " + page.messages.last());
    }
    long now = System.nanoTime();
    page.messages.add(read.flip());
    if (!page.open) {
      page.open = page.messages.upgraded();
    }
    for (long version = page.messages.next(page.channel);
        version >= 0;
        version = page.messages.next(page.channel)) {
      if (version > page.version) {
        page.version = version;
        page.heard = now;
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Page page : pages) {
      page.channel.close();
    }
    selector.close();
  }
}
