package portside.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.RawHttp;
import portside.testing.TestSite;

/** What every answer says of itself: its length, its form, and what it depends on. */
final class AnswersTest {
  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  private static RawHttp.Answer get(String path, String... headers) {
    return RawHttp.send(
        site.port(),
        "GET "
            + path
            + " HTTP/1.1\nHost: 127.0.0.1:"
            + site.port()
            + (headers.length == 0 ? "" : "\n" + String.join("\n", headers)));
  }

  private static String asset() {
    Matcher found =
        Pattern.compile("/assets/[0-9a-f]+/site\\.css").matcher(site.get("/ko/").body());
    assertTrue(found.find());
    return found.group();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ko/",
        "/ko/wildcard",
        "/ko/wildcard/present",
        "/experiments",
        "/experiments/probe",
        "/whoami",
        "/content/wildcard/app.py",
        "/content/wildcard.zip",
        "/no-such-page",
        "/health"
      })
  void every_answer_says_its_length(String path) {
    RawHttp.Answer answer = get(path, "Accept: text/html");
    int length = Integer.parseInt(answer.header("Content-Length").orElse("-1"));
    assertTrue(length > 0, answer.head());
    assertTrue(answer.header("Transfer-Encoding").isEmpty(), answer.head());
    if (!path.endsWith(".zip")) { // read as text, it is none
      assertEquals(length, answer.body().getBytes(StandardCharsets.UTF_8).length, path);
    }
    assertEquals(
        answer.header("Content-Length"),
        RawHttp.send(
                site.port(),
                "HEAD "
                    + path
                    + " HTTP/1.1\nHost: 127.0.0.1:"
                    + site.port()
                    + "\nAccept: text/html")
            .header("Content-Length"),
        "HEAD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|true",
        "gzip, deflate, br, zstd|true",
        "deflate, GZIP;q=0.5|true",
        "gzip;q=0|false",
        "gzip; q=0.0, identity|false",
        "identity|false",
        "x-gzip-not|false",
        "\"|false"
      })
  void an_answer_is_compressed_for_whoever_takes_it_so_and_says_what_it_depends_on(
      String accepted, boolean compressed) {
    for (String path : new String[] {"/ko/wildcard", asset()}) {
      RawHttp.Answer answer = get(path, "Accept-Encoding: " + accepted);
      assertEquals(compressed, answer.header("Content-Encoding").isPresent(), accepted);
      String vary = answer.header("Vary").orElse("");
      assertTrue(vary.contains("Accept-Encoding"), path + ": " + vary);
    }
  }

  @Test
  void a_page_depends_on_more_and_a_fixed_file_on_nothing_else() {
    String page = get("/ko/wildcard").header("Vary").orElse("");
    for (String header : new String[] {"Cookie", "Accept-Language", "HX-Request"}) {
      assertTrue(page.contains(header), page);
    }
    assertEquals("Accept-Encoding", get(asset()).header("Vary").orElse(""));
    String json = get("/health").header("Vary").orElse("");
    assertFalse(json.contains("Accept-Encoding"), json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|application/json",
        "text/html,application/xhtml+xml,*/*;q=0.8|text/html",
        "text/html;q=0.5, application/json|application/json",
        "application/json;q=0.1, text/html|text/html",
        "application/json;q=0, text/html|text/html",
        "application/json;q=0|text/plain",
        "APPLICATION/JSON; charset=utf-8|application/json",
        "text/plain|text/plain",
        "\"|text/plain"
      })
  void an_error_has_the_form_that_the_caller_likes_best(String accept, String type) {
    RawHttp.Answer answer = get("/no-such-page", "Accept: " + accept);
    assertEquals(404, answer.status());
    assertEquals(type + ";charset=utf-8", type(answer), accept);
  }

  private static String type(RawHttp.Answer answer) {
    return answer.header("Content-Type").orElse("").replace(" ", "").toLowerCase();
  }

  @ParameterizedTest
  @CsvSource({
    "/ko/wildcard,/ko/wildcard,/en/wildcard",
    "/en/,/ko/,/en/",
    "/experiments/probe,/experiments/probe?_lang=ko,/experiments/probe?_lang=en"
  })
  void a_page_names_itself_in_each_language_by_a_whole_address(String path, String ko, String en) {
    RawHttp.Answer answer = get(path, "Accept: text/html");
    String link = answer.header("Link").orElse("");
    String here = "<http://127.0.0.1:" + site.port();
    assertTrue(link.contains(here + ko + ">; rel=\"alternate\"; hreflang=\"ko\""), link);
    assertTrue(link.contains(here + en + ">; rel=\"alternate\"; hreflang=\"en\""), link);
    assertFalse(answer.body().contains("rel=\"alternate\""), "said once");
  }
}
