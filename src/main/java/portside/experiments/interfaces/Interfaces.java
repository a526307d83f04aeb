package portside.experiments.interfaces;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import portside.experiments.Experiment;
import portside.experiments.Run;
import portside.net.Interface;
import portside.net.IpAddresses;
import portside.net.Purpose;
import portside.net.ThisComputer;

/**
 * Lists the interfaces and which of them a server on 0.0.0.0 would open. A wildcard stands for
 * every local IPv4 address (<a href="https://man7.org/linux/man-pages/man7/ip.7.html">ip(7)</a>,
 * INADDR_ANY); nothing is opened to find out.
 */
public final class Interfaces implements Experiment<InterfacesParameters, InterfacesEvidence> {
  @Override
  public String name() {
    return "interfaces";
  }

  @Override
  public Class<InterfacesParameters> parameters() {
    return InterfacesParameters.class;
  }

  @Override
  public Class<InterfacesEvidence> evidence() {
    return InterfacesEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("one", "several", "none");
  }

  @Override
  public void run(InterfacesParameters parameters, Run<InterfacesEvidence> run) {
    ThisComputer here = ThisComputer.now();
    List<Interface> all = here.interfaces();
    int opened = opened(all);
    Optional<Listed> cameInBy =
        all.stream()
            .filter(at -> at.addresses().contains(run.caller().localAddress()))
            .map(Interfaces::listed)
            .findFirst();
    run.settle(
        outcome(opened),
        new InterfacesEvidence(
            opened,
            all.stream()
                .map(Interfaces::listed)
                .sorted(Comparator.comparing(at -> at.openedByWildcard().isEmpty()))
                .toList(),
            shown(here),
            cameInBy.orElse(null),
            Listener.now()));
  }

  /** Loopback, and the interface of the address by which other devices most likely come. */
  private static List<Listed> shown(ThisComputer here) {
    List<InetAddress> lan = here.lanAddresses().stream().limit(1).toList();
    return here.interfaces().stream()
        .filter(at -> at.loopback() || at.addresses().stream().anyMatch(lan::contains))
        .map(Interfaces::listed)
        .sorted(Comparator.comparing(at -> at.purpose() != Purpose.LOOPBACK))
        .toList();
  }

  /** The drawing of the doors; for the host, who may see everything. */
  public static Doors doors(InterfacesEvidence found) {
    return Doors.of(
        Objects.requireNonNull(found.interfaces()), Objects.requireNonNull(found.listeners()));
  }

  /** How many interfaces 0.0.0.0 would open beside loopback. */
  static int opened(List<Interface> all) {
    return (int)
        all.stream()
            .filter(at -> !at.loopback() && !listed(at).openedByWildcard().isEmpty())
            .count();
  }

  static String outcome(int opened) {
    return switch (opened) {
      case 0 -> "none";
      case 1 -> "one";
      default -> "several";
    };
  }

  private static Listed listed(Interface at) {
    List<InetAddress> addresses =
        at.addresses().stream()
            .map(IpAddresses::withoutNeedlessZone)
            .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
            .toList();
    return new Listed(
        at.name(),
        at.displayName(),
        at.purpose(),
        at.up(),
        addresses,
        at.up() ? addresses.stream().filter(a -> a instanceof Inet4Address).toList() : List.of());
  }
}
