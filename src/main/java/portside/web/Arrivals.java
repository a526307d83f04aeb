package portside.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The one listening port. Whoever calls from this computer itself goes to the {@link OwnConnector},
 * which has threads of its own; guests stay here, if there is a place for them.
 */
final class Arrivals extends ServerConnector {
  /**
   * So many may knock in the same instant; the system may allow fewer (listen(2), somaxconn). Of
   * those beyond it the system hears nothing and they knock again after a second (RFC 6298 §2.1).
   */
  private static final int BACKLOG = 1_024;

  /**
   * So much of an answer waits in the system for a guest who does not read; more than a page, and a
   * thousand of them do not fill the memory of the kernel (tcp(7), SO_SNDBUF, which Linux doubles).
   */
  private static final int SEND_BUFFER = 65_536;

  private static final long SWEEP_MILLIS = 500;

  private final Places places;
  private final FairQueue queue;
  private final OwnConnector own;
  private final Predicate<InetAddress> isOwn;
  private Scheduler.@Nullable Task sweeping;

  /**
   * @param threads what the requests of guests are worked on with
   * @param queue whose turn it is to be read
   * @param isOwn tells this computer's own addresses
   */
  Arrivals(
      Server server,
      HttpConfiguration http,
      Executor threads,
      ByteBufferPool buffers,
      Places places,
      FairQueue queue,
      OwnConnector own,
      Predicate<InetAddress> isOwn) {
    super(server, threads, null, buffers, 1, -1, new HttpConnectionFactory(http));
    this.places = places;
    this.queue = queue;
    this.own = own;
    this.isOwn = isOwn;
    setAcceptQueueSize(BACKLOG);
    setAcceptedSendBufferSize(SEND_BUFFER);
    addBean(places);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    sweepLater();
  }

  private void sweepLater() {
    sweeping = getScheduler().schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    if (isRunning()) {
      places.sweep();
      sweepLater();
    }
  }

  @Override
  protected void doStop() throws Exception {
    Scheduler.Task pending = sweeping;
    if (pending != null) {
      pending.cancel();
    }
    super.doStop();
  }

  @Override
  public void accept(int acceptor) throws IOException {
    if (!(getTransport() instanceof ServerSocketChannel door) || !door.isOpen()) {
      return;
    }
    SocketChannel channel = door.accept();
    try {
      InetAddress from = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
      if (isOwn.test(from)) {
        own.take(channel);
      } else if (places.arrive(channel, from)) {
        channel.configureBlocking(false);
        configure(channel.socket());
        getSelectorManager().accept(channel);
      } else {
        channel.close();
      }
    } catch (IOException | RuntimeException e) {
      places.onAcceptFailed(channel, e);
      channel.close();
      if (e instanceof RuntimeException unexpected) {
        throw unexpected;
      }
      // else the caller has hung up already
    }
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    GuestEndPoint end =
        new GuestEndPoint(channel, selector, key, getScheduler(), queue, getExecutor());
    end.setIdleTimeout(getIdleTimeout());
    return end;
  }

  @Override
  protected void onEndPointOpened(EndPoint end) {
    super.onEndPointOpened(end);
    if (end.getTransport() instanceof SocketChannel channel) {
      places.opened(channel, end);
    }
  }
}
