package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.BrowserTest;
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
          const size = parseFloat(getComputedStyle(element).fontSize);
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
    for (String id : List.of("who", "not-my-door", "is-there-a-redirect", "a-real-redirect")) {
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

  /** Where a slide begins, in pixels from the top of the screen. */
  private double top(int slide) {
    return number(
        "(i) => document.querySelectorAll('.slide')[i].getBoundingClientRect().top", slide);
  }

  private double number(String script, Object argument) {
    return ((Number) page.evaluate(script, argument)).doubleValue();
  }

  @Test
  void the_arrows_go_from_slide_to_slide() {
    present("ko");
    for (int slide = 1; slide <= 3; slide++) {
      page.keyboard().press("ArrowRight");
      assertEquals(0, top(slide), 1.5);
    }
    page.keyboard().press("ArrowLeft");
    assertEquals(0, top(2), 1.5);
  }

  @Test
  void page_down_leaves_no_line_unseen() {
    present("ko");
    double end =
        number("() => document.querySelector('.lesson').getBoundingClientRect().bottom", 0);
    double seen = 720; // as far as the audience has seen without a gap
    for (int presses = 0; seen < end - 5; presses++) {
      assertTrue(presses < 300, "stuck after " + seen + " of " + end + " px");
      page.keyboard().press("PageDown");
      double above = number("() => scrollY", 0);
      assertTrue(above <= seen + 1, "skipped from " + seen + " to " + above + " px");
      seen = Math.max(seen, above + 720);
    }
    for (int presses = 0; number("() => scrollY", 0) > 0; presses++) {
      assertTrue(presses < 300, "no way back");
      page.keyboard().press("PageUp");
    }
  }

  @Test
  void down_scrolls_as_on_any_page() {
    present("ko");
    page.keyboard().press("ArrowDown");
    page.waitForCondition(() -> number("() => scrollY", 0) > 0);
    assertTrue(top(1) > 100, "it jumped to a slide");
  }

  @Test
  void space_presses_the_button_that_has_the_focus_and_the_remote_goes_on_afterwards() {
    present("en");
    Locator card = page.locator("#not-my-door");
    card.locator("button.run").focus();
    page.keyboard().press("Space");
    assertThat(card.locator("[data-outcome]")).hasCount(1);
    assertThat(card.locator("button.run")).isFocused();
    double before = number("() => scrollY", 0);
    page.keyboard().press("PageDown");
    page.keyboard().press("ArrowRight");
    assertTrue(number("() => scrollY", 0) > before, "the keys do nothing after a run");
  }

  @Test
  void the_arrows_choose_an_option_where_the_focus_is_on_one() {
    present("en");
    Locator options = page.locator("#not-my-door input[type=radio]");
    options.first().focus();
    page.keyboard().press("Space");
    page.keyboard().press("ArrowRight");
    assertThat(options.nth(1)).isChecked();
  }
}
