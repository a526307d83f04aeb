package portside.editing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portside.page.Json;
import portside.programs.ServerStart;
import portside.testing.Patience;
import portside.testing.RawHttp;
import portside.testing.TestSite;

/**
 * The experiments run what the host has made of the programs, and say so; a guest makes nothing.
 */
final class ChangedRunsTest {
  private static final String WHO = "portside.";

  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  @AfterEach
  void everything_is_as_the_course_has_it() {
    for (String program :
        new String[] {
          "flask/programs/Hello.java",
          "flask/programs/address.py",
          "wildcard/programs/App.java",
          "debugger/programs/Average.java"
        }) {
      act(program, "reset", "");
    }
  }

  private static HttpResponse<String> act(String program, String act, String text) {
    return act("en", program, act, text);
  }

  private static HttpResponse<String> act(String lang, String program, String act, String text) {
    String body = "act=" + act + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    return site.send(
        site.request("/" + lang + "/" + program)
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Keeps what a replacement makes of the course's text. */
  private static void change(String lesson, String file, String from, String to) throws Exception {
    String text = Files.readString(Path.of("content", lesson, file));
    assertTrue(text.contains(from), text);
    HttpResponse<String> kept =
        act(lesson + "/programs/" + file, "keep", text.replace(from, to).replace("\n", "\r\n"));
    assertEquals(303, kept.statusCode(), kept.body());
    assertTrue(kept.headers().firstValue("Location").orElse("").endsWith("?said=for-now"));
    assertEquals(text, Files.readString(Path.of("content", lesson, file)), "the course's own");
  }

  private static JsonNode run(String experiment, String parameters) throws Exception {
    return Json.read(site.post("/experiments/" + experiment + "?_lang=en", parameters).body());
  }

  private static void saysSo(JsonNode run, String program) {
    assertEquals("[\"" + program + "\"]", run.path("changed").toString(), run.toString());
    String file = program.substring(program.indexOf('/') + 1);
    assertTrue(run.path("summary").asText().contains(file), run.path("summary").asText());
  }

  @Test
  void a_request_is_answered_by_the_changed_program_and_after_a_reset_by_the_courses()
      throws Exception {
    change("flask", "Hello.java", "\"Hello, World!\"", "\"" + WHO + "changed\"");
    JsonNode run = run("request", "{\"runtime\":\"java\",\"program\":\"hello\"}");
    saysSo(run, "flask/Hello.java");
    assertTrue(run.path("evidence").path("response").toString().contains(WHO + "changed"));
    act("flask/programs/Hello.java", "reset", "");
    JsonNode again = run("request", "{\"runtime\":\"java\",\"program\":\"hello\"}");
    assertTrue(again.path("changed").isMissingNode(), again.toString());
    assertTrue(again.path("evidence").path("response").toString().contains("Hello, World!"));
  }

  @Test
  void what_a_changed_program_did_is_no_answer_to_what_the_reader_predicted() throws Exception {
    String at = "/experiments/request?_page=/ko/flask&_card=first-request";
    String asked = "{\"runtime\":\"java\",\"program\":\"hello\",\"method\":\"GET\",\"path\":\"/\"}";
    change("flask", "Hello.java", "\"Hello, World!\"", "\"" + WHO + "changed\"");
    assertEquals(200, site.post(at, asked).statusCode());
    assertFalse(progress().contains("first-request"), progress());
    act("flask/programs/Hello.java", "reset", "");
    assertEquals(200, site.post(at, asked).statusCode());
    Patience.until(() -> "the course's own is noted", () -> progress().contains("first-request"));
  }

  private static String progress() {
    return site.send(
            site.request("/progress.json").header("Authorization", "Bearer " + TestSite.KEY))
        .body();
  }

  @Test
  void a_function_that_answers_404_itself_is_not_taken_for_a_missing_route() throws Exception {
    change(
        "flask",
        "Hello.java",
        "ctx.result(\"Hello, World!\");",
        "ctx.status(404).result(\"nobody\");");
    JsonNode run = run("request", "{\"runtime\":\"java\",\"program\":\"hello\"}");
    assertEquals("404", run.path("outcome").asText(), run.toString());
    assertTrue(run.path("summary").asText().contains("hello"), run.path("summary").asText());
    assertTrue(run.path("summary").asText().contains("itself"), run.path("summary").asText());
  }

  @Test
  void reach_and_server_start_the_changed_app() throws Exception {
    change("wildcard", "App.java", "\"Hello, World!\"", "\"" + WHO + "changed\"");
    JsonNode reach = run("reach", "{\"runtime\":\"java\",\"bind\":\"127.0.0.1\"}");
    assertEquals("answered", reach.path("outcome").asText(), reach.toString());
    saysSo(reach, "wildcard/App.java");
    JsonNode server = run("server", "{\"runtime\":\"java\",\"port\":0}");
    try {
      assertEquals("listening", server.path("outcome").asText(), server.toString());
      saysSo(server, "wildcard/App.java");
      int port = server.path("evidence").path("port").asInt();
      assertEquals(
          WHO + "changed", RawHttp.send(port, "GET / HTTP/1.1\nHost: 127.0.0.1\n\n").body());
    } finally {
      site.post("/runs/" + server.path("run").asText() + "/stop", "{}");
    }
  }

  @Test
  void whichrun_looks_where_the_changed_program_listens() throws Exception {
    int free = ServerStart.freePort(); // another fork may have the lesson's own
    change("flask", "address.py", "127.0.0.1\", port=5002", "0.0.0.0\", port=" + free);
    JsonNode run = run("whichrun", "{}");
    assertEquals("command-line-wins", run.path("outcome").asText(), run.toString());
    saysSo(run, "flask/address.py");
    assertEquals("0.0.0.0", run.path("evidence").path("programHost").asText(), run.toString());
  }

  @Test
  void who_watches_the_debugger_can_follow_the_changed_program_and_before_it_only_the_host_can()
      throws Exception {
    change("debugger", "Average.java", "    double total = 0;", "    double total = 0; // mine");
    assertTrue(hosts("/experiments/debugger").contains("// mine"), "what a run would start");
    assertFalse(
        site.get("/experiments/debugger").body().contains("// mine"), "nothing of it runs yet");
    JsonNode run =
        run("debugger", "{\"program\":\"average\",\"runtime\":\"java\",\"breakpoint\":6}");
    String url = "/runs/" + run.path("run").asText();
    try {
      assertEquals("stopped-at-breakpoint", run.path("outcome").asText(), run.toString());
      saysSo(run, "debugger/Average.java");
      assertTrue(run.path("evidence").path("source").toString().contains("// mine"));
      for (String accept : new String[] {"application/json", "text/html"}) {
        String guest = site.send(site.request(url).header("Accept", accept)).body();
        assertTrue(guest.contains("Average.java"), "that it was changed: " + guest);
        assertTrue(guest.contains("// mine"), "the line that is stepped through: " + guest);
        assertFalse(guest.contains("changed-"), "no folder: " + guest);
      }
    } finally {
      site.post(url + "/stop", "{}");
    }
  }

  private static String hosts(String page) {
    return site.send(site.request(page).header("Authorization", "Bearer " + TestSite.KEY)).body();
  }

  @Test
  void a_breakpoint_beyond_the_end_of_a_changed_program_is_left_out_and_that_is_said()
      throws Exception {
    act("debugger/programs/average.py", "keep", "print(1)\n");
    try {
      String short_ = "{\"program\":\"average\",\"runtime\":\"python\",\"breakpoint\":6}";
      JsonNode run = run("debugger", short_);
      assertEquals("ran-to-the-end", run.path("outcome").asText(), run.toString());
      JsonNode evidence = run.path("evidence");
      assertEquals("beyond", evidence.path("notice").path("key").asText(), run.toString());
      assertEquals("6", evidence.path("notice").path("about").asText(), run.toString());
      assertEquals("[]", evidence.path("breakpoints").toString());
      assertTrue(evidence(run).path("notice").path("key").asText().equals("beyond"), "it stays");
      site.post("/runs/" + run.path("run").asText() + "/stop", "{}");
    } finally {
      act("debugger/programs/average.py", "reset", "");
    }
    String far = "{\"program\":\"average\",\"runtime\":\"python\",\"breakpoint\":150}";
    assertEquals(400, site.post("/experiments/debugger", far).statusCode(), "of the course's own");
  }

  private static JsonNode evidence(JsonNode run) {
    return evidence("/runs/" + run.path("run").asText());
  }

  @Test
  void what_a_changed_program_does_not_do_is_laid_to_the_change() throws Exception {
    change("flask", "Hello.java", "return Javalin", "System.exit(1);\n    return Javalin");
    change(
        "wildcard",
        "App.java",
        "    Javalin.create(",
        "    if (port > 0) return;\n    Javalin.create(");
    for (String[] asked :
        new String[][] {
          {"request", "{\"runtime\":\"java\",\"program\":\"hello\"}", "Hello.java"},
          {"server", "{\"runtime\":\"java\",\"port\":0}", "App.java"},
          {"reach", "{\"runtime\":\"java\",\"bind\":\"127.0.0.1\"}", "App.java"}
        }) {
      JsonNode run = run(asked[0], asked[1]);
      assertEquals("missing.changed-not-started", run.path("error").asText(), run.toString());
      assertTrue(run.path("todo").asText().contains(asked[2]), run.toString());
      assertFalse(run.path("todo").asText().contains("other experiments"), run.toString());
    }
    change("flask", "address.py", "app.run(", "print(");
    JsonNode which = run("whichrun", "{}");
    assertFalse(which.path("todo").asText().contains("other experiments"), which.toString());
    assertTrue(which.path("todo").asText().contains("address.py"), which.toString());
  }

  @Test
  void an_answer_that_the_experiment_does_not_know_is_named_in_the_language_of_the_reader()
      throws Exception {
    change(
        "flask", "Hello.java", "ctx.result(\"Hello, World!\");", "ctx.status(201).result(\"\");");
    String asked = "{\"runtime\":\"java\",\"program\":\"hello\"}";
    String body = site.post("/experiments/request?_lang=ko", asked).body();
    assertTrue(Json.read(body).path("todo").asText().contains("201"), body);
    assertTrue(Json.read(body).path("todo").asText().matches("(?s).*[가-힣].*"), body);
  }

  @Test
  void a_restart_of_the_debugger_takes_what_was_written_meanwhile_unless_it_does_not_compile()
      throws Exception {
    JsonNode run =
        run("debugger", "{\"program\":\"average\",\"runtime\":\"java\",\"breakpoint\":6}");
    String url = "/runs/" + run.path("run").asText();
    try {
      assertTrue(run.path("changed").isMissingNode(), run.toString());
      change("debugger", "Average.java", "    double total = 0;", "    double total = 0; // mine");
      site.post(url + "/restart", "{}");
      Patience.until(
          () -> evidence(url).toString(),
          () -> evidence(url).path("source").toString().contains("// mine"));
      change("debugger", "Average.java", "    double total = 0;", "    double total = 0 // wrong");
      site.post(url + "/restart", "{}");
      Patience.until(
          () -> evidence(url).toString(),
          () -> evidence(url).path("notice").path("key").asText().equals("faulty"));
      assertEquals("4", evidence(url).path("notice").path("about").asText());
      assertTrue(evidence(url).path("source").toString().contains("// mine"));
      act("debugger/programs/Average.java", "reset", "");
      site.post(url + "/restart", "{}");
      Patience.until(
          () -> evidence(url).toString(),
          () -> !evidence(url).path("source").toString().contains("// mine"));
      assertFalse(state(url).has("changed"), "the course's own runs again: " + state(url));
    } finally {
      site.post(url + "/stop", "{}");
    }
  }

  private static JsonNode evidence(String url) {
    return state(url).path("evidence");
  }

  private static JsonNode state(String url) {
    try {
      return Json.read(
          site.send(
                  site.request(url)
                      .header("Authorization", "Bearer " + TestSite.KEY)
                      .header("Accept", "application/json"))
              .body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_does_not_compile_is_no_verdict_and_names_file_and_line() throws Exception {
    change("wildcard", "App.java", "return \"Hello, World!\";", "return \"Hello, World!\"");
    HttpResponse<String> answer =
        site.post("/experiments/reach?_lang=en", "{\"runtime\":\"java\",\"bind\":\"127.0.0.1\"}");
    assertEquals(409, answer.statusCode(), answer.body());
    JsonNode run = Json.read(answer.body());
    assertEquals("missing.changed-faulty", run.path("error").asText());
    assertTrue(run.path("todo").asText().matches(".*App\\.java.*line \\d+.*"), answer.body());
    assertTrue(run.path("outcome").isNull(), answer.body());
  }

  @Test
  void a_program_that_rewrites_itself_is_as_it_was_kept_at_the_next_run() throws Exception {
    String text = "\n\nprint(1)\nopen(__file__, \"w\").write(\"print(2)\")\n";
    act("debugger/programs/average.py", "keep", text);
    String page =
        site.send(
                site.request("/en/debugger/programs/average.py")
                    .header("Authorization", "Bearer " + TestSite.KEY))
            .body();
    // HTML takes the first line break after the tag for its own.
    assertTrue(page.contains(">\n\n\nprint(1)"), page);
    for (int i = 0; i < 2; i++) {
      JsonNode run =
          run("debugger", "{\"runtime\":\"python\",\"program\":\"average\",\"mode\":\"run\"}");
      assertEquals(
          "1", run.path("evidence").path("output").path(0).path("text").asText(), run.toString());
    }
    act("debugger/programs/average.py", "reset", "");
  }

  @Test
  void a_guest_neither_sees_nor_changes_a_program() throws Exception {
    String page = "/en/flask/programs/Hello.java";
    assertEquals(403, site.get(page).statusCode());
    HttpResponse<String> sent =
        site.send(
            site.request(page)
                .header("Origin", site.origin())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("act=keep&text=class+Hello+%7B%7D")));
    assertEquals(403, sent.statusCode());
    assertFalse(site.get("/en/flask").body().contains("/programs/"), "nor is led there");
    assertTrue(
        run("request", "{\"runtime\":\"java\",\"program\":\"hello\"}")
            .path("changed")
            .isMissingNode());
  }

  @Test
  void what_is_too_long_or_no_program_of_a_lesson_is_refused() {
    assertEquals(400, act("flask/programs/Hello.java", "keep", " ").statusCode());
    HttpResponse<String> just = act("flask/programs/Hello.java", "keep", "x".repeat(16_001));
    assertEquals(400, just.statusCode());
    assertTrue(just.body().contains("room for 16,000 bytes"), just.body());
    HttpResponse<String> far = act("flask/programs/Hello.java", "keep", "x".repeat(70_000));
    assertEquals(413, far.statusCode());
    assertTrue(far.body().contains("room for 16,000 bytes"), far.body());
    far = act("ko", "flask/programs/Hello.java", "keep", "x".repeat(70_000));
    assertTrue(far.body().contains("16,000바이트까지"), far.body());
    assertEquals(303, act("flask/programs/Hello.java", "keep", "x".repeat(16_000)).statusCode());
    for (String none :
        new String[] {
          "flask/programs/AccessLog.java", // a part of the others
          "flask/programs/ko.md",
          "flask/programs/..%2Fapp.py",
          "flask/programs/none.py",
          "flask/programs/.java",
          "flask/programs/a__b.java",
          "none/programs/hello.py"
        }) {
      assertEquals(404, act(none, "keep", "x").statusCode(), none);
    }
    assertEquals(
        404, act("flask/programs/Hello.java", "check-none", "class Hello {}").statusCode());
  }
}
