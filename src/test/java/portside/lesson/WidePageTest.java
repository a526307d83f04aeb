package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import portside.testing.BrowserTest;
import portside.testing.Reader;

/** A lesson on a wide screen, where things stay in view; and on a very narrow one (D19). */
final class WidePageTest extends BrowserTest {
  private static final String IN_VIEW =
      "part => { const { top, bottom } = part.getBoundingClientRect();"
          + " return bottom > 0 && top < innerHeight; }";

  @Test
  void the_contents_stay_and_say_where_one_is_and_the_text_goes_along_with_a_tall_card() {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale("en")));
    // Who jumps at once has not read the first section.
    reader.open("/en/wildcard");
    Locator first = page.locator(".text h2").first();
    page.waitForResponse(
        "**/progress/section", () -> first.evaluate("heading => heading.scrollIntoView()"));
    Locator card = page.locator("#not-my-door");
    card.locator("input[value=free]").check();
    card.locator("button.run").click();
    assertThat(card.locator(".why")).isVisible();
    card.evaluate("card => scrollBy(0, card.getBoundingClientRect().bottom - innerHeight + 20)");
    assertEquals(true, card.evaluate(IN_VIEW));
    assertEquals(true, page.locator(".text:has(+ #not-my-door)").evaluate(IN_VIEW));
    Locator contents = page.locator(".contents nav");
    assertEquals(true, contents.evaluate(IN_VIEW));
    assertThat(contents.locator("[aria-current=location]")).hasText("All IPs, but whose?");
    assertThat(contents.locator("li").first()).containsText("✓");
    assertEquals(
        true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "no wider");
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void the_contents_mark_the_section_at_the_top_also_when_a_card_below_it_grows() {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale("ko")));
    reader.open("/ko/ports");
    Locator section = page.locator(".contents nav a[href$='#65-536개를-한눈에']");
    section.click();
    assertThat(section).hasAttribute("aria-current", "location");
    page.locator("#map button.run").click();
    assertThat(page.locator("#map .portmap")).isVisible();
    assertThat(section).hasAttribute("aria-current", "location");
    page.keyboard().press("End");
    assertThat(page.locator(".contents nav a").last()).hasAttribute("aria-current", "location");
  }

  @Test
  void the_text_after_a_debugger_that_lives_stands_below_it() {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale("en")));
    reader.open("/en/debugger");
    Locator card = page.locator("#where-it-breaks");
    card.locator("button.run").click();
    assertThat(card.locator("[data-alive] .debugger")).isVisible();
    for (String place : List.of("start", "end")) {
      assertEquals(
          true,
          card.evaluate(
              "(card, block) => { card.scrollIntoView({ block });"
                  + " const after = card.parentNode.querySelector(':scope > .text.after');"
                  + " return after.getBoundingClientRect().top"
                  + " >= card.getBoundingClientRect().bottom; }",
              place),
          place);
    }
    card.locator("button.stop").first().click();
    assertThat(card.locator(".debugger[data-state=ended]")).hasCount(1);
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void a_table_of_results_is_not_wider_than_a_small_phone() {
    come(Reader.host(chromium, site, Reader.window(320, 700).setLocale("en")));
    reader.open("/en/loopback");
    page.locator("#to-loopback button.run").click();
    assertThat(page.locator("#to-loopback .path-interfaces")).isVisible();
    assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
  }

  @Test
  void a_range_of_numbers_is_one_line_also_in_a_table_on_a_phone() {
    come(Reader.guest(chromium, site, Reader.window(390, 844).setLocale("ko")));
    for (String lang : List.of("ko", "en")) {
      reader.open("/" + lang + "/ports");
      Locator range = page.locator(".text td:has-text('65535') .range");
      assertThat(range).hasText("49152–65535");
      assertEquals(1, range.evaluate("range => range.getClientRects().length"));
      assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }
  }

  @Test
  void a_process_number_is_one_line_also_in_a_table_on_a_phone() {
    come(Reader.host(chromium, site, Reader.window(320, 700).setLocale("ko")));
    reader.open("/ko/ports");
    Locator card = page.locator("#wrong-one");
    assumeTrue(card.locator("button.run").count() == 1, "needs a Python with Flask");
    card.locator("button.run").click();
    card.locator("form[action*=give-up] button").click();
    Locator numbers = card.locator(".leftover-members td:first-child code");
    assertThat(numbers).hasCount(2);
    for (Locator number : numbers.all()) {
      assertEquals(1, number.evaluate("number => number.getClientRects().length"));
    }
    assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
  }

  @Test
  void the_listing_stands_beside_the_card_that_runs_it_and_once() {
    come(Reader.guest(chromium, site, Reader.window(1440, 900).setLocale("en")));
    reader.open("/en/debugger");
    Locator beat = page.locator(".beat:has(> #stop-here)");
    assertThat(beat.locator(".program")).hasCount(1);
    assertThat(beat.locator(".card .debugger-source")).hasCount(0);
    assertThat(page.locator(".beat:has(> #where-it-breaks) .program")).containsText("Share.java");
    assertThat(page.locator("#stop-python .debugger-source")).hasCount(1);
    assertThat(page.locator("#stop-python .debugger-source .tok-keyword").first()).isVisible();
  }
}
