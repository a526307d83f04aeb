package portside.experiments.path;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.net.DemoServer;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/**
 * Opens a page on an address of this computer, waits for another device that comes for the portions
 * of it, and looks which interface carries those.
 */
final class ToOtherDevice {
  private static final Duration TICK = Duration.ofMillis(250);

  private final InetAddress address;
  private final ThisComputer here;
  private final PathEvidence first;
  private final Run<PathEvidence> run;

  /**
   * @param first what was measured to the same address, without the other device
   */
  ToOtherDevice(InetAddress address, ThisComputer here, PathEvidence first, Run<PathEvidence> run) {
    this.address = address;
    this.here = here;
    this.first = first;
    this.run = run;
  }

  /**
   * Waits for a device and its portions. One that has begun is waited for to its end.
   *
   * @param patience how long to wait for its first request
   */
  void await(Duration patience) throws IOException, InterruptedException {
    Portions portions = new Portions(here);
    DemoServer server =
        run.own(DemoServer.open(address, 0, caller -> true, new GuestSite(portions)::answer));
    String url = "http://" + IpAddresses.inUrl(address) + ":" + server.port() + "/";
    run.line("out", url);
    run.progress(first.waitingAt(url), 0);
    long end = System.nanoTime() + patience.toNanos();
    int shown = 0;
    while (portions.busy() || System.nanoTime() < end) {
      Optional<Portions.Found> found = portions.found(TICK);
      if (found.isPresent()) {
        settle(found.get(), server.port());
        return;
      }
      if (portions.rounds() != shown) {
        shown = portions.rounds();
        run.progress(first.waitingAt(url), Math.min(1, (double) shown / Measurement.ROUNDS));
      }
    }
    run.missing(new Missing("nobody"));
  }

  private void settle(Portions.Found found, int port) throws IOException {
    run.line(
        "out",
        "%s: %d rounds, matches: %s"
            .formatted(
                IpAddresses.text(found.device()),
                found.measurement().size(),
                found.measurement().matches()));
    if (found.verdict() == null) {
      run.missing(new Missing("too-busy"));
      return;
    }
    PathEvidence evidence =
        found.measurement().evidence(found.device(), address, port, found.verdict()).after(first);
    run.settle(Path.outcome(evidence), evidence);
  }
}
