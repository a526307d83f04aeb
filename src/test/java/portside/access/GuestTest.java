package portside.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.TestSite.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portside.page.Json;
import portside.page.Words;
import portside.testing.Patience;
import portside.testing.RawHttp;
import portside.testing.TestSite;

/** What a guest sees of a run, and what a guest may not do; a guest here is who has no session. */
final class GuestTest {
  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.read(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static JsonNode run(String experiment, String parameters) {
    HttpResponse<String> answer = site.post("/experiments/" + experiment, parameters);
    assertEquals(200, answer.statusCode(), answer.body());
    return json(answer);
  }

  private static HttpResponse<String> state(String run, boolean host, String accept) {
    var request = site.request("/runs/" + run).header("Accept", accept);
    return site.send(host ? request.header("Authorization", "Bearer " + KEY) : request);
  }

  private static JsonNode described(String experiment) {
    for (JsonNode one : json(site.get("/experiments"))) {
      if (one.path("name").asText().equals(experiment)) {
        return one;
      }
    }
    throw new AssertionError("no experiment " + experiment);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static HttpResponse<String> guestPosts(String path) {
    return site.send(
        site.request(path)
            .header("Origin", site.origin())
            .header("Accept", "application/json")
            .POST(BodyPublishers.noBody()));
  }

  @Test
  void a_guest_gets_exactly_the_evidence_that_is_marked_for_guests() throws IOException {
    try (ServerSocket held = new ServerSocket(0)) {
      Map<String, Set<String>> hosts =
          Map.of("probe", Set.of("owner"), "zero", Set.of("url"), "whoami", Set.of());
      for (String experiment : hosts.keySet()) {
        String parameters =
            experiment.equals("probe") ? "{\"port\":" + held.getLocalPort() + "}" : "{}";
        String run = run(experiment, parameters).path("run").asText();
        JsonNode host = json(state(run, true, "application/json"));
        JsonNode guest = json(state(run, false, "application/json"));
        Set<String> all = new TreeSet<>();
        described(experiment)
            .path("evidence")
            .forEach(field -> all.add(field.path("name").asText()));
        assertEquals(all, names(host.path("evidence")), experiment);
        all.removeAll(hosts.get(experiment));
        assertEquals(all, names(guest.path("evidence")), experiment);
        assertTrue(host.has("lines"));
        assertTrue(guest.path("lines").isEmpty(), "its raw lines are the host's");
        boolean mayRun = described(experiment).path("mayRun").asText().equalsIgnoreCase("guest");
        assertEquals(mayRun, guest.has("lines"), experiment);
      }
    }
  }

  @Test
  void who_holds_a_port_is_not_for_guests_in_json_nor_in_a_page_nor_in_a_card() throws IOException {
    try (ServerSocket held = new ServerSocket(0)) {
      String run =
          run("probe", "{\"address\":\"0.0.0.0\",\"port\":" + held.getLocalPort() + "}")
              .path("run")
              .asText();
      String secret = ProcessHandle.current().pid() + " ";
      assertTrue(state(run, true, "application/json").body().contains(secret));
      assertTrue(state(run, true, "text/html").body().contains(secret));
      String query = "?_page=/en/wildcard&_card=all-doors";
      for (String path : List.of(run, run + query)) {
        for (String accept : List.of("application/json", "text/html", "*/*")) {
          String body = state(path, false, accept).body();
          assertFalse(body.contains(secret), path + " " + accept + "\n" + body);
        }
      }
      String card =
          site.send(site.request("/runs/" + run + query).header("HX-Request", "true")).body();
      assertTrue(card.contains("data-outcome=\"in-use\""), card);
      assertFalse(card.contains(secret), card);
      String lesson = site.get("/en/wildcard?run=" + run + "&_card=all-doors").body();
      assertTrue(lesson.contains("data-outcome=\"in-use\""), "the guest sees the outcome");
      assertFalse(lesson.contains(secret), lesson);
    }
  }

  /** A run of the host that waits for a browser. */
  private String waiting(String where) {
    return json(site.send(
            site.request("/experiments/zero" + where)
                .header("Authorization", "Bearer " + KEY)
                .header("Accept", "application/json")
                .header("Prefer", "respond-async")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"from\":\"browser\"}"))))
        .path("run")
        .asText();
  }

