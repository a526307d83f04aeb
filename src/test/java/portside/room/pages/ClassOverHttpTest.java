package portside.room.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.page.Json;
import portside.testing.Patience;
import portside.testing.TestSite;

/** What guests may send to a class and what they may not, and what everybody is answered. */
final class ClassOverHttpTest {
  @TempDir static Path folder;
  private static TestSite site;

  private String code;

  @BeforeAll
  static void start() {
    site = TestSite.keeping(folder);
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void open() {
    assertEquals(204, host("/room/open", "title", "A class", "code", "on").statusCode());
    String room = site.send(asHost("/room").header("Accept", "text/html")).body();
    code = room.replaceAll("(?s).*class=\"mono code\">(\\d{4})<.*", "$1");
  }

  @AfterEach
  void end() {
    assertEquals(204, host("/room/end").statusCode());
  }

  private static HttpRequest.Builder asHost(String path) {
    return site.request(path).header("Authorization", "Bearer " + TestSite.KEY);
  }

  private static String form(String... fields) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < fields.length; i += 2) {
      pairs.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return String.join("&", pairs);
  }

  private static HttpResponse<String> post(HttpRequest.Builder request, String... fields) {
    return site.send(
        request
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields))));
  }

  private static HttpResponse<String> host(String path, String... fields) {
    return post(asHost(path), fields);
  }

  /** A guest's browser. */
  private record Guest(String cookie) {
    HttpRequest.Builder request(String path) {
      HttpRequest.Builder request = site.request(path).header("Origin", site.origin());
      return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    HttpResponse<String> post(String path, String... fields) {
      return ClassOverHttpTest.post(request(path), fields);
    }

    JsonNode mine() {
      return json(site.send(request("/join/mine")));
    }
  }

  private static final Guest STRANGER = new Guest("");

  private Guest join(String name) {
    HttpResponse<String> joined = STRANGER.post("/join", "name", name, "code", code);
    assertEquals(200, joined.statusCode(), joined.body());
    String cookie =
        joined.headers().allValues("Set-Cookie").stream()
            .filter(each -> each.contains("-person="))
            .findFirst()
            .orElseThrow();
    return new Guest(cookie.split(";")[0]);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.read(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static void assertSaid(int status, String error, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(error, json(answer).path("error").asText());
    assertFalse(json(answer).path("todo").asText().isEmpty(), answer.body());
  }

  private static String now() {
    return site.get("/room/now?_lang=en").body();
  }

  private static String attribute(String name) {
    String all = now();
    return all.contains(name + "=\"")
        ? all.replaceAll("(?s).*" + name + "=\"([^\"]*)\".*", "$1")
        : "";
  }

  /** Asks a question whose run ends at once, and gives its id. */
  private static String ask() {
    HttpResponse<String> asked =
        host("/room/ask", "_page", "/en/wildcard/present", "_card", "not-my-door");
    assertEquals(204, asked.statusCode(), asked.body());
    return attribute("data-poll");
  }

  private static HttpResponse<String> answer(Guest guest, String poll, String choice) {
    return guest.post("/join/answer", "poll", poll, "round", "1", "choice", choice);
  }

  private static void reveal(String poll) {
    assertEquals(204, host("/room/run", "poll", poll).statusCode());
    Patience.until(ClassOverHttpTest::now, () -> attribute("data-phase").equals("revealed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"open", "end", "drive", "place", "ask", "close", "again", "run", "throw", "bars"})
  void only_the_host_moves_the_class(String act) {
    Guest guest = join("Mina");
    String poll = ask();
    String before = now();
    String[] fields = {
      "poll",
      poll,
      "window",
      "w",
      "lesson",
      "ports",
      "anchor",
      "",
      "_page",
      "/en/wildcard",
      "_card",
      "all-doors",
      "bars",
      "hide",
      "title",
      "mine"
    };
    assertSaid(403, "denied.host-only", guest.post("/room/" + act, fields));
    assertSaid(403, "denied.host-only", STRANGER.post("/room/" + act, fields));
    assertEquals(before, now());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/room", "/room/stage", "/room/count"})
  void what_the_host_sees_is_no_guests(String path) {
    Guest guest = join("Mina");
    assertEquals(403, site.send(guest.request(path)).statusCode());
    assertEquals(200, site.send(asHost(path).header("Accept", "text/html")).statusCode());
  }

  @Test
  void a_choice_is_saved_changed_and_taken_no_more_after_the_close() {
    Guest guest = join("Mina");
    String poll = ask();
    HttpResponse<String> saved = answer(guest, poll, "in-use");
    assertSaid(400, "room.no-such-option", saved);
    JsonNode first = json(answer(guest, poll, "free"));
    assertTrue(first.path("saved").asBoolean(), first.toString());
    assertEquals(200, answer(guest, poll, "not-this-computer").statusCode());
    JsonNode count = json(site.send(asHost("/room/count")));
    assertEquals(1, count.path("answered").asInt());
    assertEquals("not-this-computer", guest.mine().path("choices").path("1").asText());
    assertEquals(204, host("/room/close", "poll", poll).statusCode());
    assertSaid(409, "room.closed", answer(guest, poll, "free"));
    assertEquals("not-this-computer", guest.mine().path("choices").path("1").asText());
    reveal(poll);
    assertSaid(409, "room.closed", answer(guest, poll, "free"));
    assertEquals("not-this-computer", attribute("data-outcome"));
    assertTrue(now().contains("1 · 100 %"), now());
  }

  @Test
  void who_answers_too_late_without_a_script_sees_the_question_as_it_is_and_hears_of_the_next() {
    Guest guest = join("Mina");
    String poll = ask();
    assertEquals(204, host("/room/close", "poll", poll).statusCode());
    HttpResponse<String> late =
        site.send(
            guest
                .request("/join/answer?_lang=en")
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("round=1&choice=free&poll=" + poll)));
    assertEquals(409, late.statusCode(), late.body());
    assertTrue(late.body().contains("The question is closed."), late.body());
    assertTrue(late.body().contains("content=\"4;url=/join\""), late.body());
  }

  private static String card(Guest guest) {
    String page = site.send(guest.request("/en/wildcard").header("Accept", "text/html")).body();
    return page.replaceAll(
        "(?s).*<article class=\"card\" id=\"not-my-door\"(.*?)</article>.*", "$1");
  }

  @Test
  void an_answer_is_the_prediction_of_the_lessons_card_which_says_while_it_is_asked() {
    Guest mina = join("Mina");
    String said = "<p class=\"notice asked\">";
    assertFalse(card(mina).contains(said), card(mina));
    String poll = ask();
    assertTrue(card(mina).contains(said), card(mina));
    assertTrue(card(STRANGER).contains(said), "for who only reads, too");
    assertFalse(card(mina).contains("checked"), card(mina));
    assertEquals(200, answer(mina, poll, "not-this-computer").statusCode());
    assertTrue(card(mina).contains("value=\"not-this-computer\" checked"), card(mina));
    assertFalse(card(STRANGER).contains("checked"), "it is Mina's own");
    reveal(poll);
    assertFalse(card(mina).contains(said), card(mina));
    assertTrue(card(mina).contains("value=\"not-this-computer\" checked"), card(mina));
    assertTrue(now().contains("class=\"why\""), "why it came out is told: " + now());
  }

  @Test
  void nobody_answers_for_another_or_without_taking_part() {
    Guest mina = join("Mina");
    Guest june = join("June");
    String poll = ask();
    assertEquals(200, answer(mina, poll, "free").statusCode());
    HttpResponse<String> forged =
        june.post(
            "/join/answer",
            "poll",
            poll,
            "round",
            "1",
            "choice",
            "not-this-computer",
            "person",
            mina.cookie().split("=")[1]);
    assertEquals(200, forged.statusCode(), "it is June's own");
    assertEquals("free", mina.mine().path("choices").path("1").asText());
    assertEquals("not-this-computer", june.mine().path("choices").path("1").asText());
    assertSaid(403, "room.not-a-member", answer(STRANGER, poll, "free"));
    Guest madeUp = new Guest(mina.cookie().split("=")[0] + "=" + "A".repeat(22));
    assertSaid(403, "room.not-a-member", answer(madeUp, poll, "free"));
    assertSaid(403, "room.not-a-member", host("/join/answer", "poll", poll, "round", "1"));
  }

  @Test
  void what_makes_no_sense_is_answered_with_what_to_do() {
    Guest guest = join("Mina");
    String poll = ask();
    assertSaid(409, "room.no-question", answer(guest, "another", "free"));
    assertSaid(409, "room.no-question", guest.post("/join/answer"));
    assertSaid(
        409,
        "room.no-question",
        guest.post("/join/answer", "poll", poll, "round", "99999999999", "choice", "free"));
    assertSaid(
        409,
        "room.closed",
        guest.post("/join/answer", "poll", poll, "round", "2", "choice", "free"));
    assertEquals(
        404, host("/room/ask", "_page", "/en/wildcard", "_card", "no-such-card").statusCode());
    assertEquals(404, host("/room/ask", "_page", "/en/nothing", "_card", "x").statusCode());
    assertEquals(404, host("/room/ask", "_page", "/en/wildcard", "_card", "who").statusCode());
    assertEquals(
        404, host("/room/place", "window", "w", "lesson", "nothing", "anchor", "").statusCode());
    assertEquals(
        404, host("/room/place", "window", "w", "lesson", "ports", "anchor", "<b>").statusCode());
    assertEquals(404, host("/room/jump").statusCode());
    assertEquals(404, guest.post("/join/jump").statusCode());
    assertSaid(400, "bad-input.empty", host("/room/run"));
    assertSaid(409, "room.no-question", host("/room/run", "poll", "another"));
    assertSaid(
        409,
        "room.question-is-open",
        host("/room/ask", "_page", "/en/wildcard", "_card", "all-doors"));
    assertSaid(413, "too-large", guest.post("/join/answer", "choice", "x".repeat(1_000_000)));
  }

  @Test
  void a_flood_of_one_is_told_so_and_costs_nobody_else() {
    Guest flood = join("Flood");
    Guest mina = join("Mina");
    String poll = ask();
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      answers.add(answer(flood, poll, "free").statusCode());
    }
    assertTrue(answers.contains(200) && answers.contains(429), answers.toString());
    assertEquals(200, answer(mina, poll, "free").statusCode());
  }

  @Test
  void a_wrong_code_is_told_on_the_page_where_it_was_entered() {
    HttpResponse<String> page =
        site.send(
            site.request("/join")
                .header("Origin", site.origin())
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=Mina&code=wrong")));
    assertEquals(403, page.statusCode());
    assertTrue(page.body().contains("That is not the code of this class."), page.body());
    assertTrue(page.body().contains("name=\"code\""), page.body());
    assertSaid(403, "room.wrong-code", STRANGER.post("/join", "name", "", "code", ""));
  }

  @Test
  void a_name_is_text_and_does_nothing_to_the_text_around_it() {
    Map<String, String> shown =
        Map.of(
            "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
            "\u202Eevil\u2066 name", "evil name",
            "👩🏽‍💻 민아", "👩🏽‍💻 민아",
            "  two\t\nlines  ", "two lines",
            "עברית", "עברית");
    shown.keySet().forEach(this::join);
    join("");
    join("\u0000\u200F ");
    join("\u200D\u200C");
    join("\u3164\u2800");
    String room = site.send(asHost("/room").header("Accept", "text/html")).body();
    String names =
        Stream.of(room.split("<bdi>"))
            .skip(1)
            .map(each -> each.substring(0, each.indexOf("</bdi>")))
            .collect(Collectors.joining("\n"));
    shown.values().forEach(name -> assertTrue(names.contains(name), name + " in " + names));
    assertFalse(names.contains("<script"), names);
    assertFalse(names.contains("\u202E"), names);
    assertEquals(9, names.lines().count(), names);
    assertEquals(4, names.lines().filter("(이름 없음)"::equals).count(), names);
    assertSaid(
        400, "bad-input.too-long", STRANGER.post("/join", "name", "x".repeat(41), "code", code));
  }

  @Test
  void two_hundred_names_that_are_alike_are_two_hundred() {
    List<String> alike =
        List.of(
            "Kim", // the same
            "\u041Aim", // with a Cyrillic К
            "\uFF2Bim", // full width
            "Kim\u200B", // with a blank without width
            "\u202EmiK", // written backwards
            "민아",
            "\u1106\u1175\u11AB\u110B\u1161", // 민아 in its parts
            "مي",
            "👩🏽‍💻",
            "");
    for (int i = 0; i < 200; i++) {
      join(alike.get(i % alike.size()));
    }
    String room = site.send(asHost("/room").header("Accept", "text/html")).body();
    assertEquals(200, room.split("<bdi>", -1).length - 1);
    assertEquals(40, room.split("<bdi>Kim</bdi>", -1).length - 1, "what cannot be seen is gone");
    assertTrue(room.contains("<li value=\"200\">"), "each has a number");
    String list = site.send(asHost("/room/classes").header("Accept", "text/html")).body();
    String id = list.replaceAll("(?s).*?/room/classes/([^/]+)/class.json.*", "$1");
    String csv = site.send(asHost("/room/classes/" + id + "/attendance.csv")).body();
    assertEquals(201, csv.lines().count(), csv);
    assertEquals(200, csv.lines().skip(1).map(line -> line.split(",")[0]).distinct().count(), csv);
    assertFalse(csv.contains("\u202E") || csv.contains("\u200B"), csv);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/join", "/join/answer", "/join/follow", "/join/leave", "/join/flip"})
  void a_megabyte_is_refused_wherever_a_guest_may_send_something(String path) {
    Guest guest = join("Mina");
    String poll = ask();
    for (String field : List.of("name", "code", "choice", "result")) {
      assertSaid(413, "too-large", guest.post(path, "poll", poll, field, "x".repeat(1_000_000)));
    }
    assertEquals("Mina", guest.mine().path("member").path("name").asText());
    assertEquals(200, answer(guest, poll, "free").statusCode(), "and they go on");
  }

  @Test
  void who_answers_twice_in_one_moment_counts_once_with_one_of_the_answers() {
    Guest mina = join("Mina");
    String poll = ask();
    List<String> chosen = List.of("free", "not-this-computer");
    Stream.of(0, 1, 0, 1)
        .parallel()
        .forEach(each -> assertEquals(200, answer(mina, poll, chosen.get(each)).statusCode()));
    JsonNode count = json(site.send(asHost("/room/count")));
    assertEquals(1, count.path("answered").asInt(), count.toString());
    String last = mina.mine().path("choices").path("1").asText();
    assertTrue(chosen.contains(last), last);
    reveal(poll);
    assertTrue(now().contains("1 · 100 %"), now());
    assertEquals(last, mina.mine().path("choices").path("1").asText());
  }

  @Test
  void what_everyone_sees_is_the_same_bytes_and_has_nothing_of_anyone() {
    Guest mina = join("Mina-the-only-one");
    Guest june = join("June");
    String poll = ask();
    assertEquals(200, answer(mina, poll, "free").statusCode());
    List<String> seen = new ArrayList<>();
    for (Guest guest : List.of(mina, june, STRANGER)) {
      seen.add(site.send(guest.request("/room/now?_lang=en")).body());
    }
    assertEquals(seen.get(0), seen.get(1));
    assertEquals(seen.get(0), seen.get(2));
    String stage = site.send(asHost("/room/stage?_lang=en").header("Accept", "text/html")).body();
    for (String part : List.of(seen.get(0), stage)) {
      assertFalse(part.contains("Mina-the-only-one"), part);
      assertFalse(part.contains("100 %"), "nothing is shown early: " + part);
    }
    assertNotEquals("", attribute("data-version"));
  }

  @Test
  void nothing_is_told_of_a_round_before_the_run_but_whether_the_room_agrees() {
    Guest mina = join("Mina");
    Guest june = join("June");
    String poll = ask();
    assertEquals(200, answer(mina, poll, "free").statusCode());
    assertEquals(200, answer(june, poll, "not-this-computer").statusCode());
    assertEquals(204, host("/room/again", "poll", poll).statusCode());
    assertTrue(now().contains("The room is split."), now());
    assertFalse(now().contains(" %"), now());
    assertEquals(
        200,
        mina.post("/join/answer", "poll", poll, "round", "2", "choice", "not-this-computer")
            .statusCode());
    assertEquals(
        200,
        june.post("/join/answer", "poll", poll, "round", "2", "choice", "not-this-computer")
            .statusCode());
    assertEquals(204, host("/room/close", "poll", poll).statusCode());
    assertTrue(now().contains("The room agrees for the most part."), now());
    reveal(poll);
    assertTrue(now().contains("Right at first: 1. After talking: 2."), now());
    String stage = site.send(asHost("/room/stage?_lang=en").header("Accept", "text/html")).body();
    assertTrue(stage.contains("1 → 3: 1"), stage);
    assertEquals(204, host("/room/bars", "poll", poll, "bars", "hide").statusCode());
    assertFalse(now().contains(" %"), "hidden");
    assertEquals(204, host("/room/bars", "poll", poll, "bars", "show").statusCode());
    assertTrue(now().contains("2 · 100 %"), now());
  }

  @Test
  void each_round_says_which_it_is_and_how_the_room_stood_after_the_one_before() {
    Guest mina = join("Mina");
    String poll = ask();
    assertEquals(200, answer(mina, poll, "not-this-computer").statusCode());
    assertEquals(204, host("/room/again", "poll", poll).statusCode());
    assertTrue(
        stage().contains("Round 2. After the one before, the room agreed for the most part."),
        stage());
    assertEquals(204, host("/room/again", "poll", poll).statusCode());
    assertTrue(stage().contains("Round 3. In the one before, nobody answered."), stage());
    assertEquals(
        200, mina.post("/join/answer", "poll", poll, "round", "3", "choice", "free").statusCode());
    reveal(poll);
    assertTrue(now().contains("Right at first: 1. After talking: 0."), now());
  }

  private static String stage() {
    return site.send(asHost("/room/stage?_lang=en").header("Accept", "text/html")).body();
  }

  @Test
  void who_opens_any_page_is_invited_while_a_class_is_on() {
    for (String path :
        List.of("/en/", "/en/wildcard", "/experiments/probe?_lang=en", "/no?_lang=en")) {
      assertTrue(site.get(path).body().contains("room-invites"), path);
    }
  }
}
