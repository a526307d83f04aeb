package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.BrowserTest;
import portside.testing.Campaign;
import portside.testing.Reader;

/** A lesson on a projector of 1280 × 720, the most common one. */
final class PresentTest extends BrowserTest {
  /** Text that the last row cannot read: below 24 px. */
  private static final String TOO_SMALL =
      """
      () => {
        const found = new Set();
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const element = node.parentElement;
          if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
          if (element.closest(".visually-hidden, .skip, noscript, script")) continue;
          // A drawing is enlarged as a whole.
          const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
          const size = parseFloat(getComputedStyle(element).fontSize) * scale;
          if (size < 24) found.add(`${size} px: ${element.outerHTML.slice(0, 80)}`);
        }
        return [...found].slice(0, 20);
      }
      """;

  private void present(String lang) {
    come(Reader.host(chromium, site, Reader.window(1280, 720).setLocale(lang)));
    reader.open("/" + lang + "/wildcard/present");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void the_last_row_reads_every_word_also_in_a_card_that_has_run(String lang) {
    present(lang);
    assertEquals(List.of(), page.evaluate(TOO_SMALL));
    for (String id : List.of("who", "not-my-door", "is-there-a-redirect")) {
      Locator card = page.locator("#" + id);
      card.locator("input[type=radio]").all().stream().limit(1).forEach(Locator::check);
      card.locator("button.run").click();
      assertThat(card.locator("[data-outcome]")).hasCount(1);
    }
    page.locator("#in-this-browser button.run").click();
    assertThat(page.locator("#in-this-browser .zero-open")).isVisible();
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))");
    assertEquals(List.of(), page.evaluate(TOO_SMALL));
    assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void every_page_of_every_lesson_fits_the_screen() {
    come(Reader.host(chromium, site, Reader.window(1280, 720)));
    for (String size : List.of("1280x720", "1024x768")) {
      String[] sides = size.split("x");
      page.setViewportSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
      for (String lesson :
          List.of("debugger", "flask", "wildcard", "loopback", "ports", "localhost", "owners")) {
        for (String lang : List.of("ko", "en")) {
          reader.open("/" + lang + "/" + lesson + "/present");
          assertThat(page.locator(".counter")).containsText("1 / ");
          assertEquals(List.of(), page.evaluate(Deck.CUT), lang + "/" + lesson + " at " + size);
          assertEquals(List.of(), page.evaluate(Deck.EMPTY), lang + "/" + lesson + " at " + size);
          assertEquals(List.of(), page.evaluate(Deck.DIVIDED), lang + "/" + lesson + " at " + size);
          assertEquals(List.of(), page.evaluate(Deck.APART), lang + "/" + lesson + " at " + size);
          assertEquals(
              List.of(), page.evaluate(Deck.LYING_ON_TEXT), lang + "/" + lesson + " at " + size);
          assertThat(page.locator(".notes")).hasCount(0);
        }
      }
    }
    assertEquals(List.of(), reader.complaints());
  }

  /** How often the browser has worked out where everything of the page stands. */
  private static int layouts(CDPSession session) {
    for (JsonElement each : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject metric = each.getAsJsonObject();
      if (metric.get("name").getAsString().equals("LayoutCount")) {
        return metric.get("value").getAsInt();
      }
    }
    throw new AssertionError("no LayoutCount");
  }

  @Test
  void a_deck_of_many_pages_is_laid_out_a_few_times_and_not_once_for_each_page() {
    present("ko");
    CDPSession session = page.context().newCDPSession(page);
    session.send("Performance.enable");
    assertThat(page.locator("html.deck")).hasCount(1);
    int pages = page.locator(".page-mark").count();
    assertTrue(pages > 20, pages + " pages");
    int before = layouts(session);
    page.setViewportSize(1024, 768);
    // Not by their number: a narrower and higher screen may come to as many pages.
    Locator second = page.locator(".page-mark").nth(1);
    page.waitForCondition(() -> second.evaluate("e => e.style.left").equals("1024px"));
    int done = layouts(session) - before;
    assertTrue(done < 15, done + " layouts for one change");
  }

