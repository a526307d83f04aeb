package portside.web;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The connections of this computer's own addresses, with a selector and threads that no guest can
 * hold: the host always gets in. It has no port of its own; {@link Arrivals} sorts out who comes.
 */
final class OwnConnector extends ServerConnector {
  private final int most;
  private final BlockingQueue<SocketChannel> arrived = new LinkedBlockingQueue<>();

  /**
   * @param most so many may be open at once: a program of the host's that never hangs up, or a
   *     tunnel that ends here and brings the whole world, shall not use up this process
   */
  OwnConnector(Server server, HttpConfiguration http, ByteBufferPool buffers, int most) {
    super(server, null, null, buffers, 1, 1, new HttpConnectionFactory(http));
    this.most = most;
  }

  /** Takes a connection over, or hangs up where there are too many. */
  void take(SocketChannel channel) throws IOException {
    if (getConnectedEndPoints().size() < most && isRunning()) {
      arrived.add(channel);
    } else {
      channel.close();
    }
  }

  @Override
  public void open() {
    // there is nothing to listen at
  }

  @Override
  public void accept(int acceptor) throws IOException {
    SocketChannel channel;
    try {
      channel = arrived.take();
    } catch (InterruptedException theEnd) {
      Thread.currentThread().interrupt();
      return;
    }
    channel.configureBlocking(false);
    configure(channel.socket());
    getSelectorManager().accept(channel);
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    for (SocketChannel left = arrived.poll(); left != null; left = arrived.poll()) {
      left.close();
    }
  }
}
