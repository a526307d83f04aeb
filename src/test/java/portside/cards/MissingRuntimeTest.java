package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.Standard;
import portside.access.Role;
import portside.access.Sight;
import portside.experiments.Missing;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.IpAddresses;
import portside.page.Words;
import portside.process.Children;
import portside.programs.FewPythons;
import portside.programs.Programs;
import portside.testing.Patience;
import portside.testing.TestSite;

/** What a run without anything to run with says of claims and predictions: nothing. */
final class MissingRuntimeTest {
  private static final Reader HOST = new Reader(Role.HOST, Sight.HOST, null);

  private static Children children;
  private final Programs none = FewPythons.programs(children);
  private final Register register = Standard.experiments(children, none, IpAddresses.LOOPBACK);

  @BeforeAll
  static void start(Children itsChildren) {
    children = itsChildren;
  }

  @AfterEach
  void close() {
    none.close();
  }

  private RunState run(String name) {
    Registered<?, ?> registered = register.find(name).orElseThrow();
    String[] given =
        switch (name) {
          case "whichrun" -> new String[] {};
          case "debugger" -> new String[] {"runtime", "python"};
          default -> new String[] {"runtime", "flask"};
        };
    try (Trial trial = new Trial(registered.experiment())) {
      return trial.ended(trial.start(given).id());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"noserver", "server", "whichrun", "debugger"})
  void a_claim_cannot_be_tested_and_a_prediction_is_neither_right_nor_wrong(String name) {
    RunState run = run(name);
    assertEquals(Missing.OUTCOME, run.outcome(), run.toString());
    String expected = run.experiment().experiment().outcomes().get(0);
    Words words = Words.of("experiments/" + name, "en");
    Words frame = Words.of("page", "en");
    Claim claim =
        Claim.of("c", run.experiment(), run.values(), List.of(expected), "A sentence.", "");
    assertEquals(
        "untestable",
        new ClaimView(claim, frame, words, "en", HOST, "/", run, null, null).verdict());
    assertNull(card(run, words, frame, expected).right());
    assertEquals(true, card(run, words, frame, Missing.OUTCOME).right());
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "reach", "overhead"})
  void a_run_finds_out_what_was_not_known_when_it_began(String name) {
    String[] runtime = {"runtime", name.equals("overhead") ? "python" : "flask"};
    try (Trial trial = new Trial(register.find(name).orElseThrow().experiment())) {
      RunState run = trial.ended(trial.start(runtime).id());
      assertEquals(name.equals("overhead") ? "debugpy" : "flask", run.missing().reason());
      assertNull(run.failure());
    }
  }

  @Test
  void that_settings_cannot_run_here_is_said_only_as_long_as_they_are_the_settings() {
    String page = "/experiments/server?runtime=flask";
    String notice = Words.of("page", "en").get("missing.settings");
    try (TestSite site = TestSite.with(register.find("server").orElseThrow().experiment())) {
      // A page does not wait until it is known that there is no Flask.
      Patience.until(() -> "no notice", () -> body(site, site.request(page)).contains(notice));
      assertTrue(body(site, site.request(page)).contains("<div id=\"server-lacks\">"));
      String java = run(site, "runtime=java&port=0");
      assertTrue(java.contains("id=\"server-lacks\" hx-swap-oob"), java);
      assertFalse(java.contains(notice), java);
      assertTrue(run(site, "runtime=flask&port=0").contains(notice));
    }
  }

  private static String run(TestSite site, String form) {
    return body(
        site,
        site.request("/experiments/server")
            .header("HX-Request", "true")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("_card=server&" + form)));
  }

  private static String body(TestSite site, HttpRequest.Builder request) {
    return site.send(
            request
                .header("Authorization", "Bearer " + TestSite.KEY)
                .header("Accept", "text/html")
                .header("Accept-Language", "en"))
        .body();
  }

  private static CardView card(RunState run, Words words, Words frame, @Nullable String predicted) {
    Card card = Card.of("card", run.experiment(), run.values(), null);
    return new CardView(
        card,
        frame,
        words,
        "en",
        HOST,
        "/",
        run,
        predicted,
        null,
        output -> {},
        null,
        false,
        false,
        false);
  }
}
