package portside.experiments.whoami;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Role;
import portside.experiments.Experiment;
import portside.experiments.Run;
import portside.net.Interface;
import portside.net.IpAddresses;
import portside.net.LocalNetwork;
import portside.net.PortHolders;
import portside.net.ThisComputer;

/** Tells a caller what the server knows of it: where it comes from, and by which door it came. */
public final class Whoami implements Experiment<WhoamiParameters, WhoamiEvidence> {
  private static final int CONNECTIONS = 64;

  private final InetAddress listening;

  /**
   * @param listening the address that Portside itself is bound to, possibly a wildcard
   */
  public Whoami(InetAddress listening) {
    this.listening = listening;
  }

  @Override
  public String name() {
    return "whoami";
  }

  @Override
  public Class<WhoamiParameters> parameters() {
    return WhoamiParameters.class;
  }

  @Override
  public Class<WhoamiEvidence> evidence() {
    return WhoamiEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("loopback", "this-computer", "local-network", "public");
  }

  @Override
  public Role mayRun() {
    return Role.GUEST;
  }

  @Override
  public void run(WhoamiParameters parameters, Run<WhoamiEvidence> run) {
    Caller caller = run.caller();
    ThisComputer here = ThisComputer.now();
    // First, because looking for doors knocks at them.
    List<Connection> connections = connections(caller);
    List<Door> doors =
        Doors.of(listening, caller.localPort(), caller.localAddress(), here).stream()
            .filter(door -> caller.role() == Role.HOST || door.isOpenToNetwork())
            .toList();
    run.settle(
        outcome(caller.address(), here),
        new WhoamiEvidence(
            caller.address(),
            caller.port(),
            caller.localAddress(),
            caller.localPort(),
            caller.host(),
            interfaceOf(caller.localAddress(), here),
            connections,
            doors));
  }

  /** Those of the caller's address alone: whoever else is here is nobody's business. */
  private static List<Connection> connections(Caller caller) {
    String door = IpAddresses.inUrl(caller.localAddress()) + ":" + caller.localPort();
    return PortHolders.callers(caller.localAddress(), caller.localPort(), caller.address()).stream()
        // A class may be behind one address; its own connection is the one that it is about.
        .sorted(Comparator.comparing(end -> end.getPort() != caller.port()))
        .limit(CONNECTIONS)
        .sorted(Comparator.comparingInt(InetSocketAddress::getPort))
        .map(
            end ->
                new Connection(
                    IpAddresses.inUrl(end.getAddress()) + ":" + end.getPort(),
                    door,
                    end.getPort() == caller.port()))
        .toList();
  }

  /** Where a caller is, seen from this computer. */
  static String outcome(InetAddress caller, ThisComputer here) {
    if (caller.isLoopbackAddress()) {
      return "loopback";
    }
    if (here.owns(caller)) {
      return "this-computer";
    }
    return LocalNetwork.contains(caller) ? "local-network" : "public";
  }

  private static @Nullable String interfaceOf(InetAddress address, ThisComputer here) {
    return here.interfaces().stream()
        .filter(at -> at.addresses().stream().anyMatch(own -> same(own, address)))
        .map(Interface::displayName)
        .findFirst()
        .orElse(null);
  }

  /** Every interface has an fe80 address; only the zone tells them apart (RFC 4007). */
  private static boolean same(InetAddress own, InetAddress called) {
    return own.equals(called)
        && (!(own instanceof Inet6Address one)
            || !(called instanceof Inet6Address other)
            || other.getScopeId() == 0
            || one.getScopeId() == other.getScopeId());
  }
}