  @Test
  void the_bar_of_the_debugger_is_one_row_also_in_korean() {
    come(Reader.host(chromium, site, Reader.window(1280, 720).setLocale("ko")));
    reader.open("/ko/debugger/present");
    page.locator("#stop-here button.run").click();
    Locator buttons = page.locator("#stop-here .debugger-bar button:visible");
    assertThat(buttons).hasCount(6);
    assertEquals(
        1,
        ((List<?>)
                buttons.evaluateAll(
                    "all => [...new Set(all.map(e => Math.round(e.getBoundingClientRect().top)))]"))
            .size());
    page.locator("#stop-here button.stop").first().click();
    assertThat(page.locator("#stop-here .debugger[data-state=ended]")).hasCount(1);
    assertEquals(List.of(), reader.complaints());
  }

  /** The page of the deck, counted from one, that something begins on. */
  private static final String PAGE =
      "e => Math.floor((e.getClientRects()[0].left"
          + " + document.querySelector('.lesson').scrollLeft) / innerWidth) + 1";

  /** The same of the reason in a card, asked in one step: what lives on exchanges it. */
  private static final String PAGE_OF_THE_REASON =
      "card => (" + PAGE + ")(card.querySelector('.why'))";

  private int shown() {
    return Integer.parseInt(page.locator(".counter").textContent().split(" / ")[0]);
  }

  /** Waits until something is in view as a whole. */
  private void assertInView(Locator what) {
    page.waitForCondition(
        () ->
            Boolean.TRUE.equals(
                what.evaluate(
                    "e => { const all = [...e.getClientRects()];"
                        + " return all.length > 0 && all.every(r => r.left >= -1"
                        + " && r.right <= innerWidth + 1 && r.top >= -1"
                        + " && r.bottom <= innerHeight + 1); }")));
  }

  @Test
  void what_comes_out_comes_into_view_and_fits() {
    assertComesIntoView(1024, 768);
  }

  @Campaign
  @Test
  void what_comes_out_fits_a_wide_projector_too() {
    assertComesIntoView(1280, 720);
  }

