package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.access.RandomId;
import portside.page.Json;
import portside.testing.TestSite;

/** One person over HTTP: what a browser of theirs, or its htmx, or a program of theirs sends. */
record Visitor(TestSite site, boolean host, String person) {
  static final String FORM = "application/x-www-form-urlencoded";

  /** Another person who holds the key. */
  static Visitor host(TestSite site) {
    return new Visitor(site, true, RandomId.ofBytes(16));
  }

  /** Another person who does not. */
  static Visitor guest(TestSite site) {
    return new Visitor(site, false, RandomId.ofBytes(16));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        site.request(path)
            .header("Accept-Language", "en")
            .header("Origin", site.origin())
            .header("Cookie", "portside-" + site.port() + "-person=" + person);
    return host ? request.header("Authorization", "Bearer " + TestSite.KEY) : request;
  }

  /** A page, as a browser asks for it. */
  String page(String path) {
    HttpResponse<String> page = site.send(request(path).header("Accept", "text/html"));
    assertEquals(200, page.statusCode(), page.body());
    return page.body();
  }

  /** What of a page changes, as htmx asks for it. */
  String fragment(String path) {
    HttpResponse<String> part = site.send(request(path).header("HX-Request", "true"));
    assertEquals(200, part.statusCode(), part.body());
    return part.body();
  }

  /** What a program gets. */
  HttpResponse<String> get(String path) {
    return site.send(request(path).header("Accept", "application/json"));
  }

  /** A form that a browser without scripts sends. */
  HttpResponse<String> form(String path, String fields) {
    return post(path, fields, "Content-Type", FORM, "Accept", "text/html");
  }

  /** A form that htmx sends. */
  HttpResponse<String> htmx(String path, String fields, String... headers) {
    return site.send(
        request(path)
            .headers("Content-Type", FORM, "HX-Request", "true")
            .headers(headers.length == 0 ? new String[] {"Accept", "*/*"} : headers)
            .POST(BodyPublishers.ofString(fields)));
  }

  /** JSON that a program sends, which wants JSON. */
  HttpResponse<String> json(String path, String body) {
    return post(path, body, "Content-Type", "application/json", "Accept", "application/json");
  }

  /** Starts an experiment as a program does that does not wait for it. */
  HttpResponse<String> begin(String path) {
    return post(
        path,
        "",
        "Accept",
        "application/json",
        "Content-Type",
        "application/json",
        "Prefer",
        "respond-async");
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    return site.send(request(path).headers(headers).POST(BodyPublishers.ofString(body)));
  }

  /** Runs an experiment to its answer, as a program does. */
  JsonNode ran(String experiment, String parameters) {
    HttpResponse<String> answer = json("/experiments/" + experiment, parameters);
    assertEquals(200, answer.statusCode(), answer.body());
    return read(answer);
  }

  static JsonNode read(HttpResponse<String> answer) {
    try {
      return Json.read(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  /** A piece of a page: from the element of that id to the next of its kind. */
  static String part(String html, String element, String id) {
    Matcher opened =
        Pattern.compile("<" + element + " [^>]*id=\"" + Pattern.quote(id) + "\"").matcher(html);
    assertTrue(opened.find(), "no " + id + " in\n" + html);
    int next = html.indexOf("<" + element + " ", opened.end());
    return html.substring(opened.start(), next < 0 ? html.length() : next);
  }

  /** A card of a page. */
  static String card(String html, String id) {
    return part(html, "article", id);
  }

  /** The values that are chosen in a piece of a page. */
  static List<String> chosen(String html) {
    return Pattern.compile("value=\"([^\"]*)\" (?:checked|selected)")
        .matcher(html)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
