package portside.cards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.testing.TestSite;

/** The link from the page of an error back to the card whose form it was. */
final class WayBackTest {
  private static final String WORDS = "Back to the card";

  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  private static HttpResponse<String> post(String path, String fields, String... more) {
    return site.send(
        site.request(path)
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Accept-Language", "en")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .headers(more.length == 0 ? new String[] {"Accept", "text/html"} : more)
            .POST(BodyPublishers.ofString(fields)));
  }

  private static void assertLeads(String to, HttpResponse<String> answer) {
    assertEquals(400, answer.statusCode());
    String link = "<p><a href=\"" + to.replace("&", "&amp;") + "\">" + WORDS + "</a></p>";
    assertTrue(answer.body().contains(link), answer.body());
  }

  /** A form's fields are whoever's wrote the form. */
  @ParameterizedTest
  @CsvSource({
    "/en/wildcard, all-doors, /en/wildcard#all-doors",
    "/ko/wildcard/present, all-doors, /ko/wildcard/present#all-doors",
    "/en/wildcard, no-card, /en/wildcard",
    "/en/wildcard, '\"><b>', /en/wildcard",
    "/en/wildcard, , /en/wildcard",
    "/en/wildcard, only-own-addresses, /en/wildcard#only-own-addresses",
    "/en/sentences, repair-conflict, /en/sentences#repair-conflict",
    "/en/ports, conflicts-compared, /en/ports#conflicts-compared",
    "/en/nowhere, all-doors, /experiments/probe",
    "https://example.org/, all-doors, /experiments/probe",
    "//example.org/wildcard, all-doors, /experiments/probe",
    "/en/wildcard/../../x, all-doors, /experiments/probe",
    ", probe, /experiments/probe"
  })
  void from_a_bad_value_the_way_leads_back_to_a_card_of_this_site(
      String from, String card, String to) {
    String fields = "port=70000&_page=%s&_card=%s".formatted(encoded(from), encoded(card));
    HttpResponse<String> answer = post("/experiments/probe", fields);
    assertLeads(to, answer);
    assertFalse(answer.body().contains("example.org"), answer.body());
  }

  private static String encoded(String field) {
    return field == null ? "" : URLEncoder.encode(field, UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "/en/wildcard, in-this-browser, /en/wildcard?run=RUN&_card=in-this-browser#in-this-browser",
    "/en/wildcard, no-card, /en/wildcard",
    ", zero, /experiments/zero?run=RUN&_card=zero#zero",
    ", , /experiments/zero"
  })
  void from_an_action_that_fails_the_way_leads_back_to_its_run(
      String from, String card, String to) {
    String run =
        site.send(
                site.request("/experiments/zero")
                    .header("Authorization", "Bearer " + TestSite.KEY)
                    .header("Accept", "application/json")
                    .header("Prefer", "respond-async")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"from\":\"browser\"}")))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String fields = "_page=%s&_card=%s".formatted(encoded(from), encoded(card));
    HttpResponse<String> answer = post(run + "/unheard-of", fields);
    post(run + "/stop", "", "Accept", "application/json");
    assertLeads(to.replace("RUN", run.replace("/runs/", "")), answer);
  }

  /** Nobody may tell by it which runs there are. */
  @Test
  void from_an_unknown_run_there_is_none() {
    HttpResponse<String> answer = post("/runs/nobodys/stop", "_page=/en/wildcard&_card=all-doors");
    assertEquals(404, answer.statusCode());
    assertFalse(answer.body().contains(WORDS), answer.body());
  }

  @Test
  void who_has_a_script_is_still_at_the_card_and_a_program_was_never_there() {
    String fields = "port=70000&_page=/en/wildcard&_card=all-doors";
    HttpResponse<String> fragment =
        post("/experiments/probe", fields, "HX-Request", "true", "Accept", "text/html");
    assertEquals(400, fragment.statusCode());
    assertTrue(fragment.body().contains("class=\"problem\""), fragment.body());
    assertFalse(fragment.body().contains(WORDS), fragment.body());
    assertFalse(post("/experiments/probe", fields, "Accept", "*/*").body().contains(WORDS));
  }
}
