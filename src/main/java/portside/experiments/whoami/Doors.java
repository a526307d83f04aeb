package portside.experiments.whoami;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import portside.net.AddressKind;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/**
 * Finds the doors of a site on this computer. Which addresses a wildcard opens differs by system
 * and by program (Java's 0.0.0.0 may answer ::1 too), so each door is knocked at: a connection to
 * an own address, which never leaves the computer, opened and closed at once.
 */
final class Doors {
  private static final int PATIENCE_MILLIS = 250;

  private Doors() {}

  /**
   * @param listening the address that the site is bound to
   * @param port its port
   * @param known an address that surely answers, since the request came in by it
   */
  static List<Door> of(InetAddress listening, int port, InetAddress known, ThisComputer here) {
    List<InetAddress> candidates = new ArrayList<>();
    if (listening.isAnyLocalAddress()) {
      candidates.add(address("127.0.0.1"));
      candidates.add(address("::1"));
      here.lanAddresses().stream().filter(Doors::hasUrl).forEach(candidates::add);
    } else {
      candidates.add(listening);
    }
    return candidates.stream()
        .filter(candidate -> candidate.equals(known) || answers(candidate, port))
        .map(candidate -> door(candidate, port, here))
        .toList();
  }

  private static Door door(InetAddress address, int port, ThisComputer here) {
    AddressKind kind = here.kindOf(address);
    return new Door(
        "http://" + IpAddresses.inUrl(address) + ":" + port + "/",
        kind,
        kind == AddressKind.LOOPBACK
            ? Door.ReachableFrom.THIS_COMPUTER
            : Door.ReachableFrom.NETWORK);
  }

  /** Browsers accept no zone in a URL, and without one a link-local IPv6 address leads nowhere. */
  private static boolean hasUrl(InetAddress address) {
    return !(address instanceof Inet6Address && address.isLinkLocalAddress());
  }

  /** Java gives a zone to every IPv6 address of an interface; only link-local ones have one. */
  private static boolean answers(InetAddress address, int port) {
    try (Socket knock = new Socket()) {
      knock.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static InetAddress address(String text) {
    return IpAddresses.parse(text).orElseThrow();
  }
}
