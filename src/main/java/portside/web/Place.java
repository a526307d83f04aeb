package portside.web;

import java.net.InetAddress;
import java.nio.channels.SelectableChannel;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import portside.net.IpAddresses;

/** The connection of a guest, and what it is doing. */
final class Place {
  /** What a connection does, in the order in which it may be taken away for somebody else. */
  enum Phase {
    /** It has never sent a whole head of a request. */
    STRANGER,
    /** Its request is not all there yet. */
    BODY,
    /** It has had its answer and may ask again. */
    IDLE,
    /** Its request is worked on, or its answer is being taken. */
    WORK,
    /** It is a WebSocket. */
    LIVE
  }

  final SelectableChannel channel;
  final InetAddress address;
  final Object network;

  Phase phase = Phase.STRANGER;
  long since = System.nanoTime();

  /** Null until the web server knows of it. */
  @Nullable EndPoint end;

  /** What had come in when it entered its phase, in bytes. */
  private long before;

  /** While it is idle: since when the head of its next request trickles; 0 while none does. */
  private long trickling;

  Place(SelectableChannel channel, InetAddress address) {
    this.channel = channel;
    this.address = address;
    this.network = IpAddresses.network(address);
  }

  void enter(Phase next, long now) {
    phase = next;
    since = now;
    before = bytesIn();
    trickling = 0;
  }

  /**
   * How long it has been in its phase, in nanoseconds; of an idle one, with the next request; of a
   * WebSocket, without a byte from the other side.
   */
  long age(long now) {
    if (phase == Phase.LIVE && bytesIn() != before) {
      enter(Phase.LIVE, now);
    }
    if (phase != Phase.IDLE) {
      return now - since;
    }
    if (trickling == 0 && bytesIn() > before) {
      trickling = now;
    }
    return trickling == 0 ? 0 : now - trickling;
  }

  /** Whether a request has begun to come and is not all there. */
  boolean isSending() {
    return switch (phase) {
      case STRANGER, IDLE -> bytesIn() > before;
      case BODY -> true;
      case WORK, LIVE -> false;
    };
  }

  private long bytesIn() {
    EndPoint known = end;
    return known == null || known.getConnection() == null ? 0 : known.getConnection().getBytesIn();
  }
}
