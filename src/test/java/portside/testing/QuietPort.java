package portside.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.Protocol;

/**
 * A port of which the system's table says nothing, for tests that look at all of its sockets. What
 * the system chooses itself may still be in TIME_WAIT at another address, or be the near end of
 * somebody's connection; the range here is not lent out by Linux, macOS or Windows.
 */
public final class QuietPort {
  private static final int FROM = 20_000;
  private static final int TO = 30_000;

  /** One after the other: of two that are drawn, the second may be the first, before its use. */
  private static final AtomicInteger LAST =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(TO - FROM));

  private QuietPort() {}

  /** A port that nobody holds, by TCP or UDP, and that these tests have not been given yet. */
  public static int next() {
    return any(1, QuietPort::isQuiet);
  }

  /** The first of two neighbours that nobody holds. */
  public static int pair() {
    return any(2, port -> isQuiet(port) && isQuiet(port + 1));
  }

  /** A client of that server, whose near end nobody else has had a moment ago. */
  public static SocketChannel client(ServerSocketChannel server) throws IOException {
    SocketChannel client = SocketChannel.open(StandardProtocolFamily.INET);
    client.bind(new InetSocketAddress(IpAddresses.LOOPBACK, next()));
    client.connect(server.getLocalAddress());
    return client;
  }

  private static int any(int count, Predicate<Integer> good) {
    return Patience.until(
        () -> "no port from " + FROM + " to " + TO,
        () -> FROM + Math.floorMod(LAST.getAndAdd(count), TO - FROM),
        good);
  }

  private static boolean isQuiet(int port) {
    return PortHolders.of(port, Protocol.TCP).isEmpty()
        && PortHolders.of(port, Protocol.UDP).isEmpty();
  }
}
