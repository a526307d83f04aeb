package portside.room.flip;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import portside.instruments.DoorTry;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/** Which address of this computer a device tries, and what is known of it here. */
public final class Doors {
  private Doors() {}

  /**
   * The address of this computer that a device tries: the one by which it comes to Portside, so
   * that nothing but the server differs. It is IPv4, for a policy of a page cannot name IPv6 (CSP 3
   * §2.3.1), and never loopback, which leads a device to itself.
   *
   * @param by the address by which it comes
   * @param shown the address of the invitation
   */
  public static InetAddress of(InetAddress by, @Nullable InetAddress shown) {
    if (by instanceof Inet4Address && !by.isLoopbackAddress()) {
      return by;
    }
    if (shown instanceof Inet4Address) {
      return shown;
    }
    return ThisComputer.now().lanAddresses().stream()
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .orElse(IpAddresses.LOOPBACK);
  }

  /** Whether this computer itself got an answer at a door; null when it has not tried that one. */
  public static @Nullable Boolean ownAnswer(FlipState state, InetAddress door) {
    String name = IpAddresses.inUrl(door);
    return state.reach().stream()
        .filter(each -> each.door().name().equals(name))
        .map(each -> (Boolean) each.result().equals(DoorTry.ANSWERED))
        .findFirst()
        .orElse(null);
  }
}
