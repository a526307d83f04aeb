package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.cards.Visitor.chosen;
import static portside.cards.Visitor.part;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portside.testing.Patience;
import portside.testing.TestSite;

/**
 * What a page gets when a run that it shows has changed: the same bytes for all, where they may.
 */
final class FragmentTest {
  private static final String TABLE = "conflicts-compared";

  private static TestSite site;
  private static String run;

  @BeforeAll
  static void start() {
    site = TestSite.start();
    run =
        site.post("/experiments/server", "{\"port\":0}")
            .headers()
            .firstValue("Location")
            .orElseThrow();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private static String fragment(boolean host, String lang, String more) {
    var request =
        site.request(run + "?_lang=" + lang + "&_card=server&_page=/experiments/server" + more)
            .header("HX-Request", "true")
            .header("Accept-Language", lang);
    return site.send(host ? request.header("Authorization", "Bearer " + TestSite.KEY) : request)
        .body();
  }

  @Test
  void the_host_and_a_guest_never_get_each_others() {
    for (int i = 0; i < 3; i++) {
      assertTrue(fragment(true, "en", "").contains("data-evidence=\"pid\""));
      String guest = fragment(false, "en", "");
      assertFalse(guest.contains("data-evidence=\"pid\"") || guest.contains("/stop"), guest);
    }
  }

  @Test
  void every_language_gets_its_own() {
    for (int i = 0; i < 3; i++) {
      String ko = fragment(false, "ko", "");
      String en = fragment(false, "en", "");
      assertTrue(ko.contains("서버가 본 상대 주소"), ko);
      assertTrue(en.contains("Caller, as the server saw it"), en);
    }
  }

  @Test
  void every_prediction_gets_its_own() {
    String asked =
        site.post("/experiments/zero", "{\"from\":\"curl\",\"redirect\":\"off\"}")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String right = prediction(asked, "no-redirect");
    String wrong = prediction(asked, "redirected");
    String none = prediction(asked, "");
    assertTrue(right.contains("You predicted it"), right);
    assertTrue(wrong.contains("Not what you predicted"), wrong);
    assertFalse(none.contains("You predicted it") || none.contains("you predicted"), none);
  }

  private static String prediction(String asked, String outcome) {
    return site.send(
            site.request(
                    asked + "?_card=is-there-a-redirect&_page=/en/wildcard&_prediction=" + outcome)
                .header("HX-Request", "true"))
        .body();
  }

  @Test
  void after_a_change_everybody_gets_the_new_one() {
    String before = fragment(false, "en", "");
    site.send(
        site.request(run + "/seen")
            .header("Origin", site.origin())
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("door=127.0.0.1&result=failed-at-once&ms=77")));
    Patience.until(() -> "no new one", () -> fragment(false, "en", "").contains("77 ms"));
    assertFalse(before.contains("77 ms"));
  }

  private static Visitor host() {
    return Visitor.host(site);
  }

  private static String started(String experiment, String parameters) {
    return "/runs/" + host().ran(experiment, parameters).path("run").asText();
  }

  @Test
  void a_run_changes_no_card_of_another_experiment() {
    String run = started("whoami", "");
    String there = host().fragment(run + "?_page=/en/wildcard&_card=who");
    assertTrue(there.contains("id=\"who-said\"") && there.contains("data-run="), there);
    String other = host().fragment(run + "?_page=/en/wildcard&_card=all-doors");
    assertFalse(other.contains("id=\"all-doors-said\"") || other.contains("data-run="), other);
    // What the run settles is the same wherever the reader looks.
    assertTrue(other.contains("id=\"same-computer\""), other);
  }

  @Test
  void of_the_claims_it_changes_those_that_it_settles() {
    String run = started("probe", "{\"address\":\"203.0.113.1\",\"port\":8080}");
    String part = host().fragment(run + "?_page=/en/wildcard&_card=not-my-door");
    assertTrue(part.contains("id=\"only-own-addresses\""), part);
    assertFalse(part.contains("id=\"same-computer\""), part);
  }

  @Test
  void of_the_sentences_it_changes_those_one_of_whose_wordings_it_settles() {
    String part =
        host().fragment(started("hostcheck", "") + "?_page=/en/sentences&_card=repair-host");
    assertTrue(part.contains("id=\"repair-host\""), part);
    assertFalse(part.contains("id=\"repair-redirect\""), part);
  }

  @Test
  void every_choice_of_words_gets_its_own() {
    String run = started("hostcheck", "") + "?_page=/en/sentences&_card=repair-host&_prediction=";
    for (String words : new String[] {"0", "1", "0"}) {
      assertEquals(words, chosen(host().fragment(run + words)).get(0));
    }
  }

  @Test
  void of_the_comparisons_it_changes_those_that_have_a_cell_for_it() {
    String page = "?_page=/en/ports&_card=same-door";
    String fills = host().fragment(started("conflict", "{\"second\":\"0.0.0.0\"}") + page);
    assertTrue(part(fills, "form", TABLE).contains("data-outcome="), fills);
    String none = host().fragment(started("conflict", "") + page);
    assertTrue(none.contains("id=\"same-door-said\""), none);
    assertFalse(none.contains("id=\"" + TABLE + "\""), none);
  }

  /** What stands in the other cells is of each person, whoever asks first. */
  @Test
  void every_person_gets_a_comparison_of_their_own() {
    String run = started("conflict", "{\"second\":\"0.0.0.0\"}") + "?_page=/en/ports";
    Visitor predicts = Visitor.host(site);
    Visitor other = Visitor.host(site);
    predicts.htmx("/tables/" + TABLE, "_page=/en/ports&" + Table.name(1, 1) + "=both-listen");
    for (int i = 0; i < 2; i++) {
      assertEquals("both-listen", chosen(predicts.fragment(run)).get(0));
      assertEquals(0, chosen(other.fragment(run)).size());
    }
  }
}
