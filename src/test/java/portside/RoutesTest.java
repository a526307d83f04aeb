package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.TestSite.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.page.Json;
import portside.testing.RawHttp;
import portside.testing.TestSite;

/** Methods that nobody expects, and errors as a page and as JSON. */
final class RoutesTest {
  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  private static HttpResponse<String> send(String method, String path, String accept) {
    return site.send(
        site.request(path)
            .header("Authorization", "Bearer " + KEY)
            .header("Accept", accept)
            .header("Accept-Language", "en")
            .method(method, BodyPublishers.noBody()));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.read(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/health",
        "/ko/",
        "/ko/wildcard",
        "/ko/wildcard/present",
        "/experiments",
        "/experiments/probe",
        "/room",
        "/join",
        "/content/wildcard/app.py",
        "/content/wildcard.zip",
        "/content/no-such-lesson.zip",
        "/no-such-page",
        "/runs/no-such-run",
        "/ko/no-such-lesson",
        "/content/wildcard/no-such-file.py"
      })
  void head_is_answered_like_get_without_the_content(String path) {
    HttpResponse<String> get = send("GET", path, "text/html");
    HttpResponse<String> head = send("HEAD", path, "text/html");
    assertEquals(get.statusCode(), head.statusCode(), path);
    assertEquals("", head.body(), path);
    for (String name : List.of("Content-Type", "Location", "Content-Security-Policy", "ETag")) {
      assertEquals(get.headers().allValues(name), head.headers().allValues(name), name);
    }
  }

