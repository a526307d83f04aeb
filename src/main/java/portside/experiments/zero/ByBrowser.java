package portside.experiments.zero;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.experiments.Action;
import portside.experiments.Missing;
import portside.experiments.Run;
import portside.instruments.Curl;
import portside.instruments.SmallSite;
import portside.net.DemoServer;
import portside.net.DemoServer.Exchange;
import portside.process.Children;

/** Waits for the reader's browser to open 0.0.0.0, or for the reader to say that it did not. */
final class ByBrowser {
  private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();

  /**
   * A page with scripts switched off tells nothing; its request has to do. A busy computer takes
   * seconds to start the script.
   */
  private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

  private static final Duration TICK = Duration.ofMillis(100);
  private static final int LONGEST_ADDRESS = 300;

  private final Children children;
  private final DemoServer server;
  private final GreetingSite site;
  private final List<Exchange> visits = new ArrayList<>();
  private final String plainUrl;
  private @Nullable String addressBar;
  private @Nullable Boolean secureContext;
  private long lastVisit;

  ByBrowser(Children children, DemoServer server, GreetingSite site) {
    this.children = children;
    this.server = server;
    this.site = site;
    this.plainUrl = "http://0.0.0.0:" + server.port() + "/";
  }

  void run(Run<ZeroEvidence> run) throws IOException, InterruptedException {
    String url = ZeroEvidence.link(plainUrl, run.id());
    long start = System.nanoTime();
    run.progress(evidence(url), 0);
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      Optional<Exchange> news = server.next(TICK);
      news.ifPresent(this::look);
      boolean silent = !visits.isEmpty() && System.nanoTime() - lastVisit > SILENCE_NANOS;
      if (addressBar != null || silent) {
        run.settle(arrived(), evidence(url));
        return;
      }
      if (news.isEmpty() && saysItDidNotOpen(run) && visits.isEmpty()) {
        String why = notArrived(run);
        for (Optional<Exchange> late = server.next(Duration.ZERO);
            late.isPresent();
            late = server.next(Duration.ZERO)) {
          late.ifPresent(this::look);
        }
        if (visits.isEmpty()) {
          run.settle(why, evidence(url));
          return;
        }
      }
    }
    run.missing(new Missing("nobody"));
  }

  private void look(Exchange exchange) {
    switch (site.visit(exchange.request())) {
      case PAGE -> {
        // Who typed another address has not opened the one that is asked about; a redirect leads
        // there from it.
        if (!visits.isEmpty() || !site.isElsewhere(exchange.request())) {
          visits.add(exchange);
          lastVisit = System.nanoTime();
        }
      }
      case SEEN -> {
        Map<String, String> told = SmallSite.fields(exchange.request().body());
        String href = told.getOrDefault("href", "");
        if (!visits.isEmpty() && href.startsWith("http://") && href.length() <= LONGEST_ADDRESS) {
          addressBar = href;
          secureContext = told.containsKey("secure") ? told.get("secure").equals("true") : null;
        }
      }
      case OTHER -> {}
    }
  }

  /** Whether the address has changed, by what the page saw or else by what was last asked for. */
  private String arrived() {
    if (addressBar != null) {
      return addressBar.startsWith(plainUrl) ? "no-redirect" : "redirected";
    }
    ZeroEvidence first = evidence(plainUrl);
    String asked = visits.get(visits.size() - 1).request().header("Host").orElse("");
    return !first.sentElsewhere() && plainUrl.equals("http://" + asked + "/")
        ? "no-redirect"
        : "redirected";
  }

  /**
   * No request came. Where even curl cannot connect, it is the system that refuses, and not the
   * browser that blocks.
   */
  private String notArrived(Run<ZeroEvidence> run) throws IOException, InterruptedException {
    return Curl.cannotConnect(children, run::line, plainUrl) ? "refused" : "blocked";
  }

  private static boolean saysItDidNotOpen(Run<ZeroEvidence> run) throws InterruptedException {
    Optional<Action> action = run.next(Duration.ZERO);
    return action.isPresent()
        && action.get().name().equals("seen")
        && "no".equals(action.get().fields().get("arrived"));
  }

  private ZeroEvidence evidence(String url) {
    return Seen.evidence(url, visits, addressBar, secureContext, null);
  }
}
