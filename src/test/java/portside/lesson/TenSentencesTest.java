package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.BrowserTest;
import portside.testing.Reader;

/** The last exercise of the course: every sentence in it is false, and a run here says so. */
final class TenSentencesTest extends BrowserTest {
  private static final HasAttributeOptions BUSY = new HasAttributeOptions().setTimeout(60_000);

  /** A computer without a network, without IPv6 or without curl cannot test all of them. */
  private static final Pattern SETTLED = Pattern.compile(".*claim-(differs|untestable).*");

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void none_of_the_ten_holds_and_each_is_mended(String lang) {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale(lang)));
    reader.open("/" + lang + "/ports");
    List<Locator> sentences = page.locator("[id^=repair-]").all();
    assertEquals(10, sentences.size());
    for (Locator sentence : sentences) {
      if (sentence.locator("button.test").count() == 0) {
        continue; // it says what is missing here
      }
      assertThat(sentence.locator(".why")).hasCount(0);
      sentence.locator("button.test").click();
      assertThat(sentence).hasAttribute("class", SETTLED, BUSY);
      assertThat(sentence.locator(".why")).isVisible();
    }
  }
}
