package portside.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import portside.access.Caller;
import portside.access.Role;
import portside.net.IpAddresses;

/**
 * A connection of this process with itself. An experiment is told who called it, and what it finds
 * out about its caller is to be true without a browser as well.
 */
record OwnConnection(ServerSocketChannel door, SocketChannel near, SocketChannel far)
    implements AutoCloseable {

  static OwnConnection open() throws IOException {
    ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.INET);
    door.bind(new InetSocketAddress(IpAddresses.LOOPBACK, 0));
    SocketChannel near = SocketChannel.open(door.getLocalAddress());
    return new OwnConnection(door, near, door.accept());
  }

  /** The caller at its other end, who owns this computer. */
  Caller caller() throws IOException {
    InetSocketAddress from = (InetSocketAddress) far.getRemoteAddress();
    InetSocketAddress to = (InetSocketAddress) far.getLocalAddress();
    return new Caller(
        Role.HOST,
        null,
        from.getAddress(),
        from.getPort(),
        to.getAddress(),
        to.getPort(),
        IpAddresses.inUrl(to.getAddress()) + ":" + to.getPort());
  }

  @Override
  public void close() throws IOException {
    near.close();
    far.close();
    door.close();
  }
}
