package portside.cards;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portside.page.Json;
import portside.testing.Campaign;
import portside.testing.Chromium;
import portside.testing.Patience;
import portside.testing.QuietPort;
import portside.testing.Reader;
import portside.testing.TestSite;

/** What is running stands in the head of every page of the host (D2), and can be stopped there. */
@Tag("browser")
final class RunningTest {
  private Chromium chromium;
  private TestSite site;

  @BeforeEach
  void start(Chromium itsBrowser) {
    chromium = itsBrowser;
    site = TestSite.start();
  }

  @AfterEach
  void end() {
    site.close();
  }

  private static NewContextOptions window() {
    return Reader.window(1280, 800).setLocale("en");
  }

  /** Starts a server as a program of the host does, and returns its run. */
  private String server(String host) throws Exception {
    HttpResponse<String> answer =
        site.post(
            "/experiments/server", "{\"runtime\":\"java\",\"host\":\"" + host + "\",\"port\":0}");
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("listening", Json.read(answer.body()).path("outcome").asText(), answer.body());
    return Json.read(answer.body()).path("run").asText();
  }

  @Test
  void what_runs_is_seen_on_every_page_of_the_host_what_is_open_first_and_stopped_there()
      throws Exception {
    try (Reader host = Reader.host(chromium, site, window());
        Reader guest = Reader.guest(chromium, site, window())) {
      Page page = host.page();
      host.open("/en/wildcard");
      Locator strip = page.locator("#running");
      assertThat(strip).isEmpty();
      String open = server("0.0.0.0");
      server("127.0.0.1");
      // Without a reload, and the one that is open to the network first, though it is the older.
      assertThat(strip.locator("summary")).containsText("2 on");
      assertThat(strip.locator("summary .running-first")).containsText("0.0.0.0:");
      strip.locator("summary").click();
      assertThat(strip.locator("li")).hasCount(2);
      assertThat(strip.locator("li").first()).containsText("Open to the network");
      assertThat(strip.locator("li").last()).not().containsText("Open to the network");
      assertThat(strip.locator("li a").first())
          .hasAttribute("href", Pattern.compile(".*run=" + open + ".*"));

      for (String path : List.of("/en/", "/ko/ports", "/experiments/probe")) {
        host.open(path);
        assertThat(page.locator("#running summary .running-first")).containsText("0.0.0.0:");
        assertFalse(page.locator("#running").textContent().contains("PID"));
      }
      for (String projected : List.of("/en/wildcard/present", "/room/flip")) {
        host.open(projected);
        assertThat(page.locator("main")).isVisible();
        assertThat(page.locator("#running, link[href*=running]")).hasCount(0);
      }
      guest.open("/en/wildcard");
      assertThat(guest.page().locator("#running")).hasCount(0);
      assertEquals(403, guest.open("/running"));

      // The strip renews itself once when its page has come, which a click must not meet.
      page.waitForResponse(
          answer -> answer.url().contains("/running?"), () -> host.open("/en/wildcard"));
      Patience.until(
          strip::innerHTML,
          () -> {
            if (strip.locator("details[open]").count() == 0) {
              strip.locator("summary").click();
            }
            return strip.locator("details[open]").count() == 1;
          });
      strip.locator("li").first().locator("button.running-stop").click();
      assertThat(strip.locator("summary")).containsText("1 on");
      assertThat(strip.locator("summary .running-first")).containsText("127.0.0.1:");
      assertThat(strip.locator("details")).hasAttribute("open", "");
      assertEquals(List.of(), host.complaints());
    }
  }

  @Test
  void without_a_script_the_strip_stops_what_runs() throws Exception {
    server("127.0.0.1");
    try (Reader host = Reader.host(chromium, site, window().setJavaScriptEnabled(false))) {
      Patience.until(
          () -> "the server is in the strip",
          () -> {
            host.open("/en/");
            return host.page().locator("#running li").count() == 1;
          });
      host.page().locator("#running summary").click();
      host.page().locator("#running button.running-stop").click();
      Patience.until(
          () -> "the server is still in the strip",
          () -> {
            host.open("/en/");
            return host.page().locator("#running li").count() == 0;
          });
    }
  }

  /** Text of the page beside or below which what runs stands, as the page is scrolled now. */
  private static final String COVERED =
      """
      () => {
        const strip = document.querySelector("#running");
        const top = strip.querySelector("summary").getBoundingClientRect().top;
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (!node.data.trim() || strip.contains(node) || !node.parentElement.checkVisibility()) {
            continue;
          }
          const range = document.createRange();
          range.selectNodeContents(node);
          if (range.getBoundingClientRect().bottom > top) found.push(node.data.trim());
        }
        return found;
      }
      """;

  @Test
  void on_a_phone_what_runs_covers_nothing_at_the_end_of_a_page() throws Exception {
    server("127.0.0.1");
    try (Reader host = Reader.host(chromium, site, Reader.window(390, 844).setLocale("ko"))) {
      Page page = host.page();
      for (String path : List.of("/ko/", "/ko/ports", "/experiments/probe")) {
        host.open(path);
        assertThat(page.locator("#running summary")).isVisible();
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        assertEquals(List.of(), page.evaluate(COVERED), path);
      }
    }
  }

  @Campaign
  @Test
  void who_meets_a_limit_may_stop_the_oldest_on_the_spot() throws Exception {
    try (Reader host = Reader.host(chromium, site, window())) {
      Page page = host.page();
      host.open("/experiments/server");
      page.locator("[name=runtime]").selectOption("java");
      page.locator("[name=port]").fill("0");
      Locator problem = page.locator(".problem");
      int listening = 0;
      for (int i = 0; i < 20 && problem.count() == 0; i++) {
        String before =
            String.valueOf(
                page.locator(".result").count() == 0
                    ? ""
                    : page.locator(".result").getAttribute("data-run"));
        page.locator("button.run").click();
        assertThat(
                page.locator(".problem, .result[data-outcome]:not([data-run='" + before + "'])")
                    .first())
            .isVisible();
        listening += page.locator(".result[data-outcome=listening]:visible").count();
      }
      assertThat(problem).containsText("on for longest");
      assertTrue(listening > 1);
      assertThat(page.locator("#running li")).hasCount(listening);
      problem.locator("button.running-stop").click();
      assertThat(page.locator("#running li")).hasCount(listening - 1);
      page.locator("button.run").click();
      assertThat(problem).hasCount(0);
    }
  }

  @Test
  void a_page_of_a_portside_that_was_started_anew_is_loaded_anew() {
    int port = QuietPort.next(); // one that the system lends to nobody meanwhile
    site.close();
    site = TestSite.startAt(port);
    try (Reader host = Reader.host(chromium, site, window())) {
      host.open("/en/wildcard");
      assertThat(host.page().locator(".role")).hasText("Host");
      site.close();
      assertThat(host.page().locator("#lost")).isVisible();
      site = TestSite.startAt(port);
      // The sessions of the one before have gone with it.
      assertThat(host.page().locator(".role")).hasText("Guest");
      assertThat(host.page().locator("#lost")).isHidden();
    }
  }
}
