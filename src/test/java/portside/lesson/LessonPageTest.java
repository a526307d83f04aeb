package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.Axe;
import portside.testing.Campaign;
import portside.testing.Chromium;
import portside.testing.Onlookers;
import portside.testing.Reader;
import portside.testing.SitePages;
import portside.testing.SitePages.SitePage;
import portside.testing.TestSite;

/** The pages of the course in a real browser: whole, quiet, and fit for every window. */
@Tag("browser")
final class LessonPageTest {
  private static final String COUNT_SHIFTS =
      "window.shifts = 0; new PerformanceObserver((list) => {"
          + "for (const entry of list.getEntries()) window.shifts += entry.value;"
          + "}).observe({ type: 'layout-shift', buffered: true });";

  /** A link inside the site, as the server writes it. */
  private static final Pattern LINK = Pattern.compile("<a\\b[^>]*\\shref=\"(/[^\"#]*)");

  /** What is wrong with a page by itself, as sentences; asked of the page. */
  private static final String WRONG =
      """
      (lang) => {
        const wrong = [];
        const all = (selector) => [...document.querySelectorAll(selector)];
        if (document.documentElement.lang !== lang) {
          wrong.push("lang is " + document.documentElement.lang);
        }
        if (all("h1").length !== 1) wrong.push(all("h1").length + " h1");
        const title = document.title;
        const h1 = document.querySelector("h1")?.textContent.trim();
        if (title !== h1 + " · Portside") wrong.push(`title "${title}" of a page about "${h1}"`);
        const ids = all("[id]").map((element) => element.id);
        const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
        if (twice.length) wrong.push("twice the id " + twice);
        for (const link of all('a[href^="#"]')) {
          if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) {
            wrong.push("no target for " + link.hash);
          }
        }
        for (const name of ["aria-labelledby", "aria-describedby"]) {
          for (const element of all(`[${name}]`)) {
            for (const id of element.getAttribute(name).split(" ")) {
              if (!document.getElementById(id)) wrong.push(`${name} points to no #${id}`);
            }
          }
        }
        for (const image of all("img:not([alt])")) wrong.push("no alt: " + image.src);
        for (const drawing of all("svg")) {
          const named = drawing.getAttribute("role") === "img"
              && (drawing.getAttribute("aria-label") || drawing.querySelector("title"));
          if (!drawing.closest('[aria-hidden="true"]') && !named) {
            wrong.push("neither named nor hidden: " + drawing.outerHTML.slice(0, 80));
          }
        }
        return wrong;
      }
      """;

  /** What sticks out of the window and makes it scroll sideways. */
  private static final String TOO_WIDE =
      """
      () => {
        const room = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= room) return [];
        return ["scrollWidth " + document.documentElement.scrollWidth].concat(
          [...document.body.querySelectorAll("*")]
            .filter((element) => element.getBoundingClientRect().right > room + 0.5)
            .map((element) => element.outerHTML.slice(0, 100)));
      }
      """;

  private static TestSite site;
  private static Chromium chromium;
  private static Onlookers onlookers;

  @BeforeAll
  static void start(TestSite itsSite, Chromium itsBrowser) {
    site = itsSite;
    chromium = itsBrowser;
    onlookers = new Onlookers(LessonPageTest::host);
  }

  @AfterAll
  static void stop() {
    onlookers.close();
  }

  /**
   * Every page in Korean, and in English what is written in it and not only translated; the pages
   * of single experiments, which stand in the lessons as well, and of the room, which its own tests
   * look at, are left to the campaign.
   */
  static List<SitePage> most_pages() {
    return SitePages.all(site).stream().filter(LessonPageTest::isAmongMost).toList();
  }

  static List<SitePage> other_pages() {
    return SitePages.all(site).stream().filter(page -> !isAmongMost(page)).toList();
  }

  private static boolean isAmongMost(SitePage page) {
    return page.path().startsWith("/ko/") || page.path().matches("(/en)?/[a-z]*");
  }

  private static Reader host(String lang) {
    return Reader.host(chromium, site, Reader.window(1440, 900).setLocale(lang)).watchingCalls();
  }

  /** One visit for all that is asked of a page: to open each costs more than most questions. */
  @ParameterizedTest
  @MethodSource("most_pages")
  void a_page_is_whole_and_quiet_fits_every_window_and_has_no_violation(SitePage wanted) {
    assertIsAsItShouldBe(wanted);
  }

