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
 * @param address the address that was sent to
 * @param sourceAddress the address that the system chose for the sending end
 * @param port the receiving port
 * @param bytesSent how many bytes we sent, without the heads of packets
 * @param rounds in how many portions
 * @param carriedBy the interface that carried them; null where the system does not count the
 *     loopback, and no other interface has carried them
 * @param loopbackBytes what loopback interfaces sent while we were sending
 * @param networkBytes what all other interfaces sent while we were sending
 * @param network the interface that has the address; for a loopback address the first that leads to
 *     a network; null without one
 * @param interfaces every interface that is up or has counted anything
 */
public record PathEvidence(
    @Guests InetAddress address,
    @Guests InetAddress sourceAddress,
    @Guests Integer port,
    @Guests @Unit("bytes") Long bytesSent,
    @Guests Integer rounds,
    @Guests @Nullable String carriedBy,
    @Guests @Unit("bytes") Long loopbackBytes,
    @Guests @Unit("bytes") Long networkBytes,
    @Guests @Nullable String network,
    List<InterfaceBytes> interfaces) {}
