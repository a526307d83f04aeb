package portside.bench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import portside.testing.Chromium;
import portside.testing.SitePages;
import portside.testing.TestSite;

/** What each page of the course costs a browser that has seen nothing of the site. */
final class WeightBench {
  private record Weight(String page, int requests, long bytes) {}

  @Test
  void the_weight_of_the_pages_cold() {
    try (TestSite site = TestSite.start();
        Chromium chromium = Chromium.start()) {
      List<Weight> all =
          SitePages.course().stream().map(page -> weight(site, chromium, page)).toList();
      Weight most = most(all, Comparator.comparing(Weight::requests));
      Row.budget("cold, most requests: " + most.page(), most.requests(), 6, "");
      Weight heaviest = most(all, Comparator.comparing(Weight::bytes));
      Row.budget("cold, heaviest: " + heaviest.page(), heaviest.bytes(), 30_000, "B");
      for (Weight each : all) {
        Row.budget("  " + each.page() + " in " + each.requests(), each.bytes(), 30_000, "B");
      }
    }
  }

  private static Weight most(List<Weight> all, Comparator<Weight> by) {
    return all.stream().max(by).orElseThrow();
  }

  private static Weight weight(TestSite site, Chromium chromium, String path) {
    try (BrowserContext context = chromium.context()) {
      Page page = context.newPage();
      CDPSession network = context.newCDPSession(page);
      network.send("Network.enable");
      AtomicInteger requests = new AtomicInteger();
      AtomicLong bytes = new AtomicLong();
      page.onRequest(request -> requests.incrementAndGet());
      network.on(
          "Network.loadingFinished",
          event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
      page.navigate(site.origin() + path);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      return new Weight(path, requests.get(), bytes.get());
    }
  }
}
