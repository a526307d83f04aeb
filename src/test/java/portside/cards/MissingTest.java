package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.page.Json;
import portside.page.Words;
import portside.testing.Patience;
import portside.testing.TestSite;

/** What this computer lacks is said to whoever asked, in the form in which they asked. */
class MissingTest {
  private static final String FOREIGN = "203.0.113.7";
  private static final Pattern ALIVE = Pattern.compile("data-run=\"([^\"]+)\"[^>]* data-alive");

  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  private static String sentence(String lang) {
    return Words.of("experiments/reach", lang).get("missing.not-own", Map.of("address", FOREIGN));
  }

  private static HttpResponse<String> form(String lang, String... headers) {
    return site.send(
        site.request("/experiments/reach")
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Accept", "text/html")
            .header("Accept-Language", lang)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .headers(headers)
            .POST(BodyPublishers.ofString("_card=reach&bind=" + FOREIGN)));
  }

  private static HttpResponse<String> again(String lang, String run, String... headers) {
    return site.send(
        site.request("/runs/" + run + "?_card=reach")
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Accept", "text/html")
            .header("Accept-Language", lang)
            .headers(headers));
  }

  @Test
  void a_program_gets_an_error_with_its_key_and_the_sentence() throws Exception {
    HttpResponse<String> answer = site.post("/experiments/reach", "{\"bind\":\"" + FOREIGN + "\"}");
    assertEquals(409, answer.statusCode(), answer.body());
    JsonNode said = Json.read(answer.body());
    assertEquals("missing.not-own", said.path("error").asText(), answer.body());
    assertTrue(List.of(sentence("ko"), sentence("en")).contains(said.path("todo").asText()));
    assertTrue(said.path("outcome").isNull(), answer.body());
    assertFalse(said.has("failure"), answer.body());
    JsonNode again =
        Json.read(
            site.send(
                    site.request("/runs/" + said.path("run").asText())
                        .header("Accept", "application/json"))
                .body());
    assertEquals("missing.not-own", again.path("error").asText(), again.toString());
  }

  @ParameterizedTest
  @CsvSource({"ko, HX-Request, true", "en, HX-Request, true", "ko, DNT, 1", "en, DNT, 1"})
  void a_reader_gets_the_sentence_in_the_card_with_and_without_a_script(
      String lang, String name, String value) {
    HttpResponse<String> first = form(lang, name, value);
    assertEquals(200, first.statusCode());
    Matcher alive = ALIVE.matcher(first.body()); // a busy computer is looked at again
    HttpResponse<String> answer =
        alive.find()
            ? Patience.until(
                first::body,
                () -> again(lang, alive.group(1), name, value),
                later -> !ALIVE.matcher(later.body()).find())
            : first;
    assertTrue(answer.body().contains(sentence(lang)), answer.body());
    assertTrue(answer.body().contains(Words.of("page", lang).get("missing.run")), answer.body());
    assertFalse(answer.body().contains("Missing["), answer.body());
    assertFalse(answer.body().contains(Words.of("page", lang).get("failed")), answer.body());
    if (!name.equals("HX-Request")) {
      assertTrue(
          answer.body().contains("value=\"" + FOREIGN + "\""), "what the reader wrote is kept");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void a_card_whose_settings_may_be_changed_says_that_they_are_in_the_way(String lang) {
    String page =
        site.send(
                site.request("/" + lang + "/wildcard")
                    .header("Authorization", "Bearer " + TestSite.KEY)
                    .header("Accept", "text/html"))
            .body();
    String card = page.substring(page.indexOf("id=\"from-another-device\""));
    card = card.substring(0, card.indexOf("</article>"));
    assertTrue(card.contains(Words.of("page", lang).get("missing.settings")), card);
    assertFalse(card.contains(Words.of("page", lang).get("missing.title")), card);
    assertTrue(card.contains("class=\"run\""), card);
  }
}
