package portside.experiments.conflict;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import portside.net.Protocol;
import portside.net.ThisComputer;

/**
 * One of the two: listens at exactly one address, and answers callers from this computer with one
 * byte that says which one it is.
 *
 * <p>IPv4 addresses get a true IPv4 socket. IPv6 ones get Java's, which for {@code ::} is
 * dual-stack (IPV6_V6ONLY off), as servers usually open it.
 */
final class Listener implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  /** The options of a listener. */
  record Options(boolean reuseAddress, boolean reusePort) {}

  private final NetworkChannel channel;
  private final InetSocketAddress at;

  private Listener(NetworkChannel channel) throws IOException {
    this.channel = channel;
    this.at = (InetSocketAddress) channel.getLocalAddress();
  }

  /**
   * Opens one that does not answer yet.
   *
   * @param port 0 to 65535; 0 lets the system choose
   * @throws IOException when the system refuses, in its words
   */
  static Listener open(InetAddress address, int port, Protocol protocol, Options options)
      throws IOException {
    NetworkChannel channel = channel(address, protocol);
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, options.reuseAddress());
      if (options.reusePort()) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.bind(new InetSocketAddress(address, port)); // a TCP channel also listens
      return new Listener(channel);
    } catch (IOException | RuntimeException refused) {
      channel.close();
      throw refused;
    }
  }

  /** Whether this system knows SO_REUSEPORT. */
  static boolean canReusePort() {
    try (ServerSocketChannel any = ServerSocketChannel.open()) {
      return any.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
    } catch (IOException none) {
      return false;
    }
  }

  private static NetworkChannel channel(InetAddress address, Protocol protocol) throws IOException {
    ProtocolFamily family =
        address instanceof Inet4Address
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    try {
      return protocol == Protocol.TCP
          ? ServerSocketChannel.open(family)
          : DatagramChannel.open(family);
    } catch (UnsupportedOperationException noIpv6) {
      throw new IOException(noIpv6.getMessage(), noIpv6);
    }
  }

  int port() {
    return at.getPort();
  }

  /** Begins to answer, until it is closed. */
  void answer(char which) {
    Runnable work =
        channel instanceof ServerSocketChannel server
            ? () -> answerConnections(server, which)
            : () -> answerDatagrams((DatagramChannel) channel, which);
    Thread thread = new Thread(work, "listener " + which);
    thread.setDaemon(true);
    thread.start();
  }

  private void answerConnections(ServerSocketChannel server, char which) {
    while (server.isOpen()) {
      try (SocketChannel caller = server.accept()) {
        if (isFromHere(caller.getRemoteAddress())) {
          caller.socket().setSoTimeout(PATIENCE_MILLIS);
          caller.socket().getOutputStream().write(which);
          // The caller closes first, so that nothing is left of the connection at this port.
          InputStream in = caller.socket().getInputStream();
          in.read();
        }
      } catch (IOException hungUpOrClosed) {
        // the next one, if this listener is still open
      }
    }
  }

  private static void answerDatagrams(DatagramChannel channel, char which) {
    ByteBuffer buffer = ByteBuffer.allocate(16);
    while (channel.isOpen()) {
      try {
        SocketAddress caller = channel.receive(buffer.clear());
        if (isFromHere(caller)) {
          channel.send(ByteBuffer.wrap(new byte[] {(byte) which}), caller);
        }
      } catch (IOException hungUpOrClosed) {
        // the next one, if this listener is still open
      }
    }
  }

  /** An experiment that is not about guests answers nobody else. */
  private static boolean isFromHere(SocketAddress caller) {
    return caller instanceof InetSocketAddress from && ThisComputer.now().owns(from.getAddress());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
