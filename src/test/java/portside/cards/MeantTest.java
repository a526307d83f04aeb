package portside.cards;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portside.page.Json;
import portside.testing.Chromium;
import portside.testing.Reader;
import portside.testing.TestSite;

/** What was probably meant by a value that is refused: told to a program, and chosen with a key. */
@Tag("browser")
final class MeantTest {
  private static TestSite site;
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    site = TestSite.start();
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    chromium.close();
    site.close();
  }

  private static HttpResponse<String> post(String accept, String form, String... headers) {
    var request =
        site.request("/experiments/probe")
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Accept", accept)
            .header("Accept-Language", "en")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return site.send(headers.length == 0 ? request : request.headers(headers));
  }

  @Test
  void a_program_gets_the_address_that_was_meant_and_the_name_of_the_parameter() throws Exception {
    HttpResponse<String> answer = post("application/json", "address=0,0,0,0");
    assertEquals(400, answer.statusCode());
    assertEquals("0.0.0.0", Json.read(answer.body()).path("hint").asText());
    assertEquals("address", Json.read(answer.body()).path("parameter").asText());
    assertTrue(
        Json.read(answer.body()).path("what").asText().startsWith("Address "), answer.body());
    assertEquals(
        "", Json.read(post("application/json", "address=hm").body()).path("hint").asText());
  }

  @Test
  void a_number_in_the_digits_of_an_input_method_is_understood() throws Exception {
    assertEquals(
        "8080", Json.read(post("application/json", "port=８０８０").body()).path("hint").asText());
    assertEquals(
        "8080", Json.read(post("application/json", "port=8,080").body()).path("hint").asText());
    assertEquals(
        "", Json.read(post("application/json", "port=70000").body()).path("hint").asText());
  }

  @Test
  void a_page_without_a_script_says_it_in_text_and_names_the_label_of_the_form() {
    String page = post("text/html", "address=127.1").body();
    assertTrue(page.contains("Did you mean this? <strong>127.0.0.1</strong>"), page);
    assertTrue(page.contains("<h1>Address \"127.1\" is"), page);
    assertFalse(page.contains("class=\"meant"), "a button would do nothing there");
    assertTrue(post("text/plain", "address=127.1").body().contains("Did you mean this? 127.0.0.1"));
  }

  @Test
  void one_press_of_a_key_puts_it_into_the_field_and_the_next_runs_it() {
    try (BrowserContext context = chromium.context(Reader.window(1280, 900).setLocale("ko"))) {
      Page page = context.newPage();
      page.navigate(site.hostLink());
      page.navigate(site.origin() + "/experiments/probe?port=0");
      page.locator("#probe [name=address]").fill("１２７．０．０．１:8080");
      page.keyboard().press("Enter");
      assertThat(page.locator("#probe .problem button.meant")).hasText("127.0.0.1");
      page.locator("#probe .problem button.meant").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("#probe [name=address]")).hasValue("127.0.0.1");
      assertThat(page.locator("#probe [name=address]")).isFocused();
      assertThat(page.locator("#probe .problem")).hasCount(0);
      page.keyboard().press("Enter");
      assertThat(page.locator("#probe .result")).hasAttribute("data-outcome", "free");
    }
  }
}
