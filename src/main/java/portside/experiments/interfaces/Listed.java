package portside.experiments.interfaces;

import java.net.InetAddress;
import java.util.List;
import portside.net.Purpose;

/**
 * An interface of this computer.
 *
 * @param name the system's short name
 * @param displayName the name that people see
 * @param purpose what it is probably for
 * @param up whether it is switched on and connected
 * @param addresses its addresses, IPv4 first
 * @param openedByWildcard the addresses by which a server on 0.0.0.0 could be called: those of IPv4
 *     while it is up
 */
public record Listed(
    String name,
    String displayName,
    Purpose purpose,
    Boolean up,
    List<InetAddress> addresses,
    List<InetAddress> openedByWildcard) {}
