package portside.experiments.path;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.net.Interface;
import portside.net.InterfaceCounters;
import portside.net.ThisComputer;
import portside.net.Traffic;

/** The rounds of one measurement, and what they say. */
final class Measurement {
  /** So many rounds make a picture. */
  static final int ROUNDS = 16;

  /** Other traffic may blur some of them; more make the picture clear again. */
  private static final int MOST_ROUNDS = 6 * ROUNDS;

  private final ThisComputer here;
  private final Set<String> loopbacks;
  private final Map<String, Traffic> before;
  private final List<Carriers.Round> rounds = new ArrayList<>();

  /** Begins, with the counters as they are now. */
  Measurement(ThisComputer here) throws IOException {
    this.here = here;
    this.loopbacks =
        here.interfaces().stream()
            .filter(Interface::loopback)
            .map(Interface::name)
            .collect(Collectors.toSet());
    this.before = InterfaceCounters.now();
  }

  void add(Carriers.Round round) {
    rounds.add(round);
  }

  /** How many rounds there are. */
  int size() {
    return rounds.size();
  }

  /** In how many rounds each interface fits. */
  Map<String, Integer> matches() {
    return Carriers.matches(rounds);
  }

  /** Whether there is no use in more rounds. */
  boolean full() {
    return rounds.size() >= MOST_ROUNDS;
  }

  /** What the rounds say; empty while there are too few, or too much other traffic. */
  Optional<Carriers.Verdict> verdict() throws IOException {
    if (rounds.size() < ROUNDS) {
      return Optional.empty();
    }
    boolean loopbackCounts =
        InterfaceCounters.now().entrySet().stream()
            .anyMatch(each -> loopbacks.contains(each.getKey()) && each.getValue().sent() > 0);
    return Carriers.decide(rounds, loopbacks::contains, loopbackCounts);
  }

  /**
   * The evidence of a measurement that has a verdict.
   *
   * @param address where the bytes went
   * @param source the address of the sending end
   * @param port the port of the listening end
   */
  PathEvidence evidence(InetAddress address, InetAddress source, int port, Carriers.Verdict verdict)
      throws IOException {
    List<InterfaceBytes> interfaces = interfaces();
    return new PathEvidence(
        address,
        source,
        port,
        rounds.stream().mapToLong(Carriers.Round::bytes).sum(),
        rounds.size(),
        verdict.carrier(),
        interfaces.stream()
            .filter(InterfaceBytes::loopback)
            .mapToLong(InterfaceBytes::whileSending)
            .sum(),
        interfaces.stream()
            .filter(each -> !each.loopback())
            .mapToLong(InterfaceBytes::whileSending)
            .sum(),
        network(address, verdict),
        interfaces.stream()
            .noneMatch(each -> !each.loopback() && each.name().equals(verdict.carrier())),
        interfaces,
        null,
        null);
  }

  private List<InterfaceBytes> interfaces() throws IOException {
    Map<String, Integer> matches = matches();
    Map<String, String> shown = new LinkedHashMap<>();
    Set<String> up =
        here.interfaces().stream()
            .filter(Interface::up)
            .map(Interface::name)
            .collect(Collectors.toSet());
    here.interfaces().forEach(at -> shown.put(at.name(), at.displayName()));
    List<InterfaceBytes> interfaces = new ArrayList<>();
    InterfaceCounters.now()
        .forEach(
            (name, end) -> {
              Traffic start = before.getOrDefault(name, end);
              if (up.contains(name) || end.sent() + end.received() > 0) {
                interfaces.add(
                    new InterfaceBytes(
                        name,
                        shown.getOrDefault(name, name),
                        loopbacks.contains(name),
                        start,
                        end,
                        end.since(start),
                        sum(name, true),
                        sum(name, false),
                        matches.getOrDefault(name, 0)));
              }
            });
    return interfaces;
  }

  private long sum(String name, boolean sending) {
    return rounds.stream()
        .map(round -> sending ? round.sending() : round.silent())
        .mapToLong(counted -> counted.getOrDefault(name, Traffic.NONE).sent())
        .sum();
  }

  /** The way out that was, or might have been, taken. */
  private @Nullable String network(InetAddress address, Carriers.Verdict verdict) {
    if (!verdict.stayedInside()) {
      return verdict.carrier();
    }
    InetAddress outside =
        here.lanAddresses().stream()
            .filter(lan -> address.isLoopbackAddress() || lan.equals(address))
            .findFirst()
            .orElse(null);
    return here.interfaces().stream()
        .filter(at -> !at.loopback() && outside != null && at.addresses().contains(outside))
        .map(Interface::displayName)
        .findFirst()
        .orElse(null);
  }
}