  /** The link that a card shows for another device leads to a page without the card's name. */
  @Test
  void the_page_of_an_experiment_alone_shows_the_run_of_a_card_that_its_link_names() {
    String run = waiting("?_page=/en/wildcard&_card=in-this-browser");
    String lesson = site.get("/en/wildcard?run=" + run).body();
    assertTrue(lesson.contains("data-run=\"" + run + "\""), lesson);
    String alone = site.get("/experiments/zero?run=" + run).body();
    assertTrue(alone.contains("data-run=\"" + run + "\""), alone);
    assertEquals(200, site.post("/runs/" + run + "/stop", "{}").statusCode());
  }

  @Test
  void a_guest_can_neither_stop_a_run_nor_act_on_it() {
    String run = waiting("");
    for (String action : List.of("stop", "seen")) {
      HttpResponse<String> answer = guestPosts("/runs/" + run + "/" + action);
      assertEquals(403, answer.statusCode(), action);
      assertEquals("denied.host-only", json(answer).path("error").asText());
    }
    assertTrue(json(state(run, false, "application/json")).path("alive").asBoolean());
    assertEquals(200, site.post("/runs/" + run + "/stop", "{}").statusCode());
    assertFalse(json(state(run, false, "application/json")).path("alive").asBoolean());
  }

  @Test
  void a_guest_may_ask_who_they_are_and_run_nothing_else() {
    for (JsonNode experiment : json(site.get("/experiments"))) {
      String name = experiment.path("name").asText();
      int expected = name.equals("whoami") ? 200 : 403;
      assertEquals(expected, guestPosts("/experiments/" + name).statusCode(), name);
    }
  }

  /** The computer that answers is not the one in a guest's hand. */
  @Test
  void what_a_guest_may_run_does_not_claim_to_run_on_their_computer() {
    for (String lang : List.of("ko", "en")) {
      Words words = Words.of("page", lang);
      String button = "id=\"who-run\">";
      String path = "/" + lang + "/wildcard";
      String guest = site.get(path).body();
      assertTrue(guest.contains(button + words.get("run.guest") + "<"), guest);
      assertFalse(guest.contains(">" + words.get("run") + "<"), guest);
      String host = site.send(site.request(path).header("Authorization", "Bearer " + KEY)).body();
      assertTrue(host.contains(button + words.get("run") + "<"), host);
    }
  }

  @Test
  void the_presenters_notes_are_not_for_guests() {
    HttpResponse<String> host =
        site.send(site.request("/en/wildcard").header("Authorization", "Bearer " + KEY));
    assertTrue(host.body().contains("class=\"notes\""), "the host sees the notes");
    assertFalse(site.get("/en/wildcard").body().contains("class=\"notes\""));
    assertFalse(site.get("/en/wildcard/present").body().contains("class=\"notes\""));
  }

  /** Cookies ignore ports, so a browser shows the site's session to every server on this host. */
  @Test
  void a_cookie_and_a_key_that_reach_an_experiments_server_are_masked_in_its_evidence() {
    String run = waiting("");
    String session =
        site.get("/?key=" + KEY).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    String[] url = new String[1];
    Patience.until(
        () -> "the experiment has not begun",
        () -> {
          JsonNode begun = json(state(run, true, "application/json"));
          url[0] = Optional.of(begun.path("evidence").path("url").asText("")).orElse("");
          return !url[0].isEmpty();
        });
    URI demo = URI.create(url[0]);
    RawHttp.Answer visit =
        RawHttp.send(
            demo.getPort(),
            "GET /?"
                + demo.getQuery()
                + " HTTP/1.1\nHost: 127.0.0.1:"
                + demo.getPort()
                + "\nCookie: "
                + session
                + "\ncOOKIE: again="
                + session
                + "\nAuthorization: Bearer "
                + KEY);
    assertEquals(200, visit.status());
    Patience.until(
        () -> "the visit was not seen",
        () -> json(state(run, true, "application/json")).path("outcome").isTextual());
    String secret = session.substring(session.indexOf('=') + 1);
    for (boolean host : List.of(true, false)) {
      for (String accept : List.of("application/json", "text/html")) {
        String body = state(run, host, accept).body();
        assertTrue(body.contains("Cookie: •••"), body);
        assertFalse(body.contains(secret), body);
        assertFalse(body.contains(KEY), body);
      }
    }
    site.post("/runs/" + run + "/stop", "{}");
  }
}
