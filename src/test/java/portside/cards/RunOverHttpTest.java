package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.cards.Visitor.card;
import static portside.cards.Visitor.chosen;
import static portside.cards.Visitor.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.testing.Patience;
import portside.testing.TestSite;

/** Experiments over HTTP: what a request may say, in which form it is answered, what is kept. */
final class RunOverHttpTest {
  private static final String LESSON = "_page=/en/wildcard&_card=";
  private static final String WORDS = "?_page=/en/sentences&_card=repair-host&_prediction=";

  /** Of the characters that a field may have. */
  private static final String LONGEST = "x".repeat(4_000);

  private static TestSite site;
  private Visitor host;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  @BeforeEach
  void comes() {
    host = Visitor.host(site);
  }

  @Test
  void a_program_waits_for_the_answer_and_is_told_where_the_run_is() {
    HttpResponse<String> answer = host.json("/experiments/hostcheck", "{\"check\":\"on\"}");
    assertEquals(200, answer.statusCode());
    assertEquals("rejected", read(answer).path("outcome").asText());
    String url = answer.headers().firstValue("Location").orElseThrow();
    assertEquals("/runs/" + read(answer).path("run").asText(), url);
    assertEquals("rejected", read(host.get(url)).path("outcome").asText());
  }

  @Test
  void a_program_that_does_not_wait_is_told_where_the_run_will_be() {
    HttpResponse<String> answer = host.begin("/experiments/hostcheck");
    assertEquals(202, answer.statusCode());
    assertEquals(
        "/runs/" + read(answer).path("run").asText(),
        answer.headers().firstValue("Location").orElseThrow());
  }

  /** RFC 5737: nobody's address. */
  @Test
  void what_cannot_be_tested_here_is_a_conflict_to_a_program_and_a_result_to_a_reader() {
    HttpResponse<String> answer =
        host.json("/experiments/conflict", "{\"second\":\"203.0.113.1\"}");
    assertEquals(409, answer.statusCode());
    assertEquals("missing.address", read(answer).path("error").asText());
    HttpResponse<String> page = host.form("/experiments/conflict", "second=203.0.113.1");
    assertEquals(200, page.statusCode());
    assertTrue(card(page.body(), "conflict").contains("could not be tested here"), page.body());
  }

  @Test
  void htmx_gets_the_result_of_its_card_and_the_claims_that_it_settles() {
    String part = host.htmx("/experiments/whoami", LESSON + "who").body();
    assertTrue(part.contains("data-outcome=\"loopback\""), part);
    assertTrue(part.contains("id=\"who-said\""), part);
    assertTrue(part.contains("id=\"same-computer\""), part);
    assertFalse(part.contains("id=\"only-own-addresses\""), part);
    assertFalse(part.contains("<html"), part);
  }

  @Test
  void a_browser_without_scripts_gets_the_lesson_with_the_result_in_its_card() {
    HttpResponse<String> answer = host.form("/experiments/whoami", LESSON + "who");
    assertEquals(200, answer.statusCode());
    String page = answer.body();
    assertTrue(page.contains("<html lang=\"en\""), page);
    assertTrue(card(page, "who").contains("data-outcome=\"loopback\""), page);
    assertFalse(card(page, "all-doors").contains("data-outcome"), page);
  }

  @Test
  void without_a_page_of_its_own_the_result_stands_on_the_experiments_page() {
    String page = host.form("/experiments/hostcheck", "check=on").body();
    assertTrue(card(page, "hostcheck").contains("data-outcome=\"rejected\""), page);
    assertTrue(
        card(page, "hostcheck").contains("name=\"_page\" value=\"/experiments/hostcheck\""), page);
    assertEquals(List.of("on"), chosen(card(page, "hostcheck")));
  }

