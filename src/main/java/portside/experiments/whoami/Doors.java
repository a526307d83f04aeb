package portside.experiments.whoami;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

  private static Open latest = new Open(null, List.of(), 0, Set.of()); // guarded by this class

  private Doors() {}

  /** Where this computer, as it was, answered at a port. */
  private record Open(
      @Nullable ThisComputer here,
      List<InetAddress> candidates,
      int port,
      Set<InetAddress> addresses) {}

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
      here.lanAddresses().stream().filter(IpAddresses::fitsUrl).forEach(candidates::add);
    } else {
      candidates.add(listening);
    }
    Set<InetAddress> open =
        candidates.stream().allMatch(known::equals) ? Set.of() : open(candidates, port, here);
    return candidates.stream()
        .filter(candidate -> candidate.equals(known) || open.contains(candidate))
        .map(candidate -> door(candidate, port, here))
        .toList();
  }

  /** Knocks once for all who ask while this computer is the same, a second at most. */
  private static synchronized Set<InetAddress> open(
      List<InetAddress> candidates, int port, ThisComputer here) {
    if (latest.here() != here || latest.port() != port || !latest.candidates().equals(candidates)) {
      latest =
          new Open(
              here,
              candidates,
              port,
              candidates.stream().filter(at -> answers(at, port)).collect(Collectors.toSet()));
    }
    return latest.addresses();
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
