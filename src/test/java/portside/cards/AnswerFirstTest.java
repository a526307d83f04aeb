package portside.cards;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.BrowserTest;
import portside.testing.Reader;

/** What stands first after a run is the answer to the question that was asked (D15, D16). */
final class AnswerFirstTest extends BrowserTest {
  private void host(int width) {
    come(Reader.host(chromium, site, Reader.window(width, 844).setLocale("en")));
  }

  private static Locator run(Page page, String id) {
    Locator card = page.locator("#" + id);
    card.locator("button.run").click();
    assertThat(card.locator(".result[data-outcome]:not([data-alive])")).hasCount(1);
    return card;
  }

  private static double from(Locator card, String upper, String lower) {
    return card.locator(lower).first().boundingBox().y
        - card.locator(upper).first().boundingBox().y;
  }

  @ParameterizedTest
  @ValueSource(ints = {1440, 390})
  void choice_answer_and_its_reason_come_before_what_was_measured(int width) {
    host(width);
    reader.open("/en/wildcard");
    page.locator("#not-my-door input[value='free']").check();
    Locator card = run(page, "not-my-door");
    Locator said = card.locator(".said");
    assertThat(said.locator(".choice s")).hasText("Nobody is using it, so it works");
    assertThat(said.locator(".choice").last()).containsText("It fails");
    assertThat(said).containsText("203.0.113.1 is not an address of this computer");
    Locator why = card.locator(".why > p");
    assertThat(why).hasCount(1);
    assertThat(why).containsText("somebody else's front door");
    Locator otherwise = card.locator(".otherwise");
    assertThat(otherwise.getByText("Both are rare")).isHidden();
    assertThat(card.locator(".measured-key").first()).isVisible();
    assertThat(card.locator("table.evidence")).isHidden();
    assertTrue(from(card, ".said", ".why") < 844, "the reason is on the same screen");
    assertTrue(from(card, ".why", ".measured") > 0, "measurements come last");

    // What was unfolded stays so when the card is renewed.
    otherwise.locator("summary").click();
    card.locator(".measured > summary").click();
    assertThat(card.locator("table.evidence")).isVisible();
    String before = card.locator(".result").getAttribute("data-run");
    card.locator("button.run").click();
    assertThat(card.locator(".result[data-outcome]:not([data-run='" + before + "'])")).hasCount(1);
    assertThat(card.locator("table.evidence")).isVisible();
    assertThat(otherwise.getByText("Both are rare")).isVisible();
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void each_headline_answers_what_its_card_asks_and_a_table_breaks_no_word_at_320_px() {
    host(320);
    page.navigate(site.origin() + "/experiments/owner");
    page.locator("input[name=port]").fill("" + site.port());
    assertThat(run(page, "owner").locator(".said"))
        .containsText(Pattern.compile("PID \\d+, .*has port " + site.port()));
    reader.open("/en/loopback");
    assertThat(run(page, "my-addresses").locator(".said"))
        .containsText(
            Pattern.compile(
                "has one IPv4 address: [\\d.]+|has these IPv4 addresses: [\\d.]+|in no IPv4 network"));
    reader.open("/en/wildcard");
    page.locator("#all-doors input[value='free']").check();
    Locator doors = run(page, "all-doors");
    boolean free = "free".equals(doors.locator(".result").getAttribute("data-outcome"));
    assertThat(doors.locator(".said")).containsText(free ? "is free" : "is in use already");
    if (free) {
      assertThat(doors).not().containsText("What holds this port");
    }
    reader.open("/en/owners");
    Locator table = run(page, "whole-table");
    assertThat(table.locator(".said"))
        .containsText(Pattern.compile("All \\d+ pairs were tried\\. In \\d+ of them"));
    Locator marks = table.locator(".conflict-matrix .conflict-short");
    assertTrue(marks.count() > 0, "there are pairs that other systems see otherwise");
    for (Locator mark : marks.all()) { // D19: "≠ ma/c"
      String whole =
          "e => e.getClientRects().length === 1 && e.getBoundingClientRect().right"
              + " <= e.closest('td').getBoundingClientRect().right + 1";
      assertEquals(true, mark.evaluate(whole), mark.textContent());
    }
    Object wide = page.locator("html").evaluate("e => e.scrollWidth - e.clientWidth");
    assertTrue(((Number) wide).intValue() <= 0, "the page itself stays on the screen: " + wide);
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void a_request_fits_a_screen_with_its_reason_and_says_everything_once() {
    host(1440);
    reader.open("/en/flask");
    Locator card = run(page, "wrong-method");
    assertTrue(from(card, ".said", ".why") < 400);
    assertTrue(card.boundingBox().height < 1_300, "the rest is folded");
    assertThat(card.locator(".request-steps")).not().containsText("none matched");
    assertThat(card.locator("#wrong-method-request [data-kind=body]")).hasCount(0);
    card = run(page, "print-or-return");
    // In the program's terminal and in the raw output, and among the measurements no more.
    assertThat(card.getByText("GET / HTTP/1.1\" 200")).hasCount(2);
  }

  @Test
  void commands_are_set_in_one_width_break_at_blanks_and_can_be_copied() {
    host(390);
    reader.open("/en/wildcard");
    Locator command = run(page, "by-my-address").locator(".copy").first();
    assertThat(command.locator("button")).isVisible();
    String font = (String) command.locator("code").evaluate("e => getComputedStyle(e).fontFamily");
    assertTrue(font.contains("mono"), font);
    for (Locator word : command.locator("code span").all()) {
      Object lines = word.evaluate("e => e.getClientRects().length");
      assertEquals(1, ((Number) lines).intValue(), word.textContent());
    }
  }
}