  @Test
  void the_experiments_page_says_where_it_is_in_each_language_and_remembers_its_readers() {
    HttpResponse<String> page =
        site.send(
            site.request("/experiments/hostcheck?check=on")
                .headers("Accept", "text/html", "Accept-Language", "en"));
    String links = page.headers().firstValue("Link").orElse("");
    assertTrue(links.contains("/experiments/hostcheck?_lang=ko>; rel=\"alternate\""), links);
    assertTrue(page.headers().firstValue("Set-Cookie").orElse("").contains("=en;"), "the language");
    assertTrue(page.body().contains("<h1>A stranger's name, your server"), page.body());
  }

  @Test
  void the_link_to_an_experiment_sets_its_form_and_runs_nothing() {
    String page = host.page("/experiments/hostcheck?check=on&lang=en&_x=1");
    assertEquals(List.of("on"), chosen(page));
    assertFalse(page.contains("data-run="), page);
    String wrong = host.get("/experiments/hostcheck?port=1").body();
    assertTrue(wrong.contains("bad-input.unknown-parameter"), wrong);
    assertEquals(404, host.get("/experiments/none").statusCode());
    assertEquals(404, host.json("/experiments/none", "").statusCode());
  }

  @Test
  void a_guest_runs_nothing_that_is_not_for_guests() {
    HttpResponse<String> answer = Visitor.guest(site).json("/experiments/hostcheck", "");
    assertEquals(403, answer.statusCode());
    assertEquals("denied.host-only", read(answer).path("error").asText());
  }

  @Test
  void the_words_of_a_sentence_set_the_parameters_that_they_stand_for() {
    assertEquals("off", checked("/experiments/hostcheck" + WORDS + "0"));
    assertEquals("on", checked("/experiments/hostcheck" + WORDS + "1"));
    // there are no such words, so that the experiment has its own default
    assertEquals("off", checked("/experiments/hostcheck" + WORDS + "7"));
    assertEquals("off", checked("/experiments/hostcheck" + WORDS));
    assertEquals(
        "off",
        checked("/experiments/hostcheck?_page=/en/sentences&_card=repair-zero&_prediction=1"));
  }

  private String checked(String path) {
    HttpResponse<String> answer = host.json(path, "");
    assertEquals(200, answer.statusCode(), answer.body());
    return read(answer).path("parameters").path("check").asText();
  }

  @Test
  void the_words_of_a_sentence_set_nothing_of_another_experiment() {
    HttpResponse<String> answer = host.json("/experiments/whoami" + WORDS + "1", "");
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(0, read(answer).path("parameters").size());
  }

  @Test
  void a_prediction_is_kept_where_the_card_offers_it_and_no_nonsense_takes_its_place() {
    String probe = "/experiments/probe";
    String card = "port=0&" + LESSON + "not-my-door&_prediction=";
    host.form(probe, card + "needs-privilege");
    assertEquals(List.of("needs-privilege"), predicted("/en/wildcard", "not-my-door"));
    host.form(probe, card + "redirected"); // another card's
    host.form(probe, card);
    host.form(probe, "port=0&_page=/en/wildcard&_prediction=free"); // no card's
    host.form("/experiments/whoami", LESSON + "not-my-door&_prediction=free");
    assertEquals(List.of("needs-privilege"), predicted("/en/wildcard", "not-my-door"));
    assertEquals(List.of("needs-privilege"), predicted("/ko/wildcard", "not-my-door"));
    host.form(probe, card + "free");
    assertEquals(List.of("free"), predicted("/en/wildcard", "not-my-door"));
    assertEquals(List.of(), predicted("/en/wildcard", "all-doors"));
  }

  private List<String> predicted(String page, String card) {
    return chosen(card(host.page(page), card));
  }

  @Test
  void what_the_owner_predicted_is_noted_with_what_came_out() {
    String asked = "first=127.0.0.1&second=127.0.0.1&_page=/en/ports&_card=same-door";
    host.form("/experiments/conflict", asked + "&_prediction=both-listen");
    String noted = "<dt>You said</dt><dd>Both are open</dd>";
    Patience.until(() -> host.page("/en/found"), () -> host.page("/en/found").contains(noted));
  }