  @Test
  void the_connection_goes_on_after_a_head() {
    RawHttp.Answer both =
        RawHttp.send(
            site.port(),
            "HEAD /health HTTP/1.1\nHost: 127.0.0.1\n\nGET /health HTTP/1.1\nHost: 127.0.0.1\n\n");
    assertEquals(200, both.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/health",
        "/whoami",
        "/ko/",
        "/ko/wildcard",
        "/ko/wildcard/present",
        "/experiments",
        "/experiments/probe",
        "/runs/x",
        "/runs/x/stop",
        "/room",
        "/assets/x/site.css",
        "/content/wildcard/app.py",
        "/content/wildcard.zip"
      })
  void other_methods_are_not_allowed_and_the_answer_says_which_are(String path) {
    List<String> methods =
        new ArrayList<>(List.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"));
    boolean posts = path.equals("/experiments/probe") || path.equals("/runs/x/stop");
    if (!posts) {
      methods.add("POST");
    }
    for (String method : methods) {
      HttpResponse<String> answer = send(method, path, "application/json");
      assertEquals(405, answer.statusCode(), method + " " + path);
      assertEquals("method", json(answer).path("error").asText());
      String allow = answer.headers().firstValue("Allow").orElse("");
      assertTrue(allow.contains("GET"), method + " " + path + " allows " + allow);
      assertEquals(posts, allow.contains("POST"), allow);
    }
  }

  @Test
  void without_key_and_origin_no_other_method_gets_as_far() {
    for (String method : List.of("PUT", "DELETE", "PATCH", "POST")) {
      HttpResponse<String> answer =
          site.send(site.request("/ko/").method(method, BodyPublishers.noBody()));
      assertEquals(403, answer.statusCode(), method);
    }
  }

  @Test
  void a_slash_more_or_less_changes_nothing() {
    for (String path : List.of("/ko", "/ko/wildcard", "/experiments", "/experiments/probe")) {
      assertEquals(200, site.get(path).statusCode(), path);
      assertEquals(200, site.get(path + "/").statusCode(), path + "/");
    }
  }

  private static HttpRequest.Builder form(String path, String... fields) {
    String body =
        Stream.of(fields)
            .map(f -> URLEncoder.encode(f, StandardCharsets.UTF_8).replace("%3D", "="))
            .collect(Collectors.joining("&"));
    return site.request(path)
        .header("Authorization", "Bearer " + KEY)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept-Language", "en")
        .POST(BodyPublishers.ofString(body));
  }

  /** One sentence for programs, pages and cards, and never where in the code it was written. */
  private static void assertSaidAlike(int status, String error, HttpRequest.Builder request) {
    HttpResponse<String> json = site.send(request.copy().setHeader("Accept", "application/json"));
    assertEquals(status, json.statusCode(), json.body());
    JsonNode said = json(json);
    assertEquals(error, said.path("error").asText(), json.body());
    assertEquals(status, said.path("status").asInt());
    assertFalse(said.path("todo").asText().isEmpty(), json.body());
    HttpResponse<String> page = site.send(request.copy().setHeader("Accept", "text/html"));
    HttpResponse<String> card =
        site.send(request.copy().setHeader("Accept", "*/*").setHeader("HX-Request", "true"));
    for (HttpResponse<String> html : List.of(page, card)) {
      assertEquals(status, html.statusCode());
      for (String sentence : List.of("what", "todo")) {
        String text = said.path(sentence).asText();
        assertTrue(text(html.body()).contains(text), text + "\n" + html.body());
      }
    }
    assertTrue(page.body().contains("<html"), page.body());
    assertFalse(card.body().contains("<html"), card.body());
    for (String body : List.of(json.body(), page.body(), card.body())) {
      assertFalse(body.contains("\tat ") || body.contains("Exception"), body);
    }
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", "")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  @Test
  void an_error_says_the_same_as_json_as_a_page_and_in_a_card() {
    assertSaidAlike(400, "bad-input.out-of-range", form("/experiments/probe", "port=65536"));
    assertSaidAlike(400, "bad-input.unknown-parameter", form("/experiments/probe", "prot=1"));
    assertSaidAlike(
        403,
        "denied.host-only",
        site.request("/experiments/probe")
            .header("Origin", site.origin())
            .header("Accept-Language", "en")
            .POST(BodyPublishers.noBody()));
    assertSaidAlike(
        403, "denied.wrong-key", site.request("/?key=no").header("Accept-Language", "en"));
    assertSaidAlike(404, "not-found", site.request("/nothing").header("Accept-Language", "en"));
    assertSaidAlike(404, "refused.no-such-run", form("/runs/nothing/stop"));
    assertSaidAlike(405, "method", form("/health"));
    assertSaidAlike(413, "too-large", form("/experiments/probe", "port=" + "1".repeat(100_000)));
  }

  @Test
  void an_action_for_a_run_that_has_ended_is_409() {
    String run = json(site.post("/experiments/zero", "{\"from\":\"curl\"}")).path("run").asText();
    site.post("/runs/" + run + "/stop", "{}");
    assertSaidAlike(409, "refused.busy", form("/runs/" + run + "/seen", "arrived=no"));
    assertSaidAlike(400, "bad-input.unknown-action", form("/runs/" + run + "/jump"));
  }

  @Test
  void a_result_that_a_run_does_not_have_is_404() {
    String run = json(site.post("/experiments/probe", "{\"port\":0}")).path("run").asText();
    assertSaidAlike(
        404,
        "not-found",
        site.request("/runs/" + run + "/nothing")
            .header("Authorization", "Bearer " + KEY)
            .header("Accept-Language", "en"));
  }

  @Test
  void too_many_runs_of_one_caller_are_429_and_stopping_them_makes_room() {
    List<String> runs = new ArrayList<>();
    HttpResponse<String> answer;
    do {
      answer =
          site.send(
              form("/experiments/zero", "from=browser")
                  .header("Accept", "application/json")
                  .header("Prefer", "respond-async"));
      if (answer.statusCode() == 202) {
        runs.add(json(answer).path("run").asText());
      }
    } while (answer.statusCode() == 202 && runs.size() < 100);
    try {
      assertEquals(12, runs.size());
      assertSaidAlike(429, "refused.too-many", form("/experiments/zero", "from=browser"));
    } finally {
      for (String run : runs) {
        assertEquals(200, site.post("/runs/" + run + "/stop", "{}").statusCode());
      }
    }
    assertEquals(200, site.post("/experiments/probe", "{\"port\":0}").statusCode());
  }

  @Test
  void an_error_of_portside_itself_shows_nothing_of_its_inside(@TempDir Path content)
      throws IOException {
    Files.createDirectories(content.resolve("tiny"));
    Files.writeString(content.resolve("order.txt"), "tiny\n");
    for (String lang : List.of("ko", "en")) {
      Files.writeString(
          content.resolve("tiny").resolve(lang + ".md"),
          "---\ntitle: Tiny\nlede: One.\nminutes: 5\ngoals:\n  - one\n---\n\n## One {#one}\n\nText\n");
    }
    // Served like a picture of the lesson, and cannot be read: a folder.
    Files.createDirectories(content.resolve("tiny").resolve("picture.svg"));
    try (TestSite broken = TestSite.start(content)) {
      for (String accept : List.of("application/json", "text/html", "*/*")) {
        HttpResponse<String> answer =
            broken.send(
                broken
                    .request("/content/tiny/picture.svg")
                    .header("Accept", accept)
                    .header("Accept-Language", "en"));
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().contains("Try once more."), answer.body());
        assertFalse(answer.body().contains("Exception"), answer.body());
        assertFalse(answer.body().contains("\tat "), answer.body());
        assertFalse(answer.body().contains(content.toString()), answer.body());
      }
    }
  }
}