  private void assertComesIntoView(int width, int height) {
    present("ko");
    page.setViewportSize(width, height);
    for (String id : List.of("not-my-door", "is-there-a-redirect", "by-ipv6", "by-my-address")) {
      Locator card = page.locator("#" + id);
      card.locator("input[type=radio]").first().check();
      assertInView(card.locator(".options"));
      card.locator("button.run").click();
      assertThat(card.locator("[data-outcome]:not([data-alive])")).hasCount(1);
      assertInView(card.locator(".said .outcome"));
    }
    assertEquals(List.of(), page.evaluate(Deck.CUT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void the_drawing_of_a_path_fits_its_page_and_is_read_from_afar(String lang) {
    come(Reader.host(chromium, site, Reader.window(1280, 720).setLocale(lang)));
    reader.open("/" + lang + "/loopback/present");
    Locator card = page.locator("#to-loopback");
    Reader.runUntil(card, ".path-figure");
    assertInView(card.locator(".said .outcome"));
    assertInView(card.locator(".path-figure")); // beside the answer
    assertEquals(List.of(), card.evaluate(Deck.CUT_DRAWINGS));
    assertEquals(List.of(), page.evaluate(TOO_SMALL));
    assertEquals(List.of(), page.evaluate(Deck.CUT));
  }

  @Test
  void what_was_drawn_stands_beside_the_answer_to_a_question() {
    come(Reader.host(chromium, site, Reader.window(1280, 720).setLocale("ko")));
    for (String name : List.of("loopback#to-my-own-lan", "owners#without-reuse")) {
      reader.open("/ko/" + name.replace("#", "/present#"));
      Locator card = page.locator("#" + name.split("#")[1]);
      card.locator("input[type=radio]").first().check();
      Reader.runUntil(card, "svg:is(.drawing, .path-figure)");
      assertInView(card.locator(".said .outcome"));
      assertInView(card.locator("svg:is(.drawing, .path-figure)"));
      int answered = shown();
      int explained = ((Number) card.evaluate(PAGE_OF_THE_REASON)).intValue();
      assertTrue(explained > answered, "the reason is read after the answer");
      card.evaluate("card => card.querySelector('button.stop')?.click()"); // or it has ended
      assertThat(card.locator("[data-alive]")).hasCount(0);
      assertEquals(List.of(), page.evaluate(TOO_SMALL));
      assertEquals(List.of(), page.evaluate(Deck.CUT));
      assertEquals(List.of(), card.evaluate(Deck.CUT_DRAWINGS));
    }
  }

  @Test
  void neither_the_end_of_a_short_listing_nor_a_button_nor_two_lines_fill_a_page() {
    present("ko");
    Locator asks = page.locator("#all-doors");
    asks.locator("button.run").scrollIntoViewIfNeeded();
    assertInView(page.locator(".beat:has(> #all-doors) .text.before"));
    assertInView(asks.locator(".options"));
    reader.open("/ko/debugger/present");
    for (Locator each : page.locator(".program pre").all()) {
      assertEquals(1, each.evaluate("e => e.getClientRects().length"));
    }
    Locator card = page.locator("#waiting-tab-python");
    assertEquals(
        card.locator(".debugger-source li").last().evaluate(PAGE),
        card.locator("button.run").evaluate(PAGE));
    card = page.locator("#stop-here");
    card.locator("input[type=radio]").first().check();
    card.locator("button.run").click();
    assertInView(card.locator(".said .outcome"));
    card.locator("button.stop").first().evaluate("stop => stop.click()");
    assertThat(card.locator(".debugger[data-state=ended]")).hasCount(1);
    assertInView(card.locator(".options"));
    assertInView(card.locator(".said .outcome"));
    assertEquals(List.of(), page.evaluate(TOO_SMALL));
  }

  @Test
  void a_line_of_a_listing_that_is_broken_goes_on_below_its_text() {
    present("ko");
    assertEquals(
        List.of(),
        page.evaluate(
            """
            () => [...document.querySelectorAll(".program .line")].filter((line) => {
              const range = document.createRange();
              range.selectNodeContents(line);
              const parts = [...range.getClientRects()].filter((each) => each.width > 1);
              const left = ({ left }) => left % innerWidth;
              return parts.some((each) => left(each) < left(parts[0]) - 1);
            }).map((line) => line.textContent)
            """));
  }

  @Test
  void what_leads_to_a_question_stands_with_it_and_closed_folds_with_what_they_belong_to() {
    present("ko");
    reader.open("/ko/loopback/present");
    Locator card = page.locator("#to-my-own-lan");
    card.locator("input[type=radio]").first().check();
    assertInView(page.locator(".beat:has(> #to-my-own-lan) .text.before"));
    assertInView(card.locator(".options"));
    for (String name :
        List.of("wildcard#all-doors", "flask#print-or-return", "flask#with-a-name")) {
      reader.open("/ko/" + name.replace("#", "/present#"));
      card = page.locator("#" + name.split("#")[1]);
      card.locator("input[type=radio]").all().stream().limit(1).forEach(Locator::check);
      card.locator("button.run").click();
      assertThat(card.locator("[data-outcome]:not([data-alive])")).hasCount(1);
      assertThat(card.locator(".said .outcome")).isVisible();
      assertEquals(List.of(), page.evaluate(Deck.FOLDS_ALONE));
    }
  }

  @Test
  void a_run_that_goes_on_is_waited_for_at_its_card_and_stopping_it_turns_no_page() {
    come(Reader.host(chromium, site, Reader.window(1280, 720).setLocale("ko")));
    reader.open("/ko/ports/present");
    Locator task = page.locator("#find-and-end .leftover-task");
    page.locator("#find-and-end button.run").click();
    assertInView(task);
    page.locator("#find-and-end button.stop").click();
    assertThat(page.locator("#find-and-end [data-alive]")).hasCount(0);
    assertInView(page.locator("#find-and-end .said .outcome"));
    Locator next = page.locator("#next-number");
    next.locator("input[type=radio]").first().check();
    next.locator("button.run").click();
    assertInView(next.locator(".said .outcome"));
    int there = shown();
    next.locator("button.stop").click();
    assertThat(next.locator("[data-alive]")).hasCount(0);
    assertInView(next.locator(".said .outcome"));
    assertEquals(there, shown());
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void what_a_run_asks_the_room_to_open_comes_into_view() {
    present("ko");
    Locator card = page.locator("#in-this-browser");
    card.locator("input[type=radio]").first().check();
    card.locator("button.run").click();
    assertInView(card.locator(".zero-open"));
    card.locator("button.stop").first().click();
    assertThat(card.locator("[data-alive]")).hasCount(0);
    reader.open("/ko/localhost/present");
    card = page.locator("#localhost-in-this-browser");
    card.locator("button.run").click();
    assertInView(card.locator(".result a[target=_blank]").first());
    card.locator("button.stop").first().click();
    assertThat(card.locator("[data-alive]")).hasCount(0);
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void who_scrolls_on_while_a_run_tells_its_seconds_is_not_led_back() {
    come(Reader.host(chromium, site, Reader.window(1280, 720).setLocale("ko")));
    reader.open("/ko/owners/present");
    Locator card = page.locator("#without-reuse");
    card.locator("input[type=radio]").first().check();
    card.locator("button.run").click();
    assertInView(card.locator(".said .outcome"));
    int there = shown();
    page.mouse().move(640, 360);
    page.mouse().wheel(1_280, 0);
    page.waitForCondition(() -> shown() == there + 1);
    String version = card.locator("[data-run]").getAttribute("data-version");
    page.waitForCondition(
        () -> !version.equals(card.locator("[data-run]").getAttribute("data-version")));
    assertEquals(there + 1, shown());
    card.locator("button.stop").evaluate("stop => stop.click()");
    assertThat(card.locator("[data-alive]")).hasCount(0);
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void a_sentence_that_is_tested_stays_in_view_when_it_grows() {
    come(Reader.host(chromium, site, Reader.window(1280, 720).setLocale("ko")));
    reader.open("/ko/sentences/present");
    for (String id : List.of("repair-redirect", "repair-host")) {
      Locator sentence = page.locator("#" + id);
      sentence.locator("button.test").click();
      assertThat(sentence.locator(".repair-found .measured").first()).isVisible();
      assertInView(sentence);
    }
    assertEquals(List.of(), page.evaluate(Deck.CUT));
  }

  @Test
  void the_keys_of_a_remote_go_from_page_to_page_whatever_has_the_focus() {
    present("en");
    for (int at = 1; at <= 3; at++) {
      assertEquals(at, shown());
      page.keyboard().press(at == 2 ? "PageDown" : "ArrowRight");
    }
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("PageUp");
    assertEquals(2, shown());
    Locator card = page.locator("#not-my-door");
    card.locator("input[type=radio]").first().check();
    card.locator("input[type=radio]").first().focus();
    int before = shown();
    page.keyboard().press("ArrowRight");
    assertEquals(before + 1, shown());
    assertThat(card.locator("input[type=radio]").first()).isChecked(); // it chose nothing else
    page.keyboard().press("PageUp");
    card.locator("button.run").focus();
    page.keyboard().press("Space");
    assertThat(card.locator("[data-outcome]")).hasCount(1);
    before = shown();
    page.keyboard().press("PageDown");
    assertEquals(before + 1, shown());
    page.keyboard().press("End");
    page.keyboard().press("ArrowRight");
    String[] end = page.locator(".counter").textContent().split(" / ");
    assertEquals(end[1], end[0]);
  }
}
