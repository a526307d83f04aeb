package portside.glossary;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import portside.access.Caller;
import portside.access.Role;
import portside.net.AddressKind;
import portside.net.EphemeralRange;
import portside.net.Interface;
import portside.net.IpAddresses;
import portside.net.LocalhostName;
import portside.net.PortHolders;
import portside.net.PrivilegedPorts;
import portside.net.Protocol;
import portside.net.Purpose;
import portside.net.SocketState;
import portside.net.ThisComputer;
import portside.page.Words;

/**
 * What this computer measures as the example of a word. What would tell a guest more of it than the
 * guest's own connection does is for the host only.
 */
final class Measured {
  /** What can be asked for. */
  static final Set<String> KEYS =
      Set.of(
          "addresses",
          "ipv6",
          "loopback",
          "localhost",
          "lan",
          "interfaces",
          "port",
          "privileged",
          "ephemeral",
          "listening",
          "connection",
          "vpn",
          "time-wait",
          "system",
          "pid");

  private static final Set<String> FOR_GUESTS =
      Set.of("ipv6", "loopback", "port", "privileged", "ephemeral", "connection", "system");

  private final Caller caller;
  private final Words words;
  private final ThisComputer here = ThisComputer.now();

  Measured(Caller caller, Words words) {
    this.caller = caller;
    this.words = words;
  }

  /** The sentence for a key; empty where it is not for this reader, or there is nothing to show. */
  Optional<String> of(String key) {
    if (caller.role() == Role.GUEST && !FOR_GUESTS.contains(key)) {
      return Optional.empty();
    }
    String value = value(key);
    return value.isEmpty()
        ? words.find("here." + key + ".none")
        : Optional.of(words.get("here." + key, Map.of("value", value)));
  }

  private String value(String key) {
    return switch (key) {
      case "addresses" -> texts(address -> true);
      case "loopback" -> texts(address -> here.kindOf(address) == AddressKind.LOOPBACK);
      case "lan" -> joined(here.lanAddresses().stream().map(IpAddresses::text).toList());
      case "ipv6" -> here.hasIpv6() ? "✓" : "";
      case "localhost" -> joined(LocalhostName.inJava().stream().map(IpAddresses::text).toList());
      case "interfaces" -> joined(here.interfaces().stream().map(Interface::name).toList());
      case "vpn" ->
          joined(
              here.interfaces().stream()
                  .filter(each -> each.purpose() == Purpose.VPN)
                  .map(Interface::name)
                  .toList());
      case "port" -> Integer.toString(caller.localPort());
      case "privileged" -> Integer.toString(PrivilegedPorts.startOfUnprivileged());
      case "ephemeral" -> range(EphemeralRange.ofThisSystem());
      case "connection" ->
          end(caller.address(), caller.port())
              + " – "
              + end(caller.localAddress(), caller.localPort());
      case "listening" -> count(SocketState.LISTEN);
      case "time-wait" -> count(SocketState.TIME_WAIT);
      case "system" -> System.getProperty("os.name");
      case "pid" -> Long.toString(ProcessHandle.current().pid());
      default -> "";
    };
  }

  private static String range(EphemeralRange range) {
    return range.first() + "–" + range.last();
  }

  private static String end(InetAddress address, int port) {
    return IpAddresses.inUrl(address) + ":" + port;
  }

  private static String count(SocketState state) {
    long ports =
        PortHolders.all(Protocol.TCP).stream()
            .filter(holder -> holder.state() == state)
            .map(holder -> holder.localPort())
            .distinct()
            .count();
    return ports == 0 ? "" : Long.toString(ports);
  }

  private String texts(Predicate<InetAddress> which) {
    return joined(
        here.interfaces().stream()
            .flatMap(each -> each.addresses().stream())
            .filter(which)
            .map(IpAddresses::text)
            .distinct()
            .toList());
  }

  private static String joined(List<String> all) {
    return all.stream().limit(6).collect(Collectors.joining(", "));
  }
}
