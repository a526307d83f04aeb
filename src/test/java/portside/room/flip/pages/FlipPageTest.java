package portside.room.flip.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portside.testing.Alone;
import portside.testing.Axe;
import portside.testing.BrowserTest;
import portside.testing.Crowd;
import portside.testing.Patience;
import portside.testing.Reader;

/** The picture that the room looks at, driven by keyboard, with up to three hundred devices. */
@Alone
final class FlipPageTest extends BrowserTest {
  private static final int CLASS = 300;

  private Crowd crowd;

  @BeforeEach
  void open() {
    assertEquals(204, Crowd.host(site, "/room/open", Map.of("title", "")).statusCode());
    crowd = new Crowd(site);
    come(Reader.host(chromium, site, Reader.window(1280, 720)));
  }

  @AfterEach
  void end() {
    Crowd.host(site, "/room/end", Map.of());
  }

  private void openedBy(String key) {
    page.keyboard().press(key);
    Patience.until(
        () -> "no demo server is open: " + page.locator("#flip").innerHTML(),
        () -> page.locator(".flip-board[data-phase=open]").count() == 1);
  }

  private static boolean hasNoScrollBar(Page page) {
    return (Boolean)
        page.evaluate(
            "() => ['html', 'body', 'main', '.flip-board', '.flip-map'].every(name => {"
                + " const e = document.querySelector(name);"
                + " return !e || e.scrollHeight <= e.clientHeight && e.scrollWidth <= e.clientWidth"
                + " })");
  }

  private static boolean footIsInSight(Page page) {
    return (Boolean)
        page.evaluate(
            "() => document.querySelector('.flip-foot').getBoundingClientRect().bottom"
                + " <= innerHeight");
  }

  @Test
  void three_hundred_devices_need_no_scroll_bar() {
    crowd.join(CLASS);
    reader.open("/room/flip");
    openedBy("f");
    String round = crowd.round();
    for (int i = 0; i < CLASS; i++) {
      String result = i % 40 == 4 ? "failed-at-once" : i % 50 == 7 ? "no-answer" : "answered";
      if (i != 9) {
        assertEquals(200, crowd.tell(i, round, result, 10 + i).statusCode());
      }
    }
    for (String lang : List.of("ko", "en")) {
      crowd.look();
      reader.open("/room/flip?_lang=" + lang);
      assertThat(page.locator(".dev[data-mark=failed-at-once]")).hasCount(8);
      assertThat(page.locator(".dev[data-mark=no-answer]")).hasCount(6);
      assertThat(page.locator(".dev[data-mark=answered]")).hasCount(CLASS - 15);
      assertThat(page.locator(".dev[data-mark=not-tried]")).hasCount(1);
      assertThat(page.locator(".flip-count strong")).hasText("" + (CLASS - 15));
      fits(lang, 1280, 720);
      fits(lang, 1024, 768);
      page.keyboard().press("ArrowRight");
      assertThat(page.locator(".rung")).hasCount(6);
      fits(lang, 1024, 768);
      fits(lang, 1280, 720);
    }
    assertEquals(List.of(), reader.complaints());
  }

  private void fits(String lang, int width, int height) {
    page.setViewportSize(width, height);
    assertTrue(hasNoScrollBar(page), lang + " " + width);
    assertTrue(footIsInSight(page), lang + " " + width);
  }

