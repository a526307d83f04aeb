package portside.room;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.Chromium;
import portside.testing.RawWebSocket;
import portside.testing.Reader;
import portside.testing.TestSite;

/** The live connection of the pages: for many tabs, against stalled and uninvited listeners. */
@Tag("browser")
final class LiveTest {
  private static final int WATCHED = 50;

  private static TestSite site;
  private static Chromium chromium;

  @BeforeAll
  static void start(TestSite itsSite, Chromium itsBrowser) {
    site = itsSite;
    chromium = itsBrowser;
  }

  private static Reader host() {
    return Reader.host(chromium, site, Reader.window(1280, 900).setLocale("en"));
  }

  /** A run that waits for its reader until it is stopped. */
  private static String waitingRun() {
    HttpResponse<String> answer =
        site.send(
            site.request("/experiments/zero")
                .header("Authorization", "Bearer " + TestSite.KEY)
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString("{\"from\":\"browser\"}")));
    return answer.headers().firstValue("Location").orElseThrow().replace("/runs/", "");
  }

  private static String watch(List<String> runs) {
    return "{\"watch\":[\"" + String.join("\",\"", runs) + "\"]}";
  }

  private static void waiting(Page page) {
    page.navigate(site.origin() + "/en/wildcard");
    page.locator("#in-this-browser button.run").click();
    assertThat(page.locator("#in-this-browser .zero-open")).isVisible();
  }

  private static void visit(Page page) {
    String url = page.locator("#in-this-browser .zero-open").getAttribute("href");
    assertEquals(200, page.context().request().get(url).status());
  }

  private static void settled(Page page) {
    assertThat(page.locator("#in-this-browser .result"))
        .hasAttribute("data-outcome", "no-redirect");
  }

  @Test
  void seven_tabs_of_one_browser_follow_their_runs() {
    try (Reader reader = host()) {
      List<Page> tabs = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        Page tab = reader.context().newPage();
        tabs.add(tab);
        waiting(tab);
      }
      tabs.forEach(LiveTest::visit);
      tabs.forEach(LiveTest::settled);
      assertEquals(List.of(), reader.complaints());
    }
  }

  @Test
  void a_page_whose_connection_was_closed_connects_again_and_catches_up() {
    try (Reader reader = host()) {
      Page page = reader.page();
      List<WebSocketRoute> connections = new ArrayList<>();
      page.routeWebSocket(
          url -> url.endsWith("/events"),
          connection -> {
            connections.add(connection);
            connection.connectToServer();
          });
      waiting(page);
      page.waitForCondition(() -> connections.size() == 1);
      connections.get(0).close(new WebSocketRoute.CloseOptions().setCode(4000).setReason("cut"));
      page.waitForCondition(() -> connections.size() == 2);
      visit(page);
      settled(page);
    }
  }

  @Test
  void what_happened_while_a_page_was_cut_off_is_seen_afterwards() {
    try (Reader reader = host()) {
      Page page = reader.page();
      List<WebSocketRoute> connections = new ArrayList<>();
      page.routeWebSocket(
          url -> url.endsWith("/events"),
          connection -> {
            connections.add(connection);
            connection.connectToServer().onMessage(lost -> {}); // nothing gets through
          });
      waiting(page);
      page.waitForCondition(() -> connections.size() == 1);
      String run = page.locator("#in-this-browser .result").getAttribute("data-run");
      site.post("/runs/" + run + "/stop", "{}");
      connections.get(0).close(new WebSocketRoute.CloseOptions().setCode(4000).setReason("cut"));
      assertThat(page.locator("#in-this-browser [role=status]")).containsText("Stopped");
    }
  }

  @Test
  void a_page_comes_back_by_itself_when_portside_was_started_again() {
    TestSite first = TestSite.start();
    try (Reader reader = Reader.host(chromium, first, Reader.window(1280, 900).setLocale("en"))) {
      int port = first.port();
      Page page = reader.page();
      reader.open("/en/wildcard");
      page.locator("#in-this-browser button.run").click();
      assertThat(page.locator("#in-this-browser .zero-open")).isVisible();
      first.close();
      try (TestSite second = TestSite.startAt(port)) {
        assertEquals(port, second.port());
        // Either it was still told that the run was stopped, or it learns that nobody knows it.
        Locator card = page.locator("#in-this-browser");
        assertThat(card.locator("[data-alive]")).hasCount(0);
        assertThat(card.locator(".outcome, [role=alert]").first()).isVisible();
      }
    } finally {
      first.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example\nUpgrade: websocket\n",
        "Origin: https://127.0.0.1:PORT\nUpgrade: websocket\n",
        "Origin: http://127.0.0.1:1\nUpgrade: websocket\n",
        "Origin: null\nUpgrade: websocket\n",
        "Upgrade: websocket\n",
        "Origin: http://evil.example\nUpgrade: WebSocket\n",
        "Origin: http://evil.example\nUpgrade: h2c, websocket\n",
        "Origin: http://evil.example\nUpgrade: h2c\nUpgrade: websocket\n"
      })
  void a_connection_from_elsewhere_is_refused_at_the_upgrade(String headers) {
    String host = "Host: 127.0.0.1:" + site.port() + "\n";
    String sent = host + headers.replace("PORT", "" + site.port()) + "Connection: Upgrade\n";
    try (RawWebSocket socket = RawWebSocket.ask(site.port(), sent)) {
      assertEquals(403, socket.status());
    }
  }

  @Test
  void a_connection_under_a_foreign_name_is_refused_at_the_upgrade() {
    String same = "Host: evil.example\nOrigin: http://evil.example\n";
    try (RawWebSocket socket =
        RawWebSocket.ask(site.port(), same + "Upgrade: websocket\nConnection: Upgrade\n")) {
      assertEquals(403, socket.status());
    }
  }

  @Test
  void a_listener_that_never_reads_is_disconnected_and_delays_nobody() throws IOException {
    String run = waitingRun();
    try (RawWebSocket stalled = RawWebSocket.openNarrow(site.port());
        RawWebSocket other = RawWebSocket.open("127.0.0.1", site.port())) {
      other.send(watch(List.of(run)));
      assertTrue(other.read().contains("\"alive\":true"));
      // Each message is answered with the state of every run that it names.
      String all = watch(fill(run));
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 200_000; i++) {
              stalled.send(all);
            }
          },
          "it was never disconnected");
      site.post("/runs/" + run + "/stop", "{}");
      String last;
      do {
        last = other.read();
      } while (last.contains("\"alive\":true"));
      assertTrue(last.contains("\"alive\":false"), last);
    }
  }

  private static List<String> fill(String run) {
    List<String> runs = new ArrayList<>(Collections.nCopies(1, run));
    while (runs.size() < WATCHED) {
      runs.add(ended(site));
    }
    return runs;
  }

  /** A run that has come to its end. */
  private static String ended(TestSite at) {
    return at.post("/experiments/probe", "{\"port\":0}")
        .headers()
        .firstValue("Location")
        .orElseThrow()
        .replace("/runs/", "");
  }
}
