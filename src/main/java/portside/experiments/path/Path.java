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
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.net.Interface;
import portside.net.InterfaceCounters;
import portside.net.IpAddresses;
import portside.net.ThisComputer;
import portside.net.Traffic;

/** Sends bytes to an own address and looks which interface carries them. */
public final class Path implements Experiment<PathParameters, PathEvidence> {
  private static final int ROUNDS = 16;

  /** Other traffic may blur some rounds; more of them make the picture clear again. */
  private static final int MOST_ROUNDS = 96;

  @Override
  public String name() {
    return "path";
  }

  @Override
  public Class<PathParameters> parameters() {
    return PathParameters.class;
  }

  @Override
  public Class<PathEvidence> evidence() {
    return PathEvidence.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("stayed-inside", "left-the-computer");
  }

  @Override
  public void check(PathParameters asked, ThisComputer here) {
    asked.check(here);
  }

  @Override
  public Optional<Missing> missing(PathParameters asked, ThisComputer here) {
    return asked.address(here).isEmpty()
        ? Optional.of(new Missing("no-network"))
        : Optional.empty();
  }

  @Override
  public void run(PathParameters asked, Run<PathEvidence> run) throws Exception {
    ThisComputer here = ThisComputer.now();
    InetAddress address =
        asked
            .address(here)
            .orElseThrow(() -> new IOException("This computer has no address on a network."));
    Set<String> loopbacks =
        here.interfaces().stream()
            .filter(Interface::loopback)
            .map(Interface::name)
            .collect(Collectors.toSet());
    Bursts bursts = run.own(new Bursts(address));
    run.line(
        "out",
        "TCP %s -> %s:%d"
            .formatted(
                IpAddresses.text(bursts.source()), IpAddresses.inUrl(address), bursts.port()));
    bursts.warmUp();

    Map<String, Traffic> before = InterfaceCounters.now();
    List<Carriers.Round> rounds = new ArrayList<>();
    Optional<Carriers.Verdict> verdict = Optional.empty();
    while (verdict.isEmpty() && rounds.size() < MOST_ROUNDS) {
      for (int i = 0; i < ROUNDS; i++) {
        rounds.add(bursts.round());
      }
      boolean loopbackCounts =
          InterfaceCounters.now().entrySet().stream()
              .anyMatch(each -> loopbacks.contains(each.getKey()) && each.getValue().sent() > 0);
      verdict = Carriers.decide(rounds, loopbacks::contains, loopbackCounts);
      run.line("out", rounds.size() + " rounds, matches: " + Carriers.matches(rounds));
    }
    Map<String, Traffic> after = InterfaceCounters.now();
    Carriers.Verdict found =
        verdict.orElseThrow(
            () ->
                new IOException(
                    "So much other traffic passes that the counters do not tell which is ours: "
                        + Carriers.matches(rounds)));
    run.settle(
        found.stayedInside() ? "stayed-inside" : "left-the-computer",
        evidence(address, bursts, rounds, found, here, loopbacks, before, after));
  }

  private static PathEvidence evidence(
      InetAddress address,
      Bursts bursts,
      List<Carriers.Round> rounds,
      Carriers.Verdict found,
      ThisComputer here,
      Set<String> loopbacks,
      Map<String, Traffic> before,
      Map<String, Traffic> after)
      throws IOException {
    Map<String, Integer> matches = Carriers.matches(rounds);
    Map<String, String> shown = new LinkedHashMap<>();
    Set<String> up =
        here.interfaces().stream()
            .filter(Interface::up)
            .map(Interface::name)
            .collect(Collectors.toSet());
    here.interfaces().forEach(at -> shown.put(at.name(), at.displayName()));
    List<InterfaceBytes> interfaces = new ArrayList<>();
    after.forEach(
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
                    sum(rounds, name, true),
                    sum(rounds, name, false),
                    matches.getOrDefault(name, 0)));
          }
        });
    return new PathEvidence(
        address,
        bursts.source(),
        bursts.port(),
        rounds.stream().mapToLong(Carriers.Round::bytes).sum(),
        rounds.size(),
        found.carrier(),
        interfaces.stream()
            .filter(InterfaceBytes::loopback)
            .mapToLong(InterfaceBytes::whileSending)
            .sum(),
        interfaces.stream()
            .filter(each -> !each.loopback())
            .mapToLong(InterfaceBytes::whileSending)
            .sum(),
        network(address, found, here),
        interfaces);
  }

  private static long sum(List<Carriers.Round> rounds, String name, boolean sending) {
    return rounds.stream()
        .map(round -> sending ? round.sending() : round.silent())
        .mapToLong(counted -> counted.getOrDefault(name, Traffic.NONE).sent())
        .sum();
  }

  /** The way out that was, or might have been, taken. */
  private static @Nullable String network(
      InetAddress address, Carriers.Verdict found, ThisComputer here) {
    if (!found.stayedInside()) {
      return found.carrier();
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