  @Test
  void the_words_that_were_chosen_are_there_at_the_next_visit() {
    host.form("/experiments/hostcheck" + WORDS + "1", "");
    host.form("/experiments/hostcheck" + WORDS + "7", "");
    String sentence = Visitor.part(host.page("/en/sentences"), "div", "repair-host");
    assertEquals(List.of("1"), chosen(sentence));
  }

  /** And only for who has started it. */
  @Test
  void a_run_stands_at_the_card_that_it_was_started_from() {
    host.form("/experiments/whoami", LESSON + "who");
    String page = host.page("/en/wildcard");
    assertTrue(card(page, "who").contains("data-outcome=\"loopback\""), page);
    assertFalse(card(Visitor.host(site).page("/en/wildcard"), "who").contains("data-run="), page);
  }

  @Test
  void a_field_of_the_form_counts_before_the_same_field_of_its_address() {
    String page = host.form("/experiments/whoami?_card=all-doors", LESSON + "who").body();
    assertTrue(card(page, "who").contains("data-run="), page);
    String other = host.form("/experiments/whoami?" + LESSON + "who", "_x=1").body();
    assertTrue(card(other, "who").contains("data-run="), other);
  }

  @Test
  void whoami_is_flat_for_curl() {
    HttpResponse<String> answer = site.send(site.request("/whoami"));
    assertEquals(200, answer.statusCode());
    JsonNode flat = read(answer);
    assertEquals("loopback", flat.path("outcome").asText());
    assertEquals("127.0.0.1", flat.path("remoteAddress").asText());
    assertEquals(site.port(), flat.path("localPort").asInt());
  }

  @Test
  void before_its_run_a_card_shows_what_runs_where_it_asks_nothing() {
    String page = host.page("/en/debugger");
    assertTrue(page.contains("id=\"waiting-tab-before\""), "the program");
    assertFalse(page.contains("id=\"stop-here-before\""), "the text shows it");
  }

  @ParameterizedTest
  @CsvSource({"true, on", "false, off", "'\"on\"', on", "'\"off\"', off"})
  void a_switch_is_said_as_json_says_it_or_as_the_form_does(String said, String meant) {
    JsonNode run = host.ran("hostcheck", "{\"check\":" + said + "}");
    assertEquals(meant, run.path("parameters").path("check").asText());
  }

  @Test
  void a_number_is_said_as_a_number() {
    JsonNode run = host.ran("probe", "{\"port\":0,\"address\":\"127.0.0.1\"}");
    assertEquals("free", run.path("outcome").asText());
  }

  @Test
  void without_a_body_every_parameter_has_its_default() {
    assertEquals("off", host.ran("hostcheck", " ").path("parameters").path("check").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "[], not-an-object",
    "{, not-json",
    "'{\"check\":null}', not-a-value",
    "'{\"check\":{}}', not-a-value",
    "'{\"check\":[]}', not-a-value"
  })
  void what_is_no_flat_object_is_refused(String body, String problem) {
    refused(host.json("/experiments/hostcheck", body), problem);
  }

  private static void refused(HttpResponse<String> answer, String problem) {
    assertEquals(400, answer.statusCode(), answer.body());
    assertEquals("bad-input." + problem, read(answer).path("error").asText());
  }

  @Test
  void a_field_may_be_so_long_and_no_longer() {
    for (String field : List.of("{\"_x\":\"%s\"}", "{\"_%s\":1}")) {
      String most = field.contains("_x") ? LONGEST : LONGEST.substring(1);
      host.ran("hostcheck", field.formatted(most));
      refused(host.json("/experiments/hostcheck", field.formatted(most + "x")), "field-too-long");
    }
  }

  @Test
  void the_field_of_a_form_or_of_a_link_may_be_as_long() {
    String form = "/experiments/hostcheck";
    for (String more : List.of("", "x")) {
      int status = more.isEmpty() ? 200 : 400;
      assertEquals(status, host.form(form, "_x=" + LONGEST + more).statusCode());
      assertEquals(status, host.get(form + "?_x=" + LONGEST + more).statusCode());
    }
  }
}
