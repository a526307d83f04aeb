package portside.experiments.path;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.instruments.Door;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/**
 * Sends bytes to an own address and looks which interface carries them; and, if asked, the same
 * bytes to another device that comes for them.
 */
public final class Path implements Experiment<PathParameters, PathEvidence> {
  private final InetAddress listening;
  private final Duration patience;

  /**
   * @param listening the address that Portside itself is bound to, possibly a wildcard
   */
  public Path(InetAddress listening) {
    this(listening, Duration.ofMinutes(1));
  }

  /**
   * @param patience how long to wait for another device; the sentences say a minute
   */
  Path(InetAddress listening, Duration patience) {
    this.listening = listening;
    this.patience = patience;
  }

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
    Optional<InetAddress> address = asked.address(here);
    if (address.isEmpty()) {
      return Optional.of(new Missing("no-network"));
    }
    if (asked.from() == PathParameters.From.THIS_COMPUTER) {
      return Optional.empty();
    }
    String door = IpAddresses.inUrl(address.get());
    if (Door.lan(here).stream().noneMatch(lan -> lan.name().equals(door))) {
      return Optional.of(
          new Missing("not-for-others", Map.of("address", IpAddresses.text(address.get()))));
    }
    // Whoever has not opened Portside to the room has not agreed to open anything to it.
    return Door.toNetwork(listening, here).isEmpty()
        ? Optional.of(new Missing("room"))
        : Optional.empty();
  }

  @Override
  public void run(PathParameters asked, Run<PathEvidence> run) throws Exception {
    ThisComputer here = ThisComputer.now();
    InetAddress address =
        asked
            .address(here)
            .orElseThrow(() -> new IOException("This computer has no address on a network."));
    Optional<PathEvidence> found = toItself(address, here, run);
    if (found.isEmpty()) {
      run.missing(new Missing("too-busy"));
    } else if (asked.from() == PathParameters.From.THIS_COMPUTER) {
      run.settle(outcome(found.get()), found.get());
    } else {
      new ToOtherDevice(address, here, found.get(), run).await(patience);
    }
  }

  static String outcome(PathEvidence found) {
    return found.inside() ? "stayed-inside" : "left-the-computer";
  }

  private static Optional<PathEvidence> toItself(
      InetAddress address, ThisComputer here, Run<PathEvidence> run) throws IOException {
    try (Transfers transfers = new Transfers(address)) {
      run.line(
          "out",
          "TCP %s -> %s:%d"
              .formatted(
                  IpAddresses.text(transfers.source()),
                  IpAddresses.inUrl(address),
                  transfers.port()));
      transfers.warmUp();
      Measurement measurement = new Measurement(here);
      Optional<Carriers.Verdict> verdict = Optional.empty();
      while (verdict.isEmpty() && !measurement.full()) {
        for (int i = 0; i < Measurement.ROUNDS; i++) {
          measurement.add(transfers.round());
        }
        verdict = measurement.verdict();
        run.line("out", measurement.size() + " rounds, matches: " + measurement.matches());
      }
      return verdict.isEmpty()
          ? Optional.empty()
          : Optional.of(
              measurement.evidence(address, transfers.source(), transfers.port(), verdict.get()));
    }
  }
}
