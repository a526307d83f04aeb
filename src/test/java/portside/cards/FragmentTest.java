package portside.cards;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
