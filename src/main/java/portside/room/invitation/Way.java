package portside.room.invitation;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.net.Interface;
import portside.net.IpAddresses;
import portside.net.Purpose;
import portside.net.ThisComputer;

/**
 * An address of this computer by which devices may come to Portside.
 *
 * @param address the address
 * @param name the interface that has it, as people know it, such as {@code Wi-Fi}
 * @param purpose what that interface is probably for
 */
public record Way(InetAddress address, String name, Purpose purpose) {
  /** A computer with containers and VPNs has many; the first ones are those that people use. */
  private static final int MOST = 8;

  /**
   * The ways into a Portside, the likeliest first.
   *
   * @param listening the address that Portside listens on
   * @return none where it listens on loopback only, or there is no network
   */
  public static List<Way> into(InetAddress listening, ThisComputer here) {
    if (listening.isLoopbackAddress()) {
      return List.of();
    }
    List<InetAddress> all =
        listening.isAnyLocalAddress() ? here.lanAddresses() : List.of(listening);
    return all.stream()
        .filter(IpAddresses::fitsUrl)
        .limit(MOST)
        .map(address -> of(address, here))
        .toList();
  }

  private static Way of(InetAddress address, ThisComputer here) {
    Optional<Interface> at = here.interfaceOf(address);
    return new Way(
        IpAddresses.withoutNeedlessZone(address),
        at.map(Interface::displayName).orElse(""),
        at.map(Interface::purpose).orElse(Purpose.OTHER));
  }

  /**
   * The one that an invitation shows: what the host has chosen, as long as the computer has it,
   * else the likeliest.
   *
   * @param chosen as text; null where the host has chosen nothing
   */
  public static Optional<Way> shown(List<Way> ways, @Nullable String chosen) {
    return ways.stream()
        .filter(way -> way.text().equals(chosen))
        .findFirst()
        .or(() -> ways.stream().findFirst());
  }

  /** The address as text. */
  public String text() {
    return IpAddresses.text(address);
  }

  /** What is typed into a browser: {@code 192.168.0.10:7070}. */
  public String typed(int port) {
    return IpAddresses.inUrl(address) + ":" + port;
  }

  /** The whole URL. */
  public String url(int port) {
    return "http://" + typed(port) + "/";
  }
}
