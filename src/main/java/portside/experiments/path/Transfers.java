package portside.experiments.path;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import portside.net.InterfaceCounters;
import portside.net.Traffic;

/**
 * Sends portions of a known size over one TCP connection to an own address, and reads the counters
 * around each. The receiver confirms a portion when it has all of it, so that nothing of it is on
 * its way any more.
 */
final class Transfers implements AutoCloseable {
  /** Large enough to stand out, small enough to be there in a blink. */
  static final int PORTION = 250_000;

  private static final int CONNECT_MILLIS = 3_000;

  /** A way that swallows packets must not hold the run for ever. */
  private static final int PATIENCE_MILLIS = 5_000;

  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private final ServerSocketChannel listener;
  private final SocketChannel sender;
  private final SocketChannel receiver;
  private final ByteBuffer portion = ByteBuffer.allocateDirect(PORTION);
  private final SplittableRandom random = new SplittableRandom();
  private long halfNanos;

  /**
   * Opens the connection.
   *
   * @param address an address of this computer, no wildcard
   * @throws IOException in the system's words
   */
  Transfers(InetAddress address) throws IOException {
    ProtocolFamily family =
        address.getAddress().length == 4
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    ServerSocketChannel opened = ServerSocketChannel.open(family);
    SocketChannel from = SocketChannel.open(family);
    try {
      opened.bind(new InetSocketAddress(address, 0), 1);
      from.socket().connect(opened.getLocalAddress(), CONNECT_MILLIS);
      from.socket().setSoTimeout(PATIENCE_MILLIS);
      SocketChannel to = opened.accept();
      listener = opened;
      sender = from;
      receiver = to;
    } catch (IOException | RuntimeException refused) {
      from.close();
      opened.close();
      throw refused;
    }
    Thread receiving = new Thread(this::receive, "path receiver");
    receiving.setDaemon(true);
    receiving.start();
  }

  /** The address that the system chose for the sending end. */
  InetAddress source() throws IOException {
    return ((InetSocketAddress) sender.getLocalAddress()).getAddress();
  }

  /** The receiving port. */
  int port() throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  /** Sends one portion without looking, to learn how long it takes. */
  void warmUp() throws IOException {
    halfNanos = send();
  }

  /**
   * Does one round. Which half comes first is left to chance, and so is the pause before it, so
   * that no other traffic can keep in step with it.
   */
  Carriers.Round round() throws IOException {
    LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE_NANOS));
    boolean silentFirst = random.nextBoolean();
    Map<String, Traffic> silent = silentFirst ? Counted.during(halfNanos) : Map.of();
    Map<String, Traffic> before = InterfaceCounters.now();
    halfNanos = send();
    Map<String, Traffic> sending = Counted.since(before);
    return new Carriers.Round(PORTION, sending, silentFirst ? silent : Counted.during(halfNanos));
  }

  /** Sends a portion and waits for its confirmation; returns how long that took. */
  private long send() throws IOException {
    long start = System.nanoTime();
    portion.clear();
    while (portion.hasRemaining()) {
      sender.write(portion);
    }
    if (sender.socket().getInputStream().read() < 0) {
      throw new EOFException("the connection to this computer's own address broke");
    }
    return System.nanoTime() - start;
  }

  private void receive() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(PORTION);
    try {
      while (true) {
        if (receiver.read(buffer) < 0) {
          return;
        }
        if (!buffer.hasRemaining()) {
          buffer.clear();
          receiver.write(ByteBuffer.wrap(new byte[1]));
        }
      }
    } catch (IOException closed) {
      // by close(), or by the sender's end
    }
  }

  @Override
  public void close() throws IOException {
    sender.close();
    receiver.close();
    listener.close();
  }
}
