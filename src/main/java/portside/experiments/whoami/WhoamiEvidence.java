package portside.experiments.whoami;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;

/**
 * What the connection says about its caller. All of it is about the caller, so that guests see it
 * too.
 *
 * @param remoteAddress where the request came from; an IPv4-mapped address is shown as IPv4
 * @param remotePort the caller's port
 * @param localAddress the address of this computer that was called
 * @param localPort the port that was called
 * @param hostHeader the name or address in the address bar, as the browser sent it
 * @param interfaceName the interface that has the called address; null where none lists it, as for
 *     127.0.0.2
 * @param connections all that are open between the caller's address and the door, this one among
 *     them; empty where the system does not tell
 * @param doors every URL that answers; for a guest only those that other devices can use
 */
public record WhoamiEvidence(
    @Guests InetAddress remoteAddress,
    @Guests Integer remotePort,
    @Guests InetAddress localAddress,
    @Guests Integer localPort,
    @Guests String hostHeader,
    @Guests @Nullable String interfaceName,
    @Guests List<Connection> connections,
    @Guests List<Door> doors) {}
