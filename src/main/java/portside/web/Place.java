package portside.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

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
    this.network = network(address);
  }

  /**
   * The network that is counted as one: a device gives itself as many addresses of an IPv6 /64 as
   * it likes (RFC 8981 §3.4), but has only the IPv4 addresses that it was lent.
   */
  static Object network(InetAddress address) {
    return address instanceof Inet6Address
        ? ByteBuffer.wrap(address.getAddress()).getLong()
        : address;
  }

  void enter(Phase next, long now) {
    phase = next;
    since = now;
    before = bytesIn();
    trickling = 0;
  }

  /** How long it has been in its phase, in nanoseconds; of an idle one, with the next request. */
  long age(long now) {
    if (phase != Phase.IDLE) {
      return now - since;
    }
    if (trickling == 0 && bytesIn() > before) {
      trickling = now;
    }
    return trickling == 0 ? 0 : now - trickling;
  }

  private long bytesIn() {
    EndPoint known = end;
    return known == null || known.getConnection() == null ? 0 : known.getConnection().getBytesIn();
  }
}
