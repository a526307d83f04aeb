package portside.access;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/**
 * Whether a Host header names this computer. A page of a stranger can make its own name resolve to
 * 127.0.0.1 and have the reader's browser send requests here (DNS rebinding); such a request
 * carries the stranger's name. Names are compared, never looked up.
 */
final class HostHeader {
  /**
   * A name for Portside alone, to which its cookies then belong: browsers tell names apart and not
   * ports (RFC 6265 §8.5). Every name below localhost is this computer, and they know it without
   * asking (RFC 6761 §6.3).
   */
  private static final String ITS_OWN = "portside.localhost";

  private static final Pattern PORT = Pattern.compile("|:[0-9]{1,5}");

  private HostHeader() {}

  /**
   * @param header the Host header, {@code name} or {@code name:port} (RFC 9110 §7.2), or null
   * @param called the address of this computer that the connection came in by
   */
  static boolean namesThisComputer(@Nullable String header, InetAddress called) {
    if (header == null) {
      return false;
    }
    Optional<String> name = name(header);
    if (name.isEmpty()) {
      return false;
    }
    Optional<InetAddress> address = IpAddresses.parse(name.get());
    if (address.isPresent()) {
      return address.get().equals(called) || ThisComputer.now().owns(address.get());
    }
    return ThisComputer.now().names().contains(name.get())
        || (name.get().equals(ITS_OWN) && called.isLoopbackAddress());
  }

  /** The name without its port, in lower case and without the root's dot; empty when malformed. */
  private static Optional<String> name(String header) {
    String host = header.strip().toLowerCase(Locale.ROOT);
    int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
    String name = end < 0 ? host : host.substring(0, end);
    String rest = end < 0 ? "" : host.substring(end);
    if (name.isEmpty() || !PORT.matcher(rest).matches()) {
      return Optional.empty();
    }
    return Optional.of(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
  }
}