  @Test
  void the_presenter_flips_chooses_and_goes_back_by_keyboard_alone() {
    crowd.join(3);
    reader.open("/en/wildcard/present");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator(".counter")).containsText("3 / ");
    page.keyboard().press("f");
    page.waitForURL("**/room/flip*"); // and its script is there
    openedBy("f");
    assertThat(page.locator(".flip-where")).containsText("127.0.0.1");
    String first = crowd.round();
    crowd.tell(0, first, "answered", 3);
    crowd.tell(1, first, "failed-at-once", 4);
    assertThat(page.locator(".dev[data-number='1']")).hasAttribute("data-mark", "answered");
    page.keyboard().press("f");
    assertThat(page.locator(".flip-where .was")).containsText("127.0.0.1");
    assertThat(page.locator(".flip-where")).containsText("0.0.0.0");
    Patience.until(() -> "the same round", () -> !crowd.round().equals(first));
    crowd.look();
    assertThat(page.locator(".dev[data-mark=not-tried]")).hasCount(3);
    String second = crowd.round();
    String late = crowd.tell(0, first, "answered", 3).body(); // of the server that was
    assertTrue(late.contains("data-mark=\"not-tried\""), late);
    crowd.tell(0, second, "answered", 3);
    crowd.tell(1, second, "failed-at-once", 12);
    assertThat(page.locator(".dev[data-mark=answered]")).hasCount(1);

    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#flip-why")).containsText("No. 2");
    Locator device = page.locator(".rung[data-step=device]");
    assertThat(device).hasAttribute("data-ground", "inferred");
    assertThat(device).containsText("1 others reached it; this one failed after 12 ms");
    assertThat(page.locator(".rung[data-step=computer]")).hasAttribute("data-verdict", "fine");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#flip-why")).containsText("No. 3");
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator("#flip-why")).containsText("No. 2");
    assertEquals(List.of(), Axe.violations(page));
    page.keyboard().press("Escape");
    assertThat(page.locator(".flip-map")).isVisible();
    assertEquals(List.of(), Axe.violations(page));
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
    assertEquals(List.of(), Axe.onlyColours(page));

    page.keyboard().press("r");
    Patience.until(() -> "no new round", () -> !crowd.round().equals(second));
    page.keyboard().press("Escape");
    page.waitForURL("**/en/wildcard/present*");
    assertThat(page.locator(".counter")).containsText("3 / ");
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void no_name_is_on_the_projector() {
    site.send(
        site.request("/join")
            .header("Origin", site.origin())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("name=Haneul")));
    reader.open("/room/flip");
    openedBy("f");
    assertThat(page.locator(".dev")).hasCount(1);
    assertFalse(page.content().contains("Haneul"));
    reader.open("/room/invitation");
    assertFalse(page.content().contains("Haneul"));
  }

  @Test
  void a_guest_without_javascript_opens_the_address_and_tells_what_came() {
    reader.open("/room/flip");
    openedBy("f");
    try (Reader guest =
        Reader.guest(chromium, site, Reader.window(390, 844).setJavaScriptEnabled(false))) {
      Page plain = guest.page();
      guest.open("/join?_lang=en");
      plain.locator("main form button.run").first().click();
      plain.locator("main a[href='/join/flip']").click();
      assertThat(plain.locator("input[name=result]")).hasCount(3);
      assertEquals(List.of("answered", "failed-at-once", "no-answer"), values(plain));
      plain.locator("input[value=failed-at-once]").check();
      plain.locator("main form button.run").click();
      assertThat(plain.locator("main .dev.failed-at-once")).hasText("✕ It failed at once");
      assertThat(plain.locator("main .ladder .rung")).hasCount(6);
      assertThat(page.locator(".dev[data-mark=failed-at-once]")).hasCount(1);
      assertThat(page.locator(".dev small")).hasCount(0); // nobody has measured how long it took
    }
  }

  private static List<Object> values(Page page) {
    return page.locator("input[name=result]").all().stream()
        .map(each -> (Object) each.getAttribute("value"))
        .toList();
  }

  @Test
  void a_guests_own_browser_tries_as_soon_as_the_server_moves() {
    try (Reader guest = Reader.guest(chromium, site, Reader.window(390, 844))) {
      guest.open("/join");
      guest.page().locator("main form button.run").first().click();
      guest.open("/en/wildcard");
      reader.open("/room/flip");
      openedBy("f");
      Patience.until(
          () -> "nothing told: " + guest.page().content(),
          () -> page.locator(".dev:not([data-mark=not-tried])").count() == 1);
      assertThat(guest.page().locator("#flip-mine .dev")).isVisible();
      page.keyboard().press("f");
      assertThat(page.locator(".flip-where .was")).isVisible();
      assertThat(page.locator(".dev[data-mark=answered]")).hasCount(1);
      assertThat(guest.page().locator("#flip-mine .dev.answered")).isVisible();
      assertEquals(List.of(), Axe.withoutColours(guest.page()));
      guest.open("/join/flip");
      assertThat(guest.page().locator("main .dev.answered").first()).isVisible();
      assertEquals(List.of(), Axe.violations(guest.page()));
    }
  }
}
