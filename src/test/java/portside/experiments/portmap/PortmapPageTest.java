package portside.experiments.portmap;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portside.experiments.Trial;
import portside.testing.Alone;
import portside.testing.Chromium;
import portside.testing.Reader;
import portside.testing.TestSite;

/** The map in a real browser: by keyboard alone, by mouse, with and without its script. */
@Tag("browser")
@Alone
final class PortmapPageTest {
  private static TestSite site;
  private static Chromium chromium;
  private static ServerSocketChannel listener;
  private static int port;

  @BeforeAll
  static void start(TestSite itsSite, Chromium itsBrowser) throws Exception {
    site = itsSite;
    chromium = itsBrowser;
    listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
    listener.bind(new InetSocketAddress(Trial.address("127.0.0.1"), 0));
    port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  @AfterAll
  static void stop() throws Exception {
    listener.close();
  }

  private static NewContextOptions english() {
    return Reader.window(1280, 900).setLocale("en-GB");
  }

  private static Page run(Reader reader, String source) {
    reader.open("/experiments/portmap?source=" + source);
    reader.page().locator("#portmap button.run").click();
    assertThat(reader.page().locator("#portmap [data-outcome]")).hasCount(1);
    assertThat(reader.page().locator("#portmap-portmap-area canvas")).isVisible();
    return reader.page();
  }

  private static Locator here(Page page) {
    return page.locator("#portmap-portmap-here");
  }

  private static Pattern begins(String words) {
    return Pattern.compile("^" + words + " .*");
  }

  @Test
  void the_keyboard_alone_leads_to_every_port_and_its_story() {
    try (Reader reader = Reader.host(chromium, site, english()).watchingCalls()) {
      Page page = run(reader, "table");
      Locator area = page.locator("#portmap-portmap-area");
      for (int i = 0; i < 40 && !"portmap-portmap-area".equals(focused(page)); i++) {
        page.keyboard().press("Tab");
      }
      assertEquals("portmap-portmap-area", focused(page), "the map is reached by Tab");
      String[][] moves = {
        {"Control+Home", "Port 0"},
        {"ArrowLeft", "Port 0"},
        {"ArrowUp", "Port 0"},
        {"ArrowRight", "Port 1"},
        {"ArrowDown", "Port 257"},
        {"End", "Port 511"},
        {"Home", "Port 256"},
        {"PageDown", "Port 4352"},
        {"PageUp", "Port 256"},
        {"PageUp", "Port 0"},
        {"Control+End", "Port 65535"},
        {"ArrowRight", "Port 65535"},
        {"ArrowDown", "Port 65535"},
        {"PageDown", "Port 65535"},
      };
      for (String[] move : moves) {
        page.keyboard().press(move[0]);
        assertThat(here(page)).hasText(begins(move[1]));
      }
      page.keyboard().press("/");
      assertEquals("portmap-portmap-number", focused(page));
      assertThat(page.locator("dialog[open]")).hasCount(0);
      page.keyboard().type(Integer.toString(port));
      page.keyboard().press("Enter");
      assertEquals("portmap-portmap-area", focused(page), "back in the map");
      assertThat(here(page)).hasText(begins("Port " + port));
      assertThat(here(page)).containsText("TCP: somebody listens.");
      assertThat(here(page)).containsText("PID " + ProcessHandle.current().pid());
      Locator story = page.locator("#portmap .portmap-story");
      assertThat(story).containsText("TCP LISTEN 127.0.0.1 · PID " + ProcessHandle.current().pid());
      page.keyboard().press("+");
      page.keyboard().press("+");
      assertThat(area).hasClass(Pattern.compile(".*zoomed.*"));
      page.keyboard().press("-");
      page.keyboard().press("-");
      page.keyboard().press("ArrowRight");
      page.keyboard().press("p");
      assertThat(here(page)).hasText(begins("Port " + port));
      page.keyboard().press("Control+Home");
      page.keyboard().press("Space");
      assertThat(story).containsText("choose a port for me");
      assertEquals(List.of(), reader.complaints());
      assertEquals(List.of(), reader.foreign());
    }
  }

  @Test
  void the_story_leads_to_the_probe_of_that_port() {
    try (Reader reader = Reader.host(chromium, site, english())) {
      Page page = run(reader, "table");
      page.locator("#portmap-portmap-number").fill("8081");
      page.locator("#portmap-portmap-number").press("Enter");
      page.locator("#portmap .portmap-story a").click();
      assertThat(page.locator("input[name=port]")).hasValue("8081");
      assertThat(page.locator("input[name=address]")).hasValue("127.0.0.1");
      page.locator("#probe button.run").click();
      assertThat(page.locator("#probe [data-outcome]")).hasCount(1);
    }
  }

  @Test
  void a_wrong_number_is_refused_with_what_is_allowed() {
    try (Reader reader = Reader.host(chromium, site, english())) {
      Page page = run(reader, "table");
      Locator number = page.locator("#portmap-portmap-number");
      for (String wrong : List.of("65536", "８０", "http", "-1", "")) {
        number.fill(wrong);
        number.press("Enter");
        assertThat(number).hasAttribute("aria-invalid", "true");
        assertThat(here(page)).containsText("0 to 65535");
        number.fill("22");
        number.press("Enter");
        assertThat(here(page)).hasText(begins("Port 22"));
      }
    }
  }

  @Test
  void a_click_near_a_mark_and_the_wheel_reach_a_port() {
    try (Reader reader = Reader.host(chromium, site, english())) {
      Page page = run(reader, "table");
      Locator area = page.locator("#portmap-portmap-area");
      area.scrollIntoViewIfNeeded();
      BoundingBox box = area.boundingBox();
      double cell = box.width / 256;
      page.mouse().click(box.x + (port % 256 + 0.5) * cell, box.y + (port / 256 + 0.5) * cell);
      assertThat(here(page)).hasText(begins("Port " + port));
      area.focus();
      page.mouse().wheel(0, -200);
      assertThat(area).hasClass(Pattern.compile(".*zoomed.*"));
      page.locator("#portmap-portmap-out").click();
      assertThat(area).not().hasClass(Pattern.compile(".*zoomed.*"));
      page.locator("#portmap-portmap-next").click();
      assertThat(page.locator("#portmap .portmap-story strong")).isVisible();
      assertEquals(List.of(), reader.complaints());
    }
  }

  @Test
  void a_finger_beside_a_mark_means_it_and_the_edges_say_the_numbers() {
    NewContextOptions phone = Reader.window(390, 844).setLocale("en-GB").setHasTouch(true);
    try (Reader reader = Reader.host(chromium, site, phone)) {
      Page page = run(reader, "table");
      Locator area = page.locator("#portmap-portmap-area");
      area.scrollIntoViewIfNeeded();
      Locator rows = page.locator("#portmap .portmap-rows");
      assertEquals(
          "0 8192 16384 24576 32768 40960 49152 57344",
          String.join(" ", rows.locator("span").allInnerTexts()));
      BoundingBox box = area.boundingBox();
      double cell = box.width / 256;
      page.touchscreen()
          .tap(box.x + (port % 256) * cell, box.y + (port / 256) * cell + (port > 32_768 ? -9 : 9));
      assertThat(here(page)).hasText(Pattern.compile("^Port [0-9]+ .*"));
      assertThat(here(page)).not().containsText("The table shows nothing on it.");
      page.locator("#portmap-portmap-number").fill("8080");
      page.locator("#portmap-portmap-number").press("Enter");
      for (int i = 0; i < 4; i++) {
        page.locator("#portmap-portmap-in").tap();
      }
      assertThat(rows).containsText("8704");
      assertThat(page.locator("#portmap .portmap-columns")).containsText("+");
      assertThat(page.locator("#portmap .portmap-keys")).isHidden();
      assertTrue(page.locator("#portmap-portmap-in").boundingBox().height >= 44);
      assertEquals(List.of(), reader.complaints());
    }
  }

  @Test
  void the_map_fills_while_the_scan_goes_on_and_keeps_the_focus() {
    try (Pace pace = new Pace();
        TestSite slow = TestSite.with(pace.portmap());
        Reader reader = Reader.host(chromium, slow, english())) {
      reader.open("/experiments/portmap?source=scan");
      Page page = reader.page();
      page.locator("#portmap button.run").click();
      Locator area = page.locator("#portmap-portmap-area");
      assertThat(area).isVisible();
      area.focus();
      page.keyboard().press("Control+End");
      assertThat(here(page)).containsText("The scan has not asked for it.");
      assertThat(page.locator("#portmap .notice").last()).containsText("is refused");
      pace.toTheEnd();
      assertThat(page.locator("#portmap [data-outcome]")).hasCount(1);
      assertThat(here(page)).hasText(begins("Port 65535"));
      assertThat(here(page)).not().containsText("has not asked");
      assertEquals("portmap-portmap-area", focused(page));
      page.locator("#portmap-portmap-number").fill(Integer.toString(port));
      page.locator("#portmap-portmap-number").press("Enter");
      assertThat(here(page)).containsText("The scan was refused at 127.0.0.1: in use.");
      assertEquals(List.of(), reader.complaints());
    }
  }

  @Test
  void the_table_is_filtered_and_sorted() {
    try (Reader reader = Reader.host(chromium, site, english())) {
      Page page = run(reader, "table");
      Locator shown = page.locator("#portmap-portmap-table tbody tr:visible");
      page.locator("#portmap-portmap-filter").fill("LISTEN");
      page.locator("#portmap-portmap-table thead button").first().click();
      assertThat(page.locator("#portmap-portmap-table thead th").first())
          .hasAttribute("aria-sort", "ascending");
      List<Integer> rising = ports(shown);
      assertTrue(rising.contains(port), rising.toString());
      assertEquals(rising.stream().sorted().toList(), rising);
      page.locator("#portmap-portmap-table thead button").first().click();
      assertThat(page.locator("#portmap-portmap-table thead th").first())
          .hasAttribute("aria-sort", "descending");
      assertEquals(
          rising.stream().sorted(java.util.Comparator.reverseOrder()).toList(), ports(shown));
      page.locator("#portmap-portmap-filter").fill(Integer.toString(port));
      assertThat(page.locator("#portmap tr[data-port='" + port + "']")).isVisible();
      page.locator("#portmap-portmap-filter").fill("no such row");
      assertThat(shown).hasCount(0);
      assertThat(page.locator("#portmap .portmap-count")).hasText("Rows shown: 0");
    }
  }

  private static List<Integer> ports(Locator rows) {
    return rows.all().stream().map(row -> Integer.valueOf(row.getAttribute("data-port"))).toList();
  }

  @Test
  void a_lesson_that_shows_no_picture_yet_fetches_none_of_it() {
    try (Reader reader = Reader.host(chromium, site, english())) {
      List<String> scripts = new CopyOnWriteArrayList<>();
      reader.page().onRequest(request -> scripts.add(request.url().replaceAll(".*/", "")));
      reader.open("/experiments/portmap");
      assertThat(reader.page().locator("#portmap[data-dressed]")).hasCount(1);
      reader.page().waitForCondition(() -> scripts.contains("table.js"));
      assertEquals(List.of(), scripts.stream().filter("map.js"::equals).toList());
      reader.page().locator("#portmap button.run").click();
      assertThat(reader.page().locator("#portmap-portmap-area canvas")).isVisible();
      assertTrue(scripts.containsAll(List.of("map.js", "draw.js", "story.js")), scripts.toString());
    }
  }

  @Test
  void without_a_script_the_table_says_the_same() {
    try (Reader reader = Reader.host(chromium, site, english().setJavaScriptEnabled(false))) {
      reader.open("/experiments/portmap");
      Page page = reader.page();
      page.locator("#portmap button.run").click();
      Locator row = page.locator("tr[data-port='" + port + "']");
      Reader.lookAgainUntil(page.locator("#portmap"), () -> row.count() > 0);
      assertThat(row).isVisible();
      assertThat(page.locator("#portmap figure")).isHidden();
      assertThat(page.locator("#portmap .portmap-filter")).isHidden();
    }
  }

  @Test
  void axe_finds_nothing_at_a_desk_in_the_light_and_on_a_phone_in_the_dark() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      int width = scheme == ColorScheme.LIGHT ? 1440 : 390;
      String lang = scheme == ColorScheme.LIGHT ? "ko" : "en";
      NewContextOptions options = Reader.window(width, 844).setLocale(lang).setColorScheme(scheme);
      try (Reader reader = Reader.host(chromium, site, options)) {
        Page page = run(reader, "table");
        page.locator("#portmap-portmap-next").click();
        assertThat(page.locator("#portmap .portmap-story")).isVisible();
        assertEquals(
            List.of(),
            new AxeBuilder(page)
                    .include("#portmap-result")
                    // what other programs hold makes thousands of rows, all alike
                    .exclude("#portmap-result tbody tr:nth-child(n + 40)")
                    .analyze()
                    .getViolations()
                    .stream()
                    .map(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                    .toList(),
            scheme + " " + width + " " + lang);
        assertEquals(
            true,
            page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
            "nothing is wider than the window");
      }
    }
  }

  private static String focused(Page page) {
    return (String) page.evaluate("document.activeElement.id");
  }
}
