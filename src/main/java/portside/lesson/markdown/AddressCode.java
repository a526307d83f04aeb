package portside.lesson.markdown;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.net.AddressKind;
import portside.net.IpAddresses;

/** Knows the addresses in inline code: {@code 127.0.0.1}, {@code [::1]:8080}, {@code localhost}. */
final class AddressCode {
  /** An address with a port: IPv4 or localhost as it is, IPv6 in brackets (RFC 3986 §3.2.2). */
  private static final Pattern WITH_PORT =
      Pattern.compile("(\\[[^\\[\\]]{2,60}]|[^:\\[\\]]{1,15}):[0-9]{1,5}");

  private AddressCode() {}

  /**
   * The kind of the address that the text is.
   *
   * @param text the content of inline code
   * @param examples the kinds of example addresses, which no computer could tell by their nature
   * @return empty when the text is no address
   */
  static Optional<AddressKind> kind(String text, Map<InetAddress, AddressKind> examples) {
    Matcher withPort = WITH_PORT.matcher(text);
    String host = withPort.matches() ? withPort.group(1) : text;
    if (host.equals("localhost")) {
      return Optional.of(AddressKind.LOOPBACK);
    }
    return IpAddresses.parse(host)
        .filter(address -> !isForMany(address))
        .map(address -> examples.getOrDefault(address, byNature(address)));
  }

  /** Broadcast (RFC 919 §7) and multicast stand for no device. */
  private static boolean isForMany(InetAddress address) {
    return address.isMulticastAddress() || address.getHostAddress().equals("255.255.255.255");
  }

  private static AddressKind byNature(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return AddressKind.LOOPBACK;
    }
    return address.isAnyLocalAddress() ? AddressKind.WILDCARD : AddressKind.OTHER_DEVICE;
  }
}
