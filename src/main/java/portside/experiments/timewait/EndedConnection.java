package portside.experiments.timewait;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.net.Holder;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.net.SocketState;

/**
 * A server's port after the server has closed a connection first and has ended: that side is left
 * in TIME_WAIT (RFC 9293 §3.3.2).
 *
 * @param port the server's port
 * @param clientPort the client's
 * @param reuseAddress whether the server set SO_REUSEADDR
 * @param closedNanos when the server closed, by {@code System.nanoTime}
 */
record EndedConnection(int port, int clientPort, boolean reuseAddress, long closedNanos) {
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;

  static EndedConnection make(boolean reuseAddress) throws IOException {
    try (ServerSocketChannel server = listen(0, reuseAddress);
        SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
      int port = port((InetSocketAddress) server.getLocalAddress());
      int clientPort = port((InetSocketAddress) client.getLocalAddress());
      server.accept().close();
      client.read(ByteBuffer.allocate(1)); // the end: the server has closed first
      return new EndedConnection(port, clientPort, reuseAddress, System.nanoTime());
    }
  }

  /** What is left of it, if anything that the system shows. */
  Optional<Holder> rest() {
    return PortHolders.of(port, Protocol.TCP).stream()
        .filter(holder -> holder.remotePort().orElse(0) == clientPort)
        .findFirst();
  }

  /** Whether it is in TIME_WAIT. */
  boolean isWaiting() {
    return rest().filter(holder -> holder.state() == SocketState.TIME_WAIT).isPresent();
  }

  /** Starts the server again, as it was started before, and ends it at once. */
  TimewaitEvidence.Attempt startAgain() {
    String error = null;
    int after = (int) ((System.nanoTime() - closedNanos) / 1_000_000_000L);
    try {
      listen(port, reuseAddress).close();
    } catch (IOException refused) {
      error = words(refused);
    }
    return new TimewaitEvidence.Attempt(after, error == null, error);
  }

  private static String words(IOException refused) {
    @Nullable String message = refused.getMessage();
    return message == null ? refused.getClass().getSimpleName() : message;
  }

  private static int port(InetSocketAddress address) {
    return address.getPort();
  }

  private static ServerSocketChannel listen(int port, boolean reuseAddress) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET);
    try {
      // Outright, because Java sets it by itself on Linux and macOS and not on Windows.
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, reuseAddress);
      return channel.bind(new InetSocketAddress(LOOPBACK, port));
    } catch (IOException refused) {
      channel.close();
      throw refused;
    }
  }
}
