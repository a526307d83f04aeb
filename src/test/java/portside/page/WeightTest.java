package portside.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portside.testing.Campaign;
import portside.testing.Chromium;
import portside.testing.SitePages;
import portside.testing.TestSite;

/** What a page that nobody has seen before costs the network of the room. */
class WeightTest {
  private static final int MOST_REQUESTS = 6;
  private static final int MOST_BYTES = 30_000;

  private static TestSite site;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    site = TestSite.start();
    chromium = Chromium.start();
  }

  @AfterAll
  static void end() {
    chromium.close();
    site.close();
  }

  static Stream<String> pages() {
    return Stream.concat(Stream.of(""), SitePages.inOrder().stream());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_cold_page_takes_few_requests_and_few_bytes(String page) {
    assertLight("/ko/" + page);
  }

  /** Its letters take fewer bytes. */
  @Campaign
  @ParameterizedTest
  @MethodSource("pages")
  void so_does_one_in_english(String page) {
    assertLight("/en/" + page);
  }

  private static void assertLight(String path) {
    try (BrowserContext context = chromium.context()) {
      Page page = context.newPage();
      CDPSession network = context.newCDPSession(page);
      network.send("Network.enable");
      List<String> requests = new CopyOnWriteArrayList<>();
      AtomicLong bytes = new AtomicLong();
      page.onRequest(request -> requests.add(request.url().replaceAll("https?://[^/]+", "")));
      network.on(
          "Network.loadingFinished",
          event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
      page.navigate(site.origin() + path);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      assertTrue(requests.size() <= MOST_REQUESTS, requests.toString());
      assertTrue(bytes.get() <= MOST_BYTES, bytes + " bytes: " + requests);
    }
  }
}
