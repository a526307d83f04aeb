package portside.cards;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.testing.BrowserTest;
import portside.testing.GivenBack;
import portside.testing.Reader;

/** A lesson in a browser whose scripts are switched off: plain pages, links and forms. */
final class WithoutScriptTest extends BrowserTest {
  @BeforeEach
  void comes() {
    come(
        Reader.host(
            chromium,
            site,
            Reader.window(1280, 900)
                .setLocale("en")
                .setJavaScriptEnabled(false)
                // Without scripts, Playwright cannot wait for the end of a smooth scroll.
                .setReducedMotion(ReducedMotion.REDUCE)));
    reader.open("/en/wildcard");
  }

  @Test
  void the_lesson_is_there_to_read() {
    assertThat(page.locator("h1")).isVisible();
    assertThat(page.locator(".card").first()).isVisible();
    page.locator(".contents a").first().click();
    assertThat(page.locator(".text h2").first()).isInViewport();
  }

  @ParameterizedTest
  @CsvSource({
    "who, , loopback, same-computer, holds",
    "not-my-door, free, not-this-computer, only-own-addresses, holds",
    "not-my-door, not-this-computer, not-this-computer, only-own-addresses, holds",
    "is-there-a-redirect, redirected, no-redirect, hearsay-redirect, differs"
  })
  void the_result_stands_in_its_place_on_the_page(
      String id, String prediction, String outcome, String claim, String verdict) {
    Locator card = page.locator("#" + id);
    if (prediction != null) {
      card.locator("input[value=" + prediction + "]").check();
    }
    run(card);
    assertThat(card.locator(".result")).hasAttribute("data-outcome", outcome);
    assertThat(page.locator("h1")).hasCount(1);
    assertThat(card.locator(".outcome")).isVisible();
    assertThat(card.locator(".outcome")).isInViewport(); // not at the top of a page of 300 lines
    assertThat(page.locator("#" + claim)).hasClass(Pattern.compile("claim-" + verdict));
    assertThat(page.locator(".card .result")).hasCount(1);
    if (prediction != null) {
      assertThat(card.locator(".option.mine input")).hasValue(prediction);
      assertThat(card.locator(".option.actual input")).hasValue(outcome);
      assertThat(card.locator(".why")).isVisible();
    }
    lookAgainUntilItEnds(card); // what has settled may not have ended yet
    assertThat(page.locator(".again")).hasCount(0);
    run(card);
    assertThat(card.locator(".result")).hasAttribute("data-outcome", outcome);
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void a_run_that_waits_says_so_is_looked_at_again_and_settles() {
    Locator card = page.locator("#in-this-browser");
    card.locator("input[value=no-redirect]").check();
    card.locator("button.run").click();
    assertThat(card.locator("progress")).isVisible();
    Page tab = reader.context().waitForPage(() -> card.locator(".zero-open").click());
    assertThat(tab.locator("#bar")).hasText(Pattern.compile("^0\\.0\\.0\\.0:\\d+$"));
    // Its script is off as well, so that the server waits a moment for what it might tell.
    lookAgainUntilItEnds(card);
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "no-redirect");
    assertThat(card.locator(".option.mine.actual input")).hasValue("no-redirect");
    assertThat(card).isInViewport();
  }

  private static void run(Locator card) {
    card.locator("button.run").click();
    Reader.lookAgainUntil(card, () -> card.locator("[data-outcome]").count() == 1);
  }

  private static void lookAgainUntilItEnds(Locator card) {
    Reader.lookAgainUntil(card, () -> card.locator(".again").count() == 0);
  }

  @Test
  void a_run_that_waits_is_stopped() {
    Locator card = page.locator("#in-this-browser");
    card.locator("button.run").click();
    int port = URI.create(card.locator(".zero-open").getAttribute("href")).getPort();
    card.locator("button.stop").click();
    assertThat(card.locator(".outcome")).containsText("Stopped");
    assertThat(card.locator(".outcome")).isInViewport();
    assertThat(card.locator(".again")).hasCount(0);
    GivenBack.expect(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void the_reader_says_that_it_did_not_open() {
    Locator card = page.locator("#in-this-browser");
    card.locator("button.run").click();
    card.locator(".zero-wait button").click();
    lookAgainUntilItEnds(card);
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "blocked");
  }

  @ParameterizedTest
  @CsvSource({
    "ports, map, .portmap-table tbody tr",
    "ports, same-door, .evidence",
    "owners, whole-table, .conflict-matrix td",
    "ports, next-number, .newport-diff ins",
    "ports, who-holds-it, .owner-how",
    "ports, twenty, svg circle",
    "owners, without-reuse, .timewait-attempts td"
  })
  void the_cards_of_the_ports_show_what_they_found(String lesson, String id, String found) {
    reader.open("/en/" + lesson);
    Locator card = page.locator("#" + id);
    run(card);
    assertThat(card.locator("[data-outcome]")).hasCount(1);
    Locator folded = card.locator("details.measured:not([open]) " + found);
    if (folded.count() > 0) {
      card.locator("details.measured > summary").click();
    }
    assertThat(card.locator(found).first()).isVisible();
    assertThat(card).isInViewport();
    assertThat(card.locator("[data-copy]:visible")).hasCount(0); // they need a script
    if (card.locator(".again").count() > 0) {
      assertThat(card.locator("p:has(> .again)")).containsText("does not renew itself");
    }
    assertEquals(List.of(), reader.complaints());
  }

  private static void lookAgainUntil(Locator there, Locator card) {
    Reader.lookAgainUntil(card, () -> there.count() > 0);
    assertThat(there.first()).isVisible();
  }

  @Test
  void a_leftover_is_looked_for_judged_and_given_up() {
    reader.open("/en/ports");
    Locator card = page.locator("#find-and-end");
    card.locator("button.run").click();
    lookAgainUntil(card.locator(".leftover-task"), card);
    assertThat(card.locator("p:has(> .again)")).containsText("does not renew itself");
    card.locator(".leftover-hint > summary").first().click();
    assertThat(card.locator(".leftover-hint p").first()).isVisible();
    card.locator("input[name=pid]").fill("999999999");
    card.locator(".leftover-pid button").click();
    lookAgainUntil(card.locator("[data-verdict=nobody]"), card);
    assertThat(card).isInViewport();
    card.locator("#find-and-end-give-up").click();
    lookAgainUntil(card.locator("[data-outcome=still-running]"), card);
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "still-running");
    assertThat(card.locator(".leftover-members")).containsText("was running");
    assertThat(card).isInViewport();
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void a_bad_value_is_answered_with_a_page_that_says_what_to_do() {
    reader.open("/experiments/probe");
    page.locator("[name=port]").fill("70000");
    page.locator("button.run").click();
    assertThat(page.locator("h1")).containsText("70000");
    assertThat(page.locator(".lede")).containsText("0–65535");
    Locator back = page.getByText("Back to the card");
    back.click();
    assertThat(page).hasURL(site.origin() + "/experiments/probe");
    assertThat(page.locator("#probe button.run")).isVisible();
    assertEquals(
        List.of(), reader.complaints().stream().filter(each -> !each.contains("400")).toList());
  }
}
