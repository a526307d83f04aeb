package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.testing.Axe;
import portside.testing.BrowserTest;
import portside.testing.Campaign;
import portside.testing.Patience;
import portside.testing.Reader;

/**
 * A lesson as a reader goes through it: predict, run, read why, card after card. In the end the
 * page with all its results is looked at as a whole.
 */
final class ReadThroughTest extends BrowserTest {
  /** They go on after their answer, until somebody stops them. */
  private static final Set<String> LIVE_ON = Set.of("server", "debugger", "newport", "timewait");

  @ParameterizedTest
  @CsvSource({
    "en, localhost, which-localhost another-loopback",
    "ko, wildcard, who all-doors by-ipv6 is-there-a-redirect",
    "ko, names, any-name own-names-only"
  })
  void every_card_answers_and_the_page_stays_whole(String lang, String lesson, String cards) {
    assertReadsThrough(lang, lesson, cards);
  }

  @Campaign
  @ParameterizedTest
  @CsvSource({
    "ko, debugger, stop-here run-past where-it-breaks only-watching",
    "en, flask, first-request no-such-route wrong-method broken-function send-a-form"
        + " without-a-server left-in-the-shell",
    "ko, owners, whole-table without-reuse with-reuse",
    "en, loopback, my-addresses to-loopback to-my-own-lan only-loopback workshop a-stopped-server",
    "ko, ports, four-values map twenty same-door next-number who-holds-it",
    "en, why, who-waits this-pair address-now like-this which-path what-the-terminal-says"
        + " can-it-start-here"
  })
  void every_card_of_the_other_lessons_answers(String lang, String lesson, String cards) {
    assertReadsThrough(lang, lesson, cards);
  }

  private void assertReadsThrough(String lang, String lesson, String cards) {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale(lang)));
    reader.open("/" + lang + "/" + lesson);
    for (String id : cards.split(" ")) {
      run(page.locator("#" + id));
    }
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))");
    assertEquals(List.of(), Axe.violations(page));
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertEquals(List.of(), Axe.onlyColours(page), "dark");
    for (int width : new int[] {1440, 390}) {
      page.setViewportSize(width, 844);
      assertEquals(
          0, page.evaluate("document.documentElement.scrollWidth - innerWidth"), "" + width);
    }
    assertEquals(List.of(), reader.complaints());
  }

  private static void run(Locator card) {
    Locator option = card.locator("input[type=radio]").first();
    boolean asks = option.count() > 0;
    if (card.locator("button.run").count() == 0) {
      assertThat(card.locator(".notice").first()).isVisible(); // it says what is missing here
      return;
    }
    if (asks) {
      option.check();
    }
    card.locator("button.run").click();
    Patience.until(card::innerText, () -> card.locator("[data-outcome]").count() == 1);
    assertThat(card.locator(".outcome")).not().isEmpty();
    if (asks) {
      assertThat(card.locator(".option.mine")).hasCount(1);
      // A busy computer may not be able to tell, which no question offers as an answer.
      String outcome = card.locator("[data-outcome]").getAttribute("data-outcome");
      assertThat(card.locator(".option.actual")).hasCount(outcome.equals("cannot-tell") ? 0 : 1);
      assertThat(card.locator(".why")).isVisible();
    }
    // Somebody else of this computer may have its port.
    boolean taken = card.locator("[data-outcome=in-use]").count() > 0;
    // A program that has ended is there to be read and started again, not to be stopped.
    boolean ended = card.locator(".debugger[data-state=ended]").count() > 0;
    if (LIVE_ON.contains(card.getAttribute("data-experiment")) && !taken && !ended) {
      card.locator("button.stop").click();
    }
    assertThat(card.locator("[data-alive]")).hasCount(ended ? 1 : 0);
    assertThat(card.locator("[data-outcome]")).hasCount(1);
  }
}
