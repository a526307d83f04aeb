package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import portside.testing.Axe;
import portside.testing.BrowserTest;
import portside.testing.Campaign;
import portside.testing.Reader;
import portside.testing.TestSite;

/**
 * The last exercise of the course: every sentence in it is false as it is heard, a run here says
 * so, and words of its list make it true.
 */
final class TenSentencesTest extends BrowserTest {
  /** A computer without a network, without IPv6 or without curl cannot test all of them. */
  private static final Pattern SETTLED = Pattern.compile(".*claim-(differs|untestable).*");

  private static final Pattern KNOWN = Pattern.compile(".*claim-(holds|differs|untestable).*");

  private void comes(String lang) {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale(lang)));
    reader.open("/" + lang + "/sentences");
  }

  private void test(Locator sentence) {
    sentence.locator("button.test").click();
    assertThat(sentence).hasAttribute("class", KNOWN);
  }

  @Test
  void a_sentence_that_does_not_hold_is_mended() {
    comes("en");
    Locator sentence = page.locator("#repair-host");
    doesNotHold(sentence);
    mend(sentence);
    assertEquals(List.of(), reader.complaints());
  }

  @Campaign
  @Test
  void none_of_the_ten_holds_as_it_is_heard_and_each_can_be_mended() {
    comes("en");
    for (Locator sentence : ten()) {
      doesNotHold(sentence);
      mend(sentence);
    }
    assertEquals(List.of(), Axe.violations(page));
    assertEquals(List.of(), reader.complaints());
  }

  /** Where they have the same parameters and outcomes. */
  @Campaign
  @Test
  void none_of_the_ten_holds_in_korean_either() {
    comes("ko");
    ten().forEach(this::doesNotHold);
    assertEquals(List.of(), reader.complaints());
  }

  private List<Locator> ten() {
    List<Locator> sentences = page.locator("[id^=repair-].repair").all();
    assertEquals(10, sentences.size());
    return sentences;
  }

  private void doesNotHold(Locator sentence) {
    assertThat(sentence.locator(".why")).hasCount(0);
    test(sentence);
    assertThat(sentence).hasAttribute("class", SETTLED);
    assertThat(sentence.locator("details.why")).hasCount(1);
  }

  /** Its script comes when the reader comes near. */
  private static final String SCRIPT =
      "import(document.querySelector('script[src$=\"/portside.js\"]')"
          + ".src.replace(/portside.js$/, 'repair.js')).then(() => true)";

  private void mend(Locator sentence) {
    sentence.locator("select").hover();
    page.evaluate(SCRIPT);
    for (int words = 1; words < sentence.locator("option").count(); words++) {
      sentence.locator("select").selectOption(String.valueOf(words));
      assertThat(sentence)
          .hasClass(Pattern.compile("claim-open")); // what is known is of the others
      test(sentence);
      assertThat(sentence.locator("select")).hasValue(String.valueOf(words));
      String found = sentence.getAttribute("class");
      if (!found.contains("claim-differs")) {
        if (found.contains("claim-holds")) {
          assertThat(sentence.locator("div.why")).isVisible();
          assertThat(sentence.locator("details.why")).hasCount(0);
        }
        return;
      }
    }
    throw new AssertionError("no words make it true: " + sentence.innerText());
  }

  @Test
  void without_a_script_the_words_set_what_is_run_and_stay_chosen() {
    String page = form("ko", "conflict", "repair-conflict", "2");
    assertTrue(page.contains("claim repair claim-holds\" id=\"repair-conflict"), page);
    assertTrue(page.contains("<option value=\"2\" selected>"), page);
    String other = form("ko", "conflict", "repair-conflict", "0");
    assertTrue(other.contains("claim repair claim-differs\" id=\"repair-conflict"), other);
  }

  @Test
  void words_that_are_not_in_the_list_choose_nothing() {
    for (String words : List.of("7", "-1", "x", "99999999999")) {
      String page = form("en", "conflict", "repair-conflict", words);
      assertTrue(page.contains("id=\"repair-conflict\""), words);
      assertTrue(page.contains("<option value=\"0\" selected>"), words);
    }
  }

  @Test
  void a_guest_reads_the_sentence_and_what_is_true() {
    come(Reader.guest(chromium, site, Reader.window(1440, 900).setLocale("en")));
    reader.open("/en/sentences");
    Locator sentence = page.locator("#repair-path");
    assertThat(sentence.locator("select")).hasCount(0);
    assertThat(sentence.locator(".sentence em")).isVisible();
    sentence.locator("details.why summary").click();
    assertThat(sentence.locator("details.why")).containsText("inside this computer");
  }

  private static String form(String lang, String experiment, String id, String words) {
    String form = "_page=/%s/sentences&_card=%s&_prediction=%s".formatted(lang, id, encoded(words));
    return site.send(
            site.request("/experiments/" + experiment)
                .header("Authorization", "Bearer " + TestSite.KEY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form)))
        .body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
