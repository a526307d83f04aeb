package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.cards.Visitor.card;
import static portside.cards.Visitor.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.testing.Patience;
import portside.testing.TestSite;

/** What is done to a run over HTTP, and what each asker hears of it. */
final class ActOverHttpTest {
  private static final String CARD = "_page=/en/loopback&_card=my-addresses";
  private static final String[] TARGET = {"HX-Target", "my-addresses-result"};
  private static TestSite site;

  private Visitor host;
  private String run;

  @BeforeAll
  static void start() {
    site = TestSite.with(new Told());
  }

  /** Which ends every run. */
  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void begins() {
    host = Visitor.host(site);
    run = begun();
  }

  private String begun() {
    HttpResponse<String> begun = host.begin("/experiments/" + Told.NAME + "?" + CARD);
    assertEquals(202, begun.statusCode(), begun.body());
    return begun.headers().firstValue("Location").orElseThrow();
  }

  private JsonNode state() {
    return read(host.get(run));
  }

  @Test
  void a_program_that_stops_a_run_hears_of_its_end() {
    HttpResponse<String> answer = host.json(run + "/stop", "");
    assertEquals(200, answer.statusCode(), answer.body());
    assertFalse(read(answer).path("alive").asBoolean(true), answer.body());
  }

  @Test
  void a_form_that_stops_a_run_is_answered_with_the_page_it_was_on() {
    HttpResponse<String> answer = host.form(run + "/stop", CARD);
    assertEquals(200, answer.statusCode(), answer.body());
    String card = card(answer.body(), "my-addresses");
    assertTrue(card.contains("Stopped before there was a final result."), card);
    assertFalse(card.contains("data-alive"), card);
  }

  @ParameterizedTest
  @CsvSource({"stop", "half"})
  void a_page_that_follows_the_run_is_told_nothing_besides(String action) {
    HttpResponse<String> answer = host.htmx(run + "/" + action, CARD);
    assertEquals(204, answer.statusCode(), answer.body());
    assertEquals("", answer.body());
    Patience.until(
        () -> state().toString(),
        () -> !state().path("alive").asBoolean() || state().path("part").asDouble() == 0.5);
  }

  @Test
  void a_page_that_has_a_place_for_it_gets_what_came_of_a_step() {
    HttpResponse<String> half = host.htmx(run + "/half", CARD, TARGET);
    assertEquals(200, half.statusCode(), half.body());
    assertTrue(half.body().contains("data-run=\"" + run.replace("/runs/", "")), half.body());
    HttpResponse<String> stopped = host.htmx(run + "/stop", CARD, TARGET);
    assertEquals(200, stopped.statusCode(), stopped.body());
    assertTrue(stopped.body().contains("id=\"my-addresses-said\""), stopped.body());
  }

  /** The page waits for it, but not for ever: on a busy computer once in a while in vain. */
  private void usually(String action, Predicate<String> wanted) {
    String[] card = new String[1];
    Patience.until(
        () -> card[0],
        () -> {
          String one = begun();
          HttpResponse<String> answer = host.form(one + "/" + action, CARD);
          assertEquals(200, answer.statusCode(), answer.body());
          host.json(one + "/stop", "");
          card[0] = card(answer.body(), "my-addresses");
          return wanted.test(card[0]);
        });
  }

  @Test
  void a_form_gets_the_page_with_what_came_of_a_step() {
    usually(
        "half",
        card ->
            card.contains("<progress max=\"1\" value=\"0.5\"")
                && card.contains("data-alive=\"true\""));
  }

  /** Without a script a page cannot follow, so that it waits for the end that comes right after. */
  @Test
  void a_form_whose_step_ends_the_run_gets_a_page_with_nothing_to_follow() {
    usually("end", card -> card.contains("data-outcome=\"none\"") && !card.contains("data-alive"));
  }

  @Test
  void a_program_hears_at_once_how_the_run_stands() {
    HttpResponse<String> answer = host.json(run + "/half", "");
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(run, "/runs/" + read(answer).path("run").asText());
    assertTrue(read(answer).path("alive").asBoolean());
  }

  /** A class tells at the same time, and hears of the changes as of all others. */
  @Test
  void who_tells_a_measurement_is_not_answered() {
    for (Visitor one : new Visitor[] {host, Visitor.guest(site)}) {
      HttpResponse<String> answer = one.json(run + "/tell", "");
      assertEquals(204, answer.statusCode(), answer.body());
      assertEquals("", answer.body());
    }
  }

  @Test
  void a_guest_takes_no_step_and_fetches_nothing_that_is_the_hosts() {
    Visitor guest = Visitor.guest(site);
    assertEquals(403, guest.json(run + "/half", "").statusCode());
    assertEquals(403, guest.json(run + "/stop", "").statusCode());
    assertEquals(403, guest.get(run + "/facts").statusCode());
    assertEquals(403, guest.get(run + "/none").statusCode());
    assertTrue(state().path("alive").asBoolean());
  }

  @Test
  void a_large_result_is_fetched_by_its_name() {
    Patience.until(() -> run, () -> host.get(run + "/facts").statusCode() == 200);
    HttpResponse<String> facts = host.get(run + "/facts");
    assertEquals("42", facts.body());
    assertEquals("application/octet-stream", facts.headers().firstValue("Content-Type").get());
    assertEquals(404, host.get(run + "/none").statusCode());
  }

  @Test
  void what_does_not_run_can_neither_be_seen_nor_done_to() {
    assertEquals(404, host.get("/runs/none").statusCode());
    assertEquals(404, host.json("/runs/none/stop", "").statusCode());
    HttpResponse<String> unknown = host.json(run + "/unheard-of", "");
    assertEquals(400, unknown.statusCode());
    assertEquals("bad-input.unknown-action", read(unknown).path("error").asText());
  }

  @Test
  void a_reader_looks_back_at_an_earlier_moment() {
    host.json(run + "/moment", "");
    Patience.until(() -> state().toString(), () -> moment("") == 3);
    assertEquals(1, moment("?_moment=1"));
    assertEquals(2, moment("?_moment=2"));
    for (String now : new String[] {"3", "9", "0", "-1", "x", "", "1234567890"}) {
      assertEquals(3, moment("?_moment=" + now), now);
    }
  }

  private int moment(String asked) {
    return read(host.get(run + asked)).path("evidence").path("number").asInt();
  }

  @Test
  void a_link_that_names_a_run_shows_it_in_its_card_to_whoever_opens_it() {
    String id = run.replace("/runs/", "");
    for (Visitor one : new Visitor[] {host, Visitor.guest(site)}) {
      String page = one.page("/en/loopback?run=" + id);
      assertTrue(card(page, "my-addresses").contains("data-run=\"" + id + "\""), page);
      String alone = one.page("/experiments/" + Told.NAME + "?run=" + id);
      assertTrue(card(alone, Told.NAME).contains("data-run=\"" + id + "\""), alone);
      assertFalse(one.page("/en/loopback?run=none").contains("data-run=\"none"), "no such run");
    }
  }
}
