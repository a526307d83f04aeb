package portside.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * IP addresses to text and back, without ever asking DNS. Java's own {@code InetAddress.getByName}
 * looks up whatever it takes for a name, so a typing error would leave the computer.
 */
public final class IpAddresses {
  /** The address by which a computer calls itself (RFC 6890 §2.2.2). */
  public static final InetAddress LOOPBACK = parse("127.0.0.1").orElseThrow();

  /** The longest IPv6 literal has 45 characters; a zone and brackets come on top. */
  private static final int LONGEST = 128;

  private IpAddresses() {}

  /**
   * Reads an address that is written out in full; never a name.
   *
   * <ul>
   *   <li>IPv4: exactly four decimal parts of 0 to 255 in ASCII digits, none with a leading zero,
   *       because {@code 010} is 8 to some programs and 10 to others (RFC 6943 §3.1.1).
   *   <li>IPv6: every form of RFC 4291 §2.2, in brackets or without. {@code ::ffff:1.2.3.4} gives
   *       the IPv4 address that it stands for.
   *   <li>A zone ({@code fe80::1%eth0}, {@code fe80::1%2}; RFC 4007 §11) only on a link-local
   *       address, and only of an interface that this computer has, if it is a name. In brackets,
   *       the {@code %25} of a URL is understood (RFC 6874).
   * </ul>
   *
   * @param text what was typed or received; anything at all
   * @return the address, or empty if the text is not an address
   */
  public static Optional<InetAddress> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    if (text.charAt(0) == '[') {
      return text.endsWith("]")
          ? parseIpv6(text.substring(1, text.length() - 1), true)
          : Optional.empty();
    }
    if (text.indexOf(':') >= 0) {
      return parseIpv6(text, false);
    }
    byte[] bytes = new byte[4];
    return Ipv4Literal.read(text, bytes, 0) ? Optional.of(address(bytes)) : Optional.empty();
  }

  /**
   * Returns the one canonical text of an address: dotted decimal for IPv4, RFC 5952 §4 for IPv6
   * ({@code ::1}), IPv4 for an IPv4-mapped address, and the zone of a link-local address if it has
   * one. {@link #parse} reads it back.
   */
  public static String text(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return Ipv4Literal.write(bytes, 0);
    }
    if (Ipv6Literal.isMapped(bytes)) {
      return Ipv4Literal.write(bytes, 12);
    }
    return Ipv6Literal.write(bytes) + zone((Inet6Address) address);
  }

  /**
   * Returns the address as the host of a URL: IPv6 in brackets (RFC 3986 §3.2.2), the zone's
   * percent sign as {@code %25} (RFC 6874; browsers accept no zone at all).
   */
  public static String inUrl(InetAddress address) {
    String text = text(address);
    return text.indexOf(':') < 0 ? text : "[" + text.replace("%", "%25") + "]";
  }

  /**
   * Returns the address without a zone that it does not need: Java gives one to every IPv6 address
   * of an interface, but only link-local ones have a zone of their own (RFC 4007 §5).
   */
  public static InetAddress withoutNeedlessZone(InetAddress address) {
    return address.isLinkLocalAddress() ? address : address(address.getAddress());
  }

  private static Optional<InetAddress> parseIpv6(String text, boolean brackets) {
    int percent = text.indexOf('%');
    byte[] bytes = new byte[16];
    if (!Ipv6Literal.read(percent < 0 ? text : text.substring(0, percent), bytes)) {
      return Optional.empty();
    }
    if (percent < 0) {
      return Optional.of(address(bytes));
    }
    String zone = text.substring(percent + 1);
    if (brackets && zone.startsWith("25") && zone.length() > 2) {
      zone = zone.substring(2);
    }
    boolean linkLocal = bytes[0] == (byte) 0xfe && (bytes[1] & 0xc0) == 0x80;
    return linkLocal ? scoped(bytes, zone) : Optional.empty();
  }

  private static Optional<InetAddress> scoped(byte[] bytes, String zone) {
    if (zone.isEmpty() || zone.length() > 64 || !zone.chars().allMatch(c -> c > ' ' && c < 127)) {
      return Optional.empty();
    }
    try {
      if (zone.chars().allMatch(c -> c >= '0' && c <= '9')) {
        int index = zone.charAt(0) == '0' ? 0 : Integer.parseInt(zone);
        return index == 0
            ? Optional.empty()
            : Optional.of(Inet6Address.getByAddress(null, bytes, index));
      }
      NetworkInterface at = NetworkInterface.getByName(zone);
      return at == null
          ? Optional.empty()
          : Optional.of(Inet6Address.getByAddress(null, bytes, at));
    } catch (NumberFormatException | UnknownHostException | SocketException noSuchInterface) {
      return Optional.empty();
    }
  }

  private static String zone(Inet6Address address) {
    // Java names an interface with every address that it found on one; only here it says something.
    if (!address.isLinkLocalAddress()) {
      return "";
    }
    NetworkInterface at = address.getScopedInterface();
    if (at != null) {
      return "%" + at.getName();
    }
    return address.getScopeId() > 0 ? "%" + address.getScopeId() : "";
  }

  /** Makes an address of its bytes, 4 or 16. Java turns an IPv4-mapped one into IPv4 by itself. */
  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("An address has 4 or 16 bytes", impossible);
    }
  }

  /** Returns whether the address is IPv4. Java shows IPv4-mapped IPv6 as IPv4 too. */
  public static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }

  /**
   * Whether a URL leads there: it takes no zone, which a link-local IPv6 address needs (RFC 4007
   * §11).
   */
  public static boolean fitsUrl(InetAddress address) {
    return isIpv4(address) || !address.isLinkLocalAddress();
  }

  /**
   * Whether two sockets of one port meet. {@code ::} is dual-stack as servers open it (RFC 3493
   * §5.3), so it meets every address; a true IPv4 0.0.0.0 meets IPv4 only. One that has set
   * IPV6_V6ONLY is taken for dual-stack, since the system's table does not show it.
   */
  public static boolean meet(InetAddress held, InetAddress asked) {
    if (held.isAnyLocalAddress() || asked.isAnyLocalAddress()) {
      return isIpv4(held) == isIpv4(asked) || isDualStack(held) || isDualStack(asked);
    }
    return held.equals(asked);
  }

  private static boolean isDualStack(InetAddress address) {
    return address.isAnyLocalAddress() && !isIpv4(address);
  }

  /**
   * The network that is counted as one: a device gives itself as many addresses of an IPv6 /64 as
   * it likes (RFC 8981 §3.4), but has only the IPv4 addresses that it was lent.
   *
   * @return equal for all addresses of one network
   */
  public static Object network(InetAddress address) {
    return address instanceof Inet6Address
        ? ByteBuffer.wrap(address.getAddress()).getLong()
        : address;
  }
}
