package portside.experiments.path;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.experiments.Unit;

/**
 * What was sent, and what the interfaces counted meanwhile. Counters are of the whole computer, so
 * that those of single interfaces, which tell what else it does, are for the host.
 *
 * @param address the address that was sent to; another device's when that came for the bytes
 * @param sourceAddress the address of the sending end
 * @param port the port of this computer's listening end
 * @param bytesSent how many bytes we sent, without the heads of packets
 * @param rounds in how many portions
 * @param carriedBy the interface that carried them; null where the system does not count the
 *     loopback, and no other interface has carried them
 * @param loopbackBytes what loopback interfaces sent while we were sending
 * @param networkBytes what all other interfaces sent while we were sending
 * @param network the interface that has the address; for a loopback address the first that leads to
 *     a network; null without one
 * @param inside whether the bytes stayed inside this computer
 * @param interfaces every interface that is up or has counted anything
 * @param guestUrl where another device opens the page that comes for the bytes, while the run waits
 *     for one; null otherwise
 * @param toItself what was measured before, without the other device, when all the above is of the
 *     bytes that it came for; null otherwise
 */
public record PathEvidence(
    @Guests InetAddress address,
    @Guests InetAddress sourceAddress,
    @Guests Integer port,
    @Guests @Unit("bytes") Long bytesSent,
    @Guests @Unit("") Integer rounds,
    @Guests @Nullable String carriedBy,
    @Guests @Unit("bytes") Long loopbackBytes,
    @Guests @Unit("bytes") Long networkBytes,
    @Guests @Nullable String network,
    @Guests Boolean inside,
    List<InterfaceBytes> interfaces,
    @Guests @Nullable String guestUrl,
    @Guests @Nullable ToItself toItself) {

  /**
   * The measurement without another device.
   *
   * @param address as above, and so are the others
   */
  public record ToItself(
      InetAddress address,
      long bytesSent,
      @Nullable String carriedBy,
      long loopbackBytes,
      long networkBytes) {}

  /** The same while a page for another device is there. */
  PathEvidence waitingAt(String url) {
    return with(url, null);
  }

  /** The same, with what was measured before. */
  PathEvidence after(PathEvidence first) {
    return with(
        null,
        new ToItself(
            first.address,
            first.bytesSent,
            first.carriedBy,
            first.loopbackBytes,
            first.networkBytes));
  }

  private PathEvidence with(@Nullable String url, @Nullable ToItself first) {
    return new PathEvidence(
        address,
        sourceAddress,
        port,
        bytesSent,
        rounds,
        carriedBy,
        loopbackBytes,
        networkBytes,
        network,
        inside,
        interfaces,
        url,
        first);
  }
}
