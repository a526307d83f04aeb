package portside.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import org.junit.jupiter.api.Test;
import portside.testing.Chromium;
import portside.testing.SitePages;
import portside.testing.TestSite;

/** What a page and its changes cost in the browser, by Chromium's own account. */
final class BrowserBench {
  private static final int RUNS = 500;
  private static final int WARM = 50;

  /** A task of more than 50 ms is told (W3C, Long Tasks API); 0 is none. */
  private static final String LONGEST_TASK =
      """
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) {
          window.longest = Math.max(window.longest, duration);
        }
      }).observe({ type: "longtask", buffered: true });
      """;

  @Test
  void the_longest_task_of_a_page_and_of_a_run() {
    try (TestSite site = TestSite.start();
        Chromium chromium = Chromium.start();
        BrowserContext context = chromium.context()) {
      context.addInitScript(LONGEST_TASK);
      Page page = context.newPage();
      page.navigate(site.hostLink());
      double longest = 0;
      for (String lesson : SitePages.lessons()) {
        page.navigate(site.origin() + "/ko/" + lesson);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        longest = Math.max(longest, longestTask(page));
      }
      Row.print("the longest task of a lesson's page", longest, 50, "ms (budget; 0 is none)");
      page.navigate(site.origin() + "/experiments/portmap");
      page.locator("button.run").click();
      page.locator(".result[data-outcome]:not([data-alive])").waitFor();
      Row.print("  of the map of ports and its run", longestTask(page), 50, "ms (budget)");
    }
  }

  private static double longestTask(Page page) {
    return ((Number) page.evaluate("() => window.longest")).doubleValue();
  }

  @Test
  void five_hundred_runs_on_one_page() {
    try (TestSite site = TestSite.start();
        Chromium chromium = Chromium.start();
        BrowserContext context = chromium.context()) {
      context.addInitScript(LONGEST_TASK);
      Page page = context.newPage();
      page.navigate(site.hostLink());
      page.navigate(site.origin() + "/experiments/probe");
      CDPSession session = context.newCDPSession(page);
      session.send("Performance.enable");
      for (int i = 0; i < WARM; i++) {
        run(page);
      }
      double heap = held(session, "JSHeapUsedSize") / 1_024;
      double nodes = held(session, "Nodes");
      double listeners = held(session, "JSEventListeners");
      for (int i = WARM; i < RUNS; i++) {
        run(page);
      }
      String floor = " (after " + WARM + ")";
      Row.print(
          "after 500 runs: heap", held(session, "JSHeapUsedSize") / 1_024, heap, "kB" + floor);
      Row.print("after 500 runs: nodes", held(session, "Nodes"), nodes, floor);
      Row.print("after 500 runs: listeners", held(session, "JSEventListeners"), listeners, floor);
      Row.print("  the longest task", longestTask(page), 50, "ms (budget)");
    }
  }

  /** Runs the card, and waits for that run's answer. */
  private static void run(Page page) {
    page.evaluate(
        """
        () => new Promise((done) => {
          const before = document.querySelector(".result")?.dataset.run;
          const seen = new MutationObserver(() => {
            const now = document.querySelector(".result[data-outcome]:not([data-alive])");
            if (!now || now.dataset.run === before) return;
            seen.disconnect();
            done();
          });
          seen.observe(document.body, { childList: true, subtree: true, attributes: true });
          document.querySelector("button.run").click();
        })
        """);
  }

  /** What is held once the garbage has been collected. */
  private static double held(CDPSession session, String metric) {
    session.send("HeapProfiler.collectGarbage");
    JsonObject answer = session.send("Performance.getMetrics");
    for (var each : answer.getAsJsonArray("metrics")) {
      JsonObject one = each.getAsJsonObject();
      if (one.get("name").getAsString().equals(metric)) {
        return one.get("value").getAsDouble();
      }
    }
    throw new AssertionError(metric);
  }
}
