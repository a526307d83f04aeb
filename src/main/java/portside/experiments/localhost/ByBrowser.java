package portside.experiments.localhost;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.net.DemoServer.Exchange;
import portside.net.LocalhostName;

/** Waits for the reader's browser to open the name, shuts its door, and waits for it to try on. */
final class ByBrowser {
  private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();

  /**
   * A page with scripts switched off tells nothing more. A busy computer takes seconds to start the
   * script.
   */
  private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

  /** Longer than the page's script tries; Windows needs two seconds for a refusal. */
  private static final long TRYING_NANOS = Duration.ofSeconds(10).toNanos();

  private static final Duration TICK = Duration.ofMillis(100);

  private final Doors doors;
  private final DoorSite site;
  private final List<InetAddress> both;
  private final List<InetAddress> reached = new ArrayList<>();
  private long since;
  private boolean shut;

  ByBrowser(Doors doors, DoorSite site) {
    this.doors = doors;
    this.site = site;
    this.both = doors.addresses();
  }

  void run(Run<LocalhostEvidence> run) throws IOException, InterruptedException {
    String url = evidence(null).link(run.id());
    long start = System.nanoTime();
    run.progress(evidence(url), 0);
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      Optional<Exchange> news = doors.next(TICK);
      news.ifPresent(exchange -> look(run, exchange));
      long waited = System.nanoTime() - since;
      if (reached.size() == 2 || shut && waited > TRYING_NANOS) {
        run.settle(Localhost.outcome(reached), evidence(url));
        return;
      }
      if (!reached.isEmpty() && !shut && waited > SILENCE_NANOS) {
        // Whether it would have tried the other door, only its script could have told.
        run.settle(Localhost.first(reached.get(0)), evidence(url));
        return;
      }
    }
    run.missing(new Missing("nobody"));
  }

  private void look(Run<?> run, Exchange exchange) {
    InetAddress door = exchange.request().server().getAddress();
    switch (site.visit(exchange.request())) {
      case PAGE -> {
        if (reached.isEmpty()) {
          run.line("out", Localhost.came(door, doors.port()));
          reached.add(door);
          since = System.nanoTime();
        }
      }
      case ARRIVED -> {
        if (!reached.isEmpty() && !shut) {
          doors.shut(reached.get(0));
          run.line("out", Localhost.shut(reached.get(0), doors.port()));
          shut = true;
          since = System.nanoTime();
        }
      }
      case AGAIN -> {
        if (shut && !reached.contains(door)) {
          run.line("out", Localhost.came(door, doors.port()));
          reached.add(door);
        }
      }
      case OTHER -> {}
    }
  }

  private LocalhostEvidence evidence(@Nullable String url) {
    return new LocalhostEvidence(
        url,
        List.copyOf(reached),
        reached.isEmpty() ? null : reached.get(0),
        reached.size() < 2 ? null : reached.get(1),
        doors.port(),
        both,
        null,
        LocalhostName.inHostsFile(),
        null);
  }
}
