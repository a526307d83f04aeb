package portside.live;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.page.Json;
import portside.testing.Campaign;
import portside.testing.Chromium;
import portside.testing.Patience;
import portside.testing.QuietPort;
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
    return "{\"watch\":[\"run:" + String.join("\",\"run:", runs) + "\"]}";
  }

  private static void waiting(Page page) {
    page.navigate(site.origin() + "/en/wildcard");
    Locator result = page.locator("#in-this-browser .result");
    String before = result.count() == 0 ? "none" : result.getAttribute("data-run"); // another tab's
    page.locator("#in-this-browser button.run").click();
    assertThat(page.locator("#in-this-browser .result:not([data-run='" + before + "']) .zero-open"))
        .isVisible();
  }

  private static void visit(Page page) {
    String url = page.locator("#in-this-browser .zero-open").getAttribute("href");
    assertEquals(200, page.context().request().get(url).status());
  }

  private static void settled(Page page) {
    assertThat(page.locator("#in-this-browser .result"))
        .hasAttribute("data-outcome", "no-redirect");
  }

  @Campaign
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
      AtomicBoolean cut = new AtomicBoolean();
      page.routeWebSocket(
          url -> url.endsWith("/events"),
          connection -> {
            connections.add(connection);
            WebSocketRoute server = connection.connectToServer();
            if (connections.size() == 1) {
              server.onMessage(
                  news -> {
                    if (!cut.get()) {
                      connection.send(news.text());
                    }
                  });
            }
          });
      waiting(page);
      page.waitForCondition(() -> connections.size() == 1);
      cut.set(true); // from now on nothing gets through
      String run = page.locator("#in-this-browser .result").getAttribute("data-run");
      site.post("/runs/" + run + "/stop", "{}");
      connections.get(0).close(new WebSocketRoute.CloseOptions().setCode(4000).setReason("cut"));
      assertThat(page.locator("#in-this-browser [role=status]")).containsText("Stopped");
    }
  }

  @Test
  void a_page_comes_back_by_itself_when_portside_was_started_again() {
    TestSite first = TestSite.startAt(QuietPort.next());
    try (Reader reader = Reader.host(chromium, first, Reader.window(1280, 900).setLocale("en"))) {
      int port = first.port();
      Page page = reader.page();
      reader.open("/en/wildcard");
      page.locator("#in-this-browser button.run").click();
      assertThat(page.locator("#in-this-browser .zero-open")).isVisible();
      String start = page.locator("html").getAttribute("data-start");
      first.close();
      try (TestSite second = TestSite.startAt(port)) {
        assertEquals(port, second.port());
        // It is a page of the second one now, which knows neither the run nor its reader.
        assertThat(page.locator("html")).not().hasAttribute("data-start", start);
        Locator card = page.locator("#in-this-browser");
        assertThat(card.locator("[data-alive]")).hasCount(0);
        assertThat(card.locator(".notice")).isVisible();
      }
    } finally {
      first.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ko, true, in-this-browser, 터미널에서 다시 켜고",
    "en, true, in-this-browser, Start it again in the terminal",
    "en, false, who, The connection to Portside is lost",
  })
  void a_page_says_that_portside_was_stopped_until_it_is_there_again(
      String lang, boolean host, String card, String says) {
    TestSite first = TestSite.startAt(QuietPort.next());
    try (Reader reader =
        host
            ? Reader.host(chromium, first, Reader.window(1280, 900))
            : Reader.guest(chromium, first, Reader.window(1280, 900))) {
      int port = first.port();
      Page page = reader.page();
      reader.open("/" + lang + "/wildcard");
      Locator line = page.locator("#lost");
      assertThat(line).isHidden();
      first.close();
      if (host) {
        assertThat(line).isVisible(); // without a click: it follows what is running
      } else {
        assertThat(line).isHidden(); // nobody has noticed: the page follows nothing
      }
      page.locator("#" + card + " button.run").click();
      assertThat(line).isVisible();
      assertThat(line).containsText(says);
      try (TestSite second = TestSite.startAt(port)) {
        assertEquals(port, second.port());
        assertThat(line).isHidden();
      }
    } finally {
      first.close();
    }
  }

  @Test
  void a_guest_whose_page_follows_a_run_is_told_without_a_click() {
    TestSite first = TestSite.startAt(QuietPort.next());
    try (Reader reader = Reader.guest(chromium, first, Reader.window(390, 844).setLocale("en"))) {
      String run =
          first
              .post("/experiments/server", "{\"port\":0}")
              .headers()
              .firstValue("Location")
              .orElseThrow()
              .replace("/runs/", "");
      reader.open("/experiments/server?_lang=en&run=" + run);
      Page page = reader.page();
      assertThat(page.locator(".server-guest button")).isVisible();
      int port = first.port();
      first.close();
      assertThat(page.locator("#lost")).containsText("The connection to Portside is lost");
      try (TestSite second = TestSite.startAt(port)) {
        assertEquals(port, second.port());
        assertThat(page.locator("#lost")).isHidden();
        assertThat(page.locator(".card [data-alive]")).hasCount(0);
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
      long version = version(other.read(), run);
      // A list that is new is answered with the state of every run that it names.
      String all = watch(fill());
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 200_000; i++) {
              stalled.send(all);
              stalled.send(watch(List.of(run)));
            }
          },
          "it was never disconnected");
      site.post("/runs/" + run + "/stop", "{}");
      assertTrue(version(other.read(), run) > version);
    }
  }

  /** The version that a message tells of a run. */
  private static long version(String message, String run) throws IOException {
    JsonNode told = Json.read(message);
    assertEquals("run:" + run, told.path("topic").asText(), message);
    return told.path("version").asLong();
  }

  @Test
  void what_is_not_json_is_refused_as_bad_data() throws IOException {
    for (String bad : List.of("{\"watch\":", "no json", "{\"watch\":[\"run:1\"")) {
      try (RawWebSocket socket = RawWebSocket.open("127.0.0.1", site.port())) {
        socket.send(bad);
        assertEquals("closed 1003", socket.read(), bad);
      }
    }
  }

  /** RFC 6455 §5 and §7.4.1; bytes in hexadecimal, a mask of zeros where it has one. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no mask, 1002, 81027b7d",
    "a reserved bit, 1002, c18200000000 7b7d",
    "a reserved kind, 1002, 838000000000",
    "a reserved kind of control, 1002, 8b8000000000",
    "a ping in parts, 1002, 098100000000 61",
    "a ping that is too long, 1002, 89fe007e00000000",
    "a continuation of nothing, 1002, 808100000000 61",
    "a text within a text, 1002, 018100000000 61 818100000000 62",
    "no UTF-8, 1007, 818200000000 fffe",
    "no UTF-8 across two parts, 1007, 018200000000 eab0 808100000000 ff",
    "a farewell of one byte, 1002, 888100000000 03",
    "a farewell with a code that there is none of, 1002, 888200000000 03e7",
    "a farewell with a code that is never sent, 1002, 888200000000 03ed",
    "a farewell that is no UTF-8, 1007, 888300000000 03e8 ff",
    "a farewell, 1000, 888200000000 03e8",
    "bytes, 1003, 828100000000 61",
    "longer than any message, 1009, 81ff7fffffffffffffff00000000"
  })
  void a_frame_that_is_none_closes_with_the_code_for_what_it_is(String what, int code, String hex)
      throws IOException {
    try (RawWebSocket socket = RawWebSocket.open("127.0.0.1", site.port())) {
      socket.sendBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
      assertEquals("closed " + code, socket.read(), what);
    }
  }

  @Test
  void json_of_another_shape_is_ignored_and_the_connection_goes_on() throws IOException {
    String run = waitingRun();
    try (RawWebSocket socket = RawWebSocket.open("127.0.0.1", site.port())) {
      for (String odd : List.of("{}", "[]", "1", "null", "\"watch\"", "{\"watch\":5}")) {
        socket.send(odd);
      }
      socket.send(watch(List.of(run)));
      version(socket.read(), run);
    } finally {
      site.post("/runs/" + run + "/stop", "{}");
    }
  }

  @Test
  void who_is_connected_counts_until_they_go() throws IOException {
    try (TestSite own = TestSite.start()) {
      assertEquals(0, own.connected());
      try (RawWebSocket first = RawWebSocket.open("127.0.0.1", own.port());
          RawWebSocket second = RawWebSocket.open("127.0.0.1", own.port())) {
        first.send(watch(List.of()));
        second.send(watch(List.of()));
        Patience.until(() -> own.connected() + " are counted", () -> own.connected() == 2);
      }
      Patience.until(() -> own.connected() + " are left", () -> own.connected() == 0);
    }
  }

  @Test
  void a_run_that_nobody_knows_is_said_to_be_unknown() throws IOException {
    try (RawWebSocket socket = RawWebSocket.open("127.0.0.1", site.port())) {
      socket.send(watch(List.of("nobody-knows-it")));
      assertEquals(-1, version(socket.read(), "nobody-knows-it"));
    }
  }

  @Test
  void a_page_says_only_what_has_changed_of_what_it_shows() {
    try (Reader reader = host()) {
      Page page = reader.context().newPage(); // none before it says anything late
      List<String> said = new CopyOnWriteArrayList<>();
      page.onWebSocket(socket -> socket.onFrameSent(frame -> said.add(frame.text())));
      page.navigate(site.origin() + "/experiments/server?port=0");
      page.waitForCondition(() -> said.size() == 1);
      page.locator("button.run").click();
      assertThat(page.locator(".server-more")).isVisible();
      String run = page.locator(".result").getAttribute("data-run");
      page.locator("button.stop").click();
      assertThat(page.locator("[data-alive]")).hasCount(0);
      page.waitForCondition(() -> said.size() == 3);
      // One with the run, and none for each of the changes of it; and the same before and after.
      String quiet = "{\"watch\":[\"running\"]}";
      assertEquals(List.of(quiet, "{\"watch\":[\"run:" + run + "\",\"running\"]}", quiet), said);
    }
  }

  private static List<String> fill() {
    List<String> runs = new ArrayList<>();
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
