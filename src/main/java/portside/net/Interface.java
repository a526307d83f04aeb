package portside.net;

import java.net.InetAddress;
import java.util.List;

/**
 * A network interface of this computer, as it was at one moment.
 *
 * @param name the system's short name, such as {@code eth0}
 * @param displayName the name that people see, such as {@code Wi-Fi}; the short name where there is
 *     no other
 * @param index the system's number of it, 1 or more; -1 where it has none
 * @param up whether it is switched on and connected: with the cable out it is not
 * @param loopback whether it leads back to this computer alone
 * @param pointToPoint whether it has exactly one other end, as a VPN or a modem has
 * @param virtual whether it is made by software, with no network card behind it
 * @param addresses its addresses in the system's order; none is possible
 * @param purpose what it is probably for
 */
public record Interface(
    String name,
    String displayName,
    int index,
    boolean up,
    boolean loopback,
    boolean pointToPoint,
    boolean virtual,
    List<InetAddress> addresses,
    Purpose purpose) {

  /** Keeps its own copy of the addresses. */
  public Interface {
    addresses = List.copyOf(addresses);
  }
}
