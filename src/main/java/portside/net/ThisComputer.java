package portside.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This computer's own addresses and names at one moment; never changes. {@link #now()} gives the
 * present one.
 */
public final class ThisComputer {
  private static final long MAX_AGE_NANOS = 1_000_000_000L;

  private static final Object REFRESH = new Object();
  private static volatile Snapshot latest = new Snapshot(null, 0);

  private final List<InterfaceReader.Raw> raw;
  private final List<String> names;
  private final HostSystem system;
  private final Supplier<List<Interface>> interfaces;

  ThisComputer(List<InterfaceReader.Raw> raw, List<String> names, HostSystem system) {
    this.raw = List.copyOf(raw);
    this.names = List.copyOf(names);
    this.system = system;
    this.interfaces = new Once<>(() -> InterfaceReader.describe(this.raw, system));
  }

  /**
   * Returns this computer as it is, at most one second old: an address on the Wi-Fi may change at
   * any time (DHCP, RFC 2131). Safe and cheap to call for every request.
   */
  public static ThisComputer now() {
    ThisComputer fresh = latest.ifFresh();
    if (fresh != null) {
      return fresh;
    }
    synchronized (REFRESH) {
      fresh = latest.ifFresh();
      if (fresh == null) {
        // The age counts from before the reading, so that it is never understated.
        long asked = System.nanoTime();
        fresh = read();
        latest = new Snapshot(fresh, asked);
      }
      return fresh;
    }
  }

  /** Reads everything anew, whatever is cached. */
  static ThisComputer read() {
    return new ThisComputer(InterfaceReader.read(), HostNames.ofThisComputer(), HostSystem.here());
  }

  /**
   * Returns all interfaces by their index, also those that are down or have no address. On macOS
   * and Windows the very first call takes a while, because it asks the system for the names that
   * people see.
   */
  public List<Interface> interfaces() {
    return interfaces.get();
  }

  /**
   * Returns whether this computer may bind a TCP or UDP socket to the address, that is, whether the
   * address is its own. Nothing is bound to find out, and nothing is said about ports.
   *
   * <ul>
   *   <li>Yes for every address of an interface, up or down. A link-local address must name the
   *       right zone or none; a bind of it needs the zone.
   *   <li>Yes for the wildcards 0.0.0.0 and ::, which stand for all of its addresses.
   *   <li>127.0.0.0/8: on Linux and Windows any of it, on macOS only what the loopback interface
   *       has, normally 127.0.0.1 alone. All of it is {@link AddressKind#LOOPBACK} everywhere.
   *   <li>No for multicast and broadcast addresses, though Linux lets a socket bind them, and no
   *       for what only a special route or {@code ip_nonlocal_bind} of Linux would allow.
   * </ul>
   */
  public boolean owns(InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return true;
    }
    if (address instanceof Inet4Address
        && address.isLoopbackAddress()
        && (system == HostSystem.LINUX || system == HostSystem.WINDOWS)) {
      return true;
    }
    return raw.stream().anyMatch(i -> i.addresses().stream().anyMatch(own -> same(own, address)));
  }

  /**
   * Returns whether any interface has an IPv6 address; without one Java and the system have none.
   */
  public boolean hasIpv6() {
    return raw.stream()
        .anyMatch(i -> i.addresses().stream().anyMatch(Inet6Address.class::isInstance));
  }

  /** Returns what the address is, seen from here. Every address has exactly one kind. */
  public AddressKind kindOf(InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return AddressKind.WILDCARD;
    }
    if (address.isLoopbackAddress()) {
      return AddressKind.LOOPBACK;
    }
    return owns(address) ? AddressKind.THIS_COMPUTER : AddressKind.OTHER_DEVICE;
  }

  /**
   * Returns the addresses by which another device may reach this computer, the most likely first:
   * IPv4, then global IPv6, then link-local IPv6; among each, Wi-Fi and Ethernet before virtual
   * machines, VPNs and containers, and addresses that DHCP gave before self-assigned ones
   * (169.254/16, RFC 3927). Only of interfaces that are up; no loopback address. Empty without a
   * network.
   */
  public List<InetAddress> lanAddresses() {
    record Candidate(InetAddress address, Interface at) {}
    return interfaces().stream()
        .filter(at -> at.up() && !at.loopback())
        .flatMap(at -> at.addresses().stream().map(address -> new Candidate(address, at)))
        .filter(c -> !c.address().isLoopbackAddress())
        .sorted(
            Comparator.comparingInt((Candidate c) -> reach(c.address()))
                .thenComparingInt(c -> rank(c.at().purpose()))
                .thenComparing(c -> c.address().isLinkLocalAddress())
                .thenComparingInt(c -> c.at().index()))
        .map(Candidate::address)
        .distinct()
        .toList();
  }

  /** Returns the first interface that has the address; empty where none has it. */
  public Optional<Interface> interfaceOf(InetAddress address) {
    return interfaces().stream()
        .filter(at -> at.addresses().contains(address))
        .min(Comparator.comparingInt(Interface::index));
  }

  /**
   * Returns the names by which a Host header may call this computer, in lower case: {@code
   * localhost}, the computer's own name, and that with {@code .local}. They are read from the
   * system, never looked up; whether a name leads here is for the caller's DNS.
   */
  public List<String> names() {
    return names;
  }

  private static int reach(InetAddress address) {
    if (address instanceof Inet4Address) {
      return 0;
    }
    return address.isLinkLocalAddress() ? 2 : 1;
  }

  private static int rank(Purpose purpose) {
    return switch (purpose) {
      case WIFI, ETHERNET -> 0;
      case OTHER -> 1;
      case VIRTUAL_MACHINE, WSL -> 2;
      case VPN -> 3;
      case CONTAINER, LOOPBACK -> 4;
    };
  }

  /** Java's own equals leaves the zone of an IPv6 address out. */
  private static boolean same(InetAddress own, InetAddress asked) {
    if (!own.equals(asked)) {
      return false;
    }
    return !(own instanceof Inet6Address here)
        || !(asked instanceof Inet6Address there)
        || there.getScopeId() == 0
        || here.getScopeId() == 0
        || there.getScopeId() == here.getScopeId();
  }

  private record Snapshot(@Nullable ThisComputer computer, long asked) {
    @Nullable ThisComputer ifFresh() {
      return computer != null && System.nanoTime() - asked < MAX_AGE_NANOS ? computer : null;
    }
  }
}
