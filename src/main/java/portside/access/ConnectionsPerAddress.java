package portside.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.SelectorManager.AcceptListener;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Hangs up on a device that opens too many connections, before a word is read from it. WebSockets
 * count as well. This computer's own addresses are free, since they are its owner's.
 *
 * <p>A bean of Jetty's server.
 */
public final class ConnectionsPerAddress extends AbstractLifeCycle implements AcceptListener {
  private final int limit;
  private final Server server;
  private final Map<SelectableChannel, InetAddress> open = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> counts = new ConcurrentHashMap<>();

  /**
   * @param limit the connections that a device may have open at once
   * @param server whose connectors it watches, once the server starts
   */
  public ConnectionsPerAddress(int limit, Server server) {
    this.limit = limit;
    this.server = server;
  }

  @Override
  protected void doStart() throws Exception {
    for (Connector connector : server.getConnectors()) {
      if (connector instanceof ServerConnector network) {
        network.getSelectorManager().addEventListener(this);
      }
    }
    super.doStart();
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    InetAddress caller = caller(channel);
    if (caller == null || Access.onThisComputer(caller)) {
      return;
    }
    open.put(channel, caller);
    if (counts.merge(caller, 1, Integer::sum) > limit) {
      try {
        channel.close();
      } catch (IOException e) {
        // it is gone already
      }
    }
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    onClosed(channel);
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    InetAddress caller = open.remove(channel);
    if (caller != null) {
      counts.computeIfPresent(caller, (who, count) -> count == 1 ? null : count - 1);
    }
  }

  private static @Nullable InetAddress caller(SelectableChannel channel) {
    try {
      return channel instanceof SocketChannel socket
              && socket.getRemoteAddress() instanceof InetSocketAddress from
          ? from.getAddress()
          : null;
    } catch (IOException e) {
      return null;
    }
  }
}
