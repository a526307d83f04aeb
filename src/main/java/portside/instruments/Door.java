package portside.instruments;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portside.net.AddressKind;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/**
 * A way to call a server of this computer.
 *
 * @param name what is typed into a URL, such as {@code 127.0.0.1}, {@code [::1]} or {@code
 *     localhost}
 * @param kind what it is
 */
public record Door(String name, AddressKind kind) {
  public static final Door LOOPBACK = new Door("127.0.0.1", AddressKind.LOOPBACK);
  public static final Door SECOND_LOOPBACK = new Door("127.0.0.2", AddressKind.LOOPBACK);
  public static final Door LOCALHOST = new Door("localhost", AddressKind.LOOPBACK);
  public static final Door IPV6_LOOPBACK = new Door("[::1]", AddressKind.LOOPBACK);
  public static final Door WILDCARD = new Door("0.0.0.0", AddressKind.WILDCARD);

  private static final InetAddress IPV6 = IpAddresses.parse("::1").orElseThrow();
  private static final InetAddress SECOND = IpAddresses.parse("127.0.0.2").orElseThrow();

  /** A computer with containers and VPNs has many; the first ones are those that people use. */
  private static final int MOST_LAN = 4;

  /** Every door of this computer: loopback, its addresses on the network, and the wildcard. */
  public static List<Door> all(ThisComputer here) {
    List<Door> doors = new ArrayList<>(List.of(LOOPBACK, SECOND_LOOPBACK));
    doors.addAll(lan(here));
    doors.addAll(List.of(LOCALHOST, IPV6_LOOPBACK, WILDCARD));
    return doors;
  }

  /**
   * Whether it can be tried at all: an address that this computer has not is no silent door. macOS
   * has no 127.0.0.2 before {@code sudo ifconfig lo0 alias 127.0.0.2} (xnu, {@code in.c}). Names
   * and the wildcard always can; the answer may be no.
   */
  public boolean isHere(ThisComputer here) {
    if (name.equals(IPV6_LOOPBACK.name)) {
      return here.owns(IPV6);
    }
    return !name.equals(SECOND_LOOPBACK.name) || here.owns(SECOND);
  }

  /**
   * The doors that a page's script may try. A policy cannot name an IPv6 address (CSP 3 §2.3.1), so
   * that those are left out.
   */
  public static List<Door> forBrowsers(ThisComputer here) {
    return all(here).stream().filter(door -> !door.name().startsWith("[")).toList();
  }

  /** This computer's addresses on the network, the most likely first; none without a network. */
  public static List<Door> lan(ThisComputer here) {
    return here.lanAddresses().stream()
        .filter(IpAddresses::fitsUrl)
        .limit(MOST_LAN)
        .map(a -> new Door(IpAddresses.inUrl(a), AddressKind.THIS_COMPUTER))
        .toList();
  }

  /**
   * The address on the network by which other devices come to a server.
   *
   * @param host where the server listens
   * @return its door; empty when it listens on loopback only, or there is no network
   */
  public static Optional<Door> toNetwork(InetAddress host, ThisComputer here) {
    if (host.isLoopbackAddress()) {
      return Optional.empty();
    }
    return host.isAnyLocalAddress()
        ? lan(here).stream()
            .filter(door -> !(host instanceof Inet4Address) || !door.name().startsWith("["))
            .findFirst()
        : Optional.of(new Door(IpAddresses.inUrl(host), AddressKind.THIS_COMPUTER));
  }

  /** The URL of a port behind it. */
  public String url(int port) {
    return "http://" + name + ":" + port + "/";
  }
}
