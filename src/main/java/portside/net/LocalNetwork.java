package portside.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Which addresses belong to a network near by, rather than to the internet at large. */
public final class LocalNetwork {
  /** A prefix shorter than this is no local network; some systems report 0 for "not known". */
  private static final int SHORTEST_PREFIX = 8;

  private LocalNetwork() {}

  /**
   * Returns whether the address is of a range that the internet does not carry, or on the same
   * network as one of this computer's interfaces.
   */
  public static boolean contains(InetAddress address) {
    return isPrivate(address) || sharesSubnet(address);
  }

  /**
   * Returns whether the address is of a range for local use: 10/8, 172.16/12 and 192.168/16 (RFC
   * 1918), 169.254/16 (RFC 3927), 100.64/10 behind a provider's NAT (RFC 6598), fc00::/7 (RFC 4193)
   * or fe80::/10 (RFC 4291 §2.5.6).
   */
  public static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (address instanceof Inet4Address) {
      return first == 10
          || first == 172 && (second & 0xf0) == 16
          || first == 192 && second == 168
          || first == 169 && second == 254
          || first == 100 && (second & 0xc0) == 64;
    }
    return (first & 0xfe) == 0xfc || first == 0xfe && (second & 0xc0) == 0x80;
  }

  private static boolean sharesSubnet(InetAddress address) {
    try {
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        if (sharesSubnet(address, each.getInterfaceAddresses())) {
          return true;
        }
      }
    } catch (SocketException none) {
      // a computer without any interface shares no network
    }
    return false;
  }

  private static boolean sharesSubnet(InetAddress address, List<InterfaceAddress> own) {
    return own.stream()
        .anyMatch(at -> samePrefix(at.getAddress(), address, at.getNetworkPrefixLength()));
  }

  /**
   * Returns how many bits of an address of this computer name its network; empty where it is no
   * address of this computer, or the system does not tell.
   */
  public static OptionalInt prefix(InetAddress own) {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(each -> each.getInterfaceAddresses().stream())
          .filter(at -> Arrays.equals(at.getAddress().getAddress(), own.getAddress()))
          .mapToInt(InterfaceAddress::getNetworkPrefixLength)
          .filter(prefix -> prefix >= SHORTEST_PREFIX)
          .findFirst();
    } catch (SocketException none) {
      return OptionalInt.empty();
    }
  }

  /**
   * Returns whether two addresses of one family agree in their first bits.
   *
   * @param prefix how many; shorter than 8 tells nothing and is never the same
   */
  public static boolean samePrefix(InetAddress own, InetAddress other, int prefix) {
    byte[] a = own.getAddress();
    byte[] b = other.getAddress();
    if (a.length != b.length || prefix < SHORTEST_PREFIX || prefix > a.length * 8) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
