package portside.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * What comes in from a guest is read in parts, and each part waits for its turn. The web server
 * reads a connection with one thread as long as there is something to read; so whoever sends
 * without end, such as the messages of a WebSocket, would keep a thread for good, and a few of them
 * all that there are.
 */
final class GuestEndPoint extends SocketChannelEndPoint {
  /** So many bytes of requests are read in one go; the head of any is shorter. */
  private static final int OF_REQUESTS = 16_384;

  /**
   * So many bytes of a WebSocket: a hundred messages, each of which may be answered. A page sends
   * one when what it shows changes.
   */
  private static final int OF_MESSAGES = 1_024;

  private final InetAddress from;
  private final FairQueue queue;
  private final Executor threads;
  private volatile int left = OF_REQUESTS;

  /** Whoever has this turn; one request may be worked on in it as well. */
  private volatile @Nullable Thread turn;

  /**
   * @param queue who is read next, with the requests that wait
   * @param threads what reads it
   */
  GuestEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      FairQueue queue,
      Executor threads) {
    super(channel, selector, key, scheduler);
    this.from = channel.socket().getInetAddress();
    this.queue = queue;
    this.threads = threads;
  }

  /** What can become a WebSocket is not one yet. */
  private int part() {
    return getConnection() instanceof Connection.UpgradeFrom ? OF_REQUESTS : OF_MESSAGES;
  }

  /** Says that there is nothing more for now when its part has been read. */
  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    if (left <= 0) {
      return 0;
    }
    boolean all = BufferUtil.space(buffer) <= left;
    ByteBuffer part = all ? buffer : BufferUtil.allocate(left);
    int filled = super.fill(part);
    if (filled > 0) {
      left -= filled;
      if (!all) {
        BufferUtil.append(buffer, part);
      }
    }
    return filled;
  }

  /**
   * Whether the calling thread reads this connection, whose turn it is, and has worked on no
   * request yet: then the one that it has just read needs no second turn, and no other thread.
   */
  boolean takeTurn() {
    boolean mine = turn == Thread.currentThread();
    if (mine) {
      turn = null;
    }
    return mine;
  }

  @Override
  public void fillInterested(Callback reader) {
    super.fillInterested(new NextPart(reader));
  }

  @Override
  public boolean tryFillInterested(Callback reader) {
    return super.tryFillInterested(new NextPart(reader));
  }

  private final class NextPart implements Callback {
    private final Callback reader;

    NextPart(Callback reader) {
      this.reader = reader;
    }

    @Override
    public void succeeded() {
      try {
        queue.add(
            from,
            () -> {
              left = part();
              turn = Thread.currentThread();
              reader.succeeded();
              takeTurn();
            },
            threads);
      } catch (RejectedExecutionException theEnd) {
        reader.failed(theEnd);
      }
    }

    @Override
    public void failed(Throwable why) {
      reader.failed(why);
    }

    /** It only waits in a queue, which the thread that hears of all connections may do itself. */
    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }
}
