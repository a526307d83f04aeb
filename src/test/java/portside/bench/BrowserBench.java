package portside.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.Chromium;
import portside.testing.PortsideProcess;
import portside.testing.SitePages;
import portside.testing.TestSite;

/** What a page and its changes cost in the browser, by Chromium's own account. */
final class BrowserBench {
  private static final int RUNS = 500;
  private static final int WARM = 50;
  private static final int PAINTS = 11;

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
      Row.budget("  of the map of ports and its run", longestTask(page), 50, "ms");
    }
  }

  /** What moves without the reader's doing (W3C, Layout Instability). */
  private static final String SHIFTS =
      """
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) {
          window.shifted += hadRecentInput ? 0 : value;
        }
      }).observe({ type: "layout-shift", buffered: true });
      """;

  private static final String FIRST_PAINT =
      """
      () => new Promise((done) => {
        new PerformanceObserver((list) => {
          for (const { name, startTime } of list.getEntries()) {
            if (name === "first-contentful-paint") done(startTime);
          }
        }).observe({ type: "paint", buffered: true });
      })
      """;

  @Test
  void the_first_paint_of_a_cold_lesson_beside_nginx(@TempDir Path folder, @TempDir Path files)
      throws IOException, InterruptedException {
    try (PortsideProcess portside =
            PortsideProcess.start(
                    PortsideProcess.starter("--port", "0", "--no-open"), folder, Map.of())
                .awaitStart();
        Chromium chromium = Chromium.start()) {
      String site = "http://127.0.0.1:" + portside.port();
      List<String> pages = SitePages.lessons().stream().map(lesson -> "/ko/" + lesson).toList();
      try (Nginx nginx =
          Nginx.isHere() ? Nginx.serve(files, served(chromium, site, pages)) : null) {
        double shift = 0;
        for (String page : pages) {
          List<Double> floors = new ArrayList<>();
          List<Double> paints = new ArrayList<>();
          for (int i = 0; i < PAINTS; i++) {
            if (nginx != null) {
              floors.add(paint(chromium, nginx.origin() + page).first());
            }
            Paint paint = paint(chromium, site + page);
            paints.add(paint.first());
            shift = Math.max(shift, paint.shift());
          }
          String name = "first paint, cold: " + page;
          if (nginx == null) {
            Row.skipped(name, Nginx.HOW);
          } else {
            Row.print(name, Row.median(paints), Row.median(floors), "ms (floor: nginx; goal: 1.1)");
          }
        }
        Row.budget("layout shift, the most of these pages", shift, 0, "");
      }
    }
  }

  private record Paint(double first, double shift) {}

  private static Paint paint(Chromium chromium, String url) {
    try (BrowserContext context = chromium.context()) {
      context.addInitScript(SHIFTS);
      Page page = context.newPage();
      page.navigate(url);
      double first = ((Number) page.evaluate(FIRST_PAINT)).doubleValue();
      page.waitForLoadState(LoadState.NETWORKIDLE);
      return new Paint(first, ((Number) page.evaluate("() => window.shifted")).doubleValue());
    }
  }

  /** The pages and what they ask for, as it comes over the wire. */
  private static List<Nginx.Served> served(Chromium chromium, String site, List<String> pages)
      throws IOException, InterruptedException {
    Map<String, String> accepted = new LinkedHashMap<>(); // by path: the encodings asked for
    for (String path : pages) {
      try (BrowserContext context = chromium.context()) {
        Page page = context.newPage();
        List<Response> responses = new ArrayList<>();
        page.onResponse(responses::add);
        page.navigate(site + path);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        for (Response each : responses) {
          accepted.put(
              URI.create(each.url()).getPath(),
              each.request().allHeaders().getOrDefault("accept-encoding", "gzip"));
        }
      }
    }
    List<Nginx.Served> served = new ArrayList<>();
    for (Map.Entry<String, String> each : accepted.entrySet()) {
      served.add(Nginx.Served.of(URI.create(site + each.getKey()), each.getValue()));
    }
    return served;
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
      Row.budget("  the longest task", longestTask(page), 50, "ms");
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