  @Campaign
  @ParameterizedTest
  @MethodSource("other_pages")
  void so_is_every_other_page(SitePage wanted) {
    assertIsAsItShouldBe(wanted);
  }

  private void assertIsAsItShouldBe(SitePage wanted) {
    Reader reader = onlookers.of(wanted.lang());
    Page page = reader.page();
    assertEquals(wanted.status(), reader.open(wanted.path()));
    assertEquals(List.of(), page.evaluate(WRONG, wanted.lang()));
    if (wanted.lang().equals("ko")) { // the other has the same templates
      assertEquals(List.of(), Axe.violations(page));
      page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      page.setViewportSize(390, 844);
      assertEquals(List.of(), Axe.violations(page), "on a phone in the dark");
      page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    } else {
      assertEquals(List.of(), Axe.withoutColours(page));
    }
    for (int width : new int[] {390, 1024, 1280, 1440}) {
      page.setViewportSize(width, 900);
      assertEquals(List.of(), page.evaluate(TOO_WIDE), "at " + width + " px");
    }
    assertEquals(List.of(), reader.foreign(), "nothing is fetched from elsewhere");
    // The browser itself notes the status of an error page.
    reader.complaints().removeIf(said -> said.contains("status of " + wanted.status()));
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void every_link_inside_the_site_leads_somewhere() {
    Set<String> links = new TreeSet<>();
    for (SitePage page : SitePages.all(site)) {
      if (page.status() == 200) {
        LINK.matcher(asHost(page).body()).results().forEach(link -> links.add(link.group(1)));
      }
    }
    assertTrue(links.size() > 100, "too few links: " + links);
    List<String> dead = new ArrayList<>();
    for (String link : links) {
      int status = asHost(new SitePage("ko", link.replace("&amp;", "&"), 200)).statusCode();
      if (status != 200) {
        dead.add(status + " " + link);
      }
    }
    assertEquals(List.of(), dead);
  }

  private static HttpResponse<String> asHost(SitePage page) {
    return site.send(
        site.request(page.path())
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Accept", "text/html")
            .header("Accept-Language", page.lang()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ko/", "/ko/wildcard", "/ko/ports", "/experiments/probe"})
  void the_switch_of_languages_keeps_the_page(String path) {
    try (Reader reader = host("ko")) {
      reader.open(path);
      String korean = reader.page().locator("h1").textContent();
      reader.page().locator(".languages a").click();
      assertThat(reader.page().locator("html")).hasAttribute("lang", "en");
      String there =
          reader.page().url().substring(site.origin().length()).replaceFirst("\\?.*", "");
      assertEquals(path.replace("/ko/", "/en/"), there);
      assertFalse(korean.equals(reader.page().locator("h1").textContent()), "not translated");
      reader.page().locator(".languages a").click();
      assertThat(reader.page().locator("h1")).hasText(korean);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Windows NT 10.0; Win64; x64, PowerShell|cmd|bash",
    "Macintosh; Intel Mac OS X 10_15_7, bash|PowerShell|cmd",
    "X11; Linux x86_64, bash|PowerShell|cmd"
  })
  void in_the_table_of_shells_the_readers_own_stand_first(String system, String shells) {
    for (String lang : SitePages.LANGUAGES) {
      try (Reader reader =
          Reader.guest(
              chromium,
              site,
              Reader.window(1440, 900).setUserAgent("Mozilla/5.0 (" + system + ") A/1.0"))) {
        reader.open("/" + lang + "/ports");
        Locator table = reader.page().locator("table:has(code:text-is('taskkill'))");
        assertThat(table.locator("th").nth(1)).containsText(shells.split("\\|")[0]);
        assertThat(table.locator("th").nth(2)).containsText(shells.split("\\|")[1]);
        assertThat(table.locator("th").nth(3)).containsText(shells.split("\\|")[2]);
        Locator cells = table.locator("tr:has-text('taskkill') td");
        int cmd = List.of(shells.split("\\|")).indexOf("cmd");
        assertThat(cells.nth(1 + cmd)).hasText("taskkill");
      }
    }
  }

  @Test
  void the_language_is_remembered() {
    try (Reader reader = host("ko")) {
      reader.open("/");
      assertThat(reader.page()).hasURL(site.origin() + "/ko/");
      reader.open("/en/wildcard");
      reader.open("/");
      assertThat(reader.page()).hasURL(site.origin() + "/en/");
      reader.open("/experiments/probe");
      assertThat(reader.page().locator("html")).hasAttribute("lang", "en");
    }
  }

  @Test
  void a_missing_page_speaks_the_language_of_its_address() {
    try (Reader reader = host("ko")) {
      assertEquals(404, reader.open("/en/no-such-lesson"));
      assertThat(reader.page().locator("html")).hasAttribute("lang", "en");
    }
  }

  @Test
  void the_course_shows_how_far_the_reader_is() {
    try (Reader reader = host("en")) {
      reader.open("/en/wildcard");
      Page page = reader.page();
      page.locator("#not-my-door button.run").click();
      assertThat(page.locator("#not-my-door [data-outcome]")).hasCount(1);
      assertThat(page.locator("[data-progress=wildcard]")).hasText(Pattern.compile("^1 of \\d+ "));
      reader.open("/en/");
      assertThat(page.locator("[data-progress=wildcard]")).hasText(Pattern.compile("^1 of \\d+ "));
      assertThat(page.locator("li:has([data-progress=wildcard])")).not().hasText("#");
    }
  }

  @Test
  void lessons_are_turned_forward_and_back_to_the_ends() {
    List<String> names = SitePages.lessons();
    try (Reader reader = host("ko")) {
      Page page = reader.page();
      reader.open("/ko/" + names.get(0));
      assertThat(page.locator(".turn .previous")).hasCount(0);
      for (String name : names.subList(1, names.size())) {
        page.locator(".turn .next").click();
        assertThat(page).hasURL(site.origin() + "/ko/" + name);
        assertThat(page.locator(".steps [aria-current=page]")).hasAttribute("data-lesson", name);
      }
      assertThat(page.locator(".turn .next")).hasCount(0);
      page.locator(".turn .previous").click();
      assertThat(page).hasURL(site.origin() + "/ko/" + names.get(names.size() - 2));
    }
  }

  @Test
  void a_page_stands_still_while_it_loads_and_while_a_card_runs() {
    try (Reader reader = host("ko")) {
      Page page = reader.page();
      page.addInitScript(COUNT_SHIFTS);
      for (int width : new int[] {1440, 390}) {
        page.setViewportSize(width, 900);
        for (String path : List.of("/ko/", "/ko/wildcard", "/experiments/probe")) {
          reader.open(path);
          assertEquals(0.0, shifts(page), path + " at " + width + " px");
        }
        reader.open("/ko/wildcard");
        Locator card = page.locator("#not-my-door");
        card.locator("button.run").scrollIntoViewIfNeeded();
        Locator before = page.locator(".beat:has(#not-my-door) h2").first();
        Object top = before.evaluate("element => element.getBoundingClientRect().top");
        card.locator("button.run").click();
        assertThat(card.locator("[data-outcome]")).hasCount(1);
        assertEquals(
            top, before.evaluate("element => element.getBoundingClientRect().top"), width + " px");
        assertEquals(List.of(), page.evaluate(TOO_WIDE), "after a run at " + width + " px");
      }
      reader.open("/ko/"); // with something done, which the script adds to the page
      assertThat(page.locator("[data-progress=wildcard]")).hasText(Pattern.compile("1개 완료"));
      assertEquals(0.0, shifts(page));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1440, 390, 320})
  void the_course_stands_still_when_a_guests_browser_says_where_to_go_on(int width) {
    try (Reader guest = Reader.guest(chromium, site, Reader.window(width, 900))) {
      Page page = guest.page();
      page.addInitScript(COUNT_SHIFTS);
      page.addInitScript(
          "localStorage.setItem('portside-done', JSON.stringify({ at: 'ports#two-owners',"
              + " section: { lang: 'en', text: 'A section with a name of some length' } }));");
      guest.open("/en/");
      assertThat(page.locator(".continue")).containsText("A section with a name");
      assertThat(page.locator(".continue a")).hasAttribute("href", "/en/ports#two-owners");
      assertEquals(0.0, shifts(page));
    }
  }

  /** Waits for two frames, so that the last shift has been told. */
  private static double shifts(Page page) {
    Object sum =
        page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() =>"
                + " requestAnimationFrame(() => done(window.shifts))))");
    return ((Number) sum).doubleValue();
  }
}
