package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.page.Json;
import portside.testing.TestSite;

/** Markup in every field that takes text: it comes back as text or not at all. */
final class MarkupTest {
  private static final List<String> EVIL =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "' onmouseover='alert(1)",
          "\n\r\n<script>alert(1)</script>\u2028",
          "</textarea></title></style><svg onload=alert(1)>",
          "{\"__proto__\":1}<script>alert(1)</script>",
          "<script>alert(1)</script>".repeat(100));

  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  static Stream<Arguments> every_field_and_every_evil() {
    return Stream.of("address", "port", "protocol", "_page", "_card", "_prediction", "<name>")
        .flatMap(field -> EVIL.stream().map(evil -> Arguments.of(field, evil)));
  }

  private static HttpResponse<String> post(Map<String, String> fields, String... headers) {
    String form =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return site.send(
        site.request("/experiments/probe")
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .headers(headers)
            .POST(BodyPublishers.ofString(form)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Neither a tag nor the end of an attribute of what was sent is in the page. */
  private static void assertHarmless(String html) {
    assertFalse(html.contains("<script>"), html);
    assertFalse(html.contains("<img src=x"), html);
    assertFalse(html.contains("<svg onload"), html);
    assertFalse(html.contains("\"' onmouseover='"), html);
    assertFalse(html.contains("=' onmouseover"), html);
    assertFalse(html.contains("</textarea>"), html);
  }

  @ParameterizedTest
  @MethodSource("every_field_and_every_evil")
  void a_field_of_a_form_comes_back_as_text(String field, String evil) {
    Map<String, String> fields =
        field.equals("<name>")
            ? Map.of(evil, "1")
            : field.startsWith("_") ? atACard(field, evil) : Map.of(field, evil);
    HttpResponse<String> page = post(fields, "Accept", "text/html");
    assertHarmless(page.body());
    HttpResponse<String> fragment = post(fields, "HX-Request", "true");
    assertHarmless(fragment.body());
    HttpResponse<String> json = post(fields, "Accept", "application/json");
    int expected = field.startsWith("_") ? 200 : 400;
    assertEquals(expected, page.statusCode());
    assertEquals(expected, fragment.statusCode());
    assertEquals(expected, json.statusCode());
    assertTrue(json.headers().firstValue("Content-Type").orElse("").startsWith("application/json"));
    assertTrue(isJson(json.body()), json.body());
    assertTrue(page.body().length() < 200_000, "nobody needs so much of their own text back");
  }

  private static Map<String, String> atACard(String field, String evil) {
    Map<String, String> fields =
        new TreeMap<>(Map.of("port", "0", "_page", "/en/wildcard", "_card", "all-doors"));
    fields.put(field, evil);
    return fields;
  }

  private static boolean isJson(String text) {
    try {
      JsonNode read = Json.read(text);
      return read.isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  @Test
  void an_echo_is_never_cut_inside_a_character() {
    for (int length = 55; length < 62; length++) {
      String html =
          post(Map.of("port", "a".repeat(length) + "😀😀😀😀"), "HX-Request", "true").body();
      assertTrue(html.contains("aaa"), html);
      assertFalse(html.contains("?") || html.contains("\ufffd"), html);
    }
  }

  @Test
  void a_field_that_is_not_allowed_is_shown_to_its_sender() {
    String html = post(Map.of("port", "<b>8080</b>"), "HX-Request", "true").body();
    assertTrue(html.contains("&lt;b>8080") || html.contains("&lt;b&gt;8080"), html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"<script>alert(1)</script>\":1}",
        "{\"port\":\"<script>alert(1)</script>\"}",
        "{\"port\":[\"<script>\"]}",
        "{\"port\":{\"<script>\":1}}",
        "{\"port\":null}",
        "[\"<script>alert(1)</script>\"]",
        "\"<script>alert(1)</script>\"",
        "<script>alert(1)</script>",
        "{\"port\":1,",
        "{\"port\":\"\\ud83d\"}"
      })
  void json_that_is_not_allowed_is_refused_in_every_form(String sent) {
    for (String accept : List.of("application/json", "text/html", "*/*")) {
      HttpResponse<String> answer =
          site.send(
              site.request("/experiments/probe")
                  .header("Authorization", "Bearer " + TestSite.KEY)
                  .header("Content-Type", "application/json")
                  .header("Accept", accept)
                  .POST(BodyPublishers.ofString(sent)));
      assertEquals(400, answer.statusCode(), accept);
      if (answer.headers().firstValue("Content-Type").orElse("").contains("html")) {
        assertHarmless(answer.body());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/experiments/probe?port=%3Cscript%3Ealert(1)%3C/script%3E",
        "/experiments/probe?address=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "/experiments/probe?_lang=%3Cscript%3Ealert(1)%3C/script%3E",
        "/experiments/probe?run=%3Cscript%3Ealert(1)%3C/script%3E&_card=%3Cscript%3E",
        "/en/wildcard?run=x&_card=%22%3E%3Cimg%20src=x%3E&_prediction=%3Cscript%3E",
        "/en/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/?key=%3Cscript%3Ealert(1)%3C/script%3E"
      })
  void an_address_with_markup_comes_back_as_text(String path) {
    assertHarmless(site.get(path).body());
  }
}
