package portside.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.TestSite.KEY;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.net.ThisComputer;
import portside.testing.Patience;
import portside.testing.RawHttp;
import portside.testing.TestSite;

/** The rules of access, each broken as a stranger would. */
final class AccessTest {
  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  private static RawHttp.Answer get(String host) {
    return RawHttp.send(site.port(), "GET /health HTTP/1.1\nHost: " + host);
  }

  private static RawHttp.Answer post(String headers) {
    String body = "port=0";
    return RawHttp.send(
        site.port(),
        "POST /experiments/probe HTTP/1.1\nHost: 127.0.0.1:"
            + site.port()
            + "\nContent-Type: application/x-www-form-urlencoded\nContent-Length: "
            + body.length()
            + (headers.isEmpty() ? "" : "\n" + headers)
            + "\n\n"
            + body);
  }

  private static String session() {
    HttpResponse<String> answer = site.get("/?key=" + KEY);
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:7070",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.0.2.254",
        "[2001:db8::1]",
        "127.0.0.1@evil.example",
        "127.0.0.1:7070:7070",
        "[::1",
        "0x7f.1",
        "2130706433",
        "１２７.0.0.1"
      })
  void a_foreign_host_header_is_turned_away(String host) {
    RawHttp.Answer answer = get(host);
    assertTrue(answer.status() == 403 || answer.status() == 400, host + ": " + answer.head());
    assertFalse(answer.body().contains("\"version\""));
  }

  @Test
  void a_request_without_a_host_is_turned_away() {
    assertEquals(400, RawHttp.send(site.port(), "GET /health HTTP/1.1").status());
    assertEquals(403, RawHttp.send(site.port(), "GET /health HTTP/1.0").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost",
        "LOCALHOST:7070",
        "localhost.",
        "[::1]:7070",
        "0.0.0.0:7070",
        "127.0.0.2"
      })
  void an_address_or_name_of_this_computer_is_let_in(String host) {
    assertEquals(200, get(host).status(), host);
  }

  @Test
  void this_computers_own_name_is_let_in_without_a_look_up() {
    for (String name : ThisComputer.now().names()) {
      assertEquals(200, get(name).status(), name);
    }
  }

  @Test
  void the_right_key_opens_a_session_and_leaves_the_url() {
    HttpResponse<String> answer = site.get("/?key=" + KEY);
    assertEquals(303, answer.statusCode());
    assertEquals("/", answer.headers().firstValue("Location").orElseThrow());
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.startsWith("portside-" + site.port() + "="), cookie);
    assertTrue(cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Strict"), cookie);
    assertFalse(cookie.contains(KEY), "the key must never be in a cookie");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "", "a-key-for-the-test", "a-key-for-the-testsX", "%00"})
  void a_wrong_key_opens_nothing(String key) {
    HttpResponse<String> answer = site.get("/?key=" + key);
    assertEquals(403, answer.statusCode());
    assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty());
  }

  /** Who got hold of a link cannot open it by way of a name that leads here (DNS rebinding). */
  @ParameterizedTest
  @ValueSource(strings = {"example.com", "example.com:7070", "192.0.2.1", "127.0.0.1.example.com"})
  void the_right_key_in_a_link_to_another_host_opens_nothing(String host) {
    RawHttp.Answer answer =
        RawHttp.send(site.port(), "GET /?key=" + KEY + " HTTP/1.1\nHost: " + host);
    assertEquals(403, answer.status(), answer.head());
    assertTrue(answer.header("Set-Cookie").isEmpty(), answer.head());
  }

  @Test
  void sessions_are_not_alike_and_do_not_tell_the_key() {
    String one = session();
    String two = session();
    assertFalse(one.equals(two));
    assertTrue(one.length() > 30);
  }

  @Test
  void the_host_runs_an_experiment_from_the_sites_own_page() {
    RawHttp.Answer answer =
        post("Cookie: " + session() + "\nOrigin: http://127.0.0.1:" + site.port());
    assertEquals(200, answer.status(), answer.head());
  }

  @Test
  void a_guest_may_not_run_an_experiment_and_is_told_why() {
    RawHttp.Answer answer =
        post(
            "Origin: http://127.0.0.1:"
                + site.port()
                + "\nAccept: application/json\nAccept-Language: en");
    assertEquals(403, answer.status());
    assertTrue(answer.body().contains("denied.host-only"), answer.body());
    assertTrue(answer.body().contains("Only the person who runs this Portside"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1",
        "Origin: http://127.0.0.1:1",
        "Origin: https://127.0.0.1",
        "Origin: http://127.0.0.1.evil.example",
        "Referer: http://127.0.0.1/",
        "X-Nothing: here"
      })
  void a_form_from_elsewhere_is_turned_away_even_with_the_hosts_cookie(String header) {
    RawHttp.Answer answer = post("Cookie: " + session() + "\n" + header);
    assertEquals(403, answer.status(), header);
  }

  private static RawHttp.Answer upgrade(String headers) {
    return RawHttp.upgrade(
        site.port(),
        "GET /events HTTP/1.1\nHost: 127.0.0.1:"
            + site.port()
            + "\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
            + (headers.isEmpty() ? "" : "\n" + headers));
  }

  @Test
  void a_websocket_opens_for_the_sites_own_page() {
    assertEquals(101, upgrade("Origin: http://127.0.0.1:" + site.port()).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://127.0.0.1:1",
        "X-Nothing: here",
        "Upgrade: h2c",
        "Authorization: Bearer wrong"
      })
  void a_websocket_from_elsewhere_is_turned_away(String header) {
    RawHttp.Answer answer = upgrade(header + "\nCookie: " + session());
    assertEquals(403, answer.status(), header);
  }

  @Test
  void whoever_is_turned_away_from_the_live_connection_reads_why() {
    String request =
        "GET /events HTTP/1.1\nHost: 127.0.0.1\nUpgrade: websocket\nConnection: Upgrade\n"
            + "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n"
            + "Accept-Language: en\nOrigin: ";
    RawHttp.Answer text = RawHttp.send(site.port(), request + "http://evil.example");
    assertEquals(403, text.status(), text.head());
    assertTrue(text.body().contains("was sent by another site"), text.body());
    RawHttp.Answer json =
        RawHttp.send(site.port(), request + "http://evil.example\nAccept: application/json");
    assertTrue(json.body().contains("\"error\":\"denied.foreign-origin\""), json.body());
    RawHttp.Answer page =
        RawHttp.send(site.port(), request + "http://evil.example\nAccept: text/html");
    assertEquals(403, page.status(), page.head());
    assertTrue(page.body().contains("<h1>"), page.body());
  }

  @Test
  void the_live_connection_read_as_a_page_says_what_it_is() {
    RawHttp.Answer answer =
        RawHttp.send(site.port(), "GET /events HTTP/1.1\nHost: 127.0.0.1\nAccept-Language: en");
    assertEquals(426, answer.status(), answer.head());
    assertEquals("websocket", answer.header("Upgrade").orElseThrow());
    assertTrue(answer.body().contains("WebSocket"), answer.body());
  }

  @Test
  void a_websocket_under_a_foreign_name_is_turned_away() {
    RawHttp.Answer answer =
        RawHttp.upgrade(
            site.port(),
            "GET /events HTTP/1.1\nHost: evil.example\nOrigin: http://evil.example\n"
                + "Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    assertEquals(403, answer.status());
  }

  @Test
  void a_client_that_offers_http2_is_not_taken_for_a_websocket() {
    RawHttp.Answer answer =
        RawHttp.upgrade(
            site.port(),
            "GET /health HTTP/1.1\nHost: 127.0.0.1\nUpgrade: h2c\n"
                + "Connection: Upgrade, HTTP2-Settings\nHTTP2-Settings: AAMAAABk");
    assertEquals(200, answer.status());
  }

  @Test
  void two_host_headers_are_turned_away() {
    assertEquals(400, get("127.0.0.1\nHost: evil.example").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
  void no_method_that_could_change_something_comes_from_elsewhere(String method) {
    RawHttp.Answer answer =
        RawHttp.send(
            site.port(),
            method
                + " /health HTTP/1.1\nHost: 127.0.0.1\nOrigin: http://evil.example\nCookie: "
                + session());
    assertEquals(403, answer.status());
  }

  @Test
  void a_session_is_worth_nothing_at_another_portside() {
    try (TestSite other = TestSite.start()) {
      String here = session();
      String value = here.substring(here.indexOf('='));
      String body = "port=0";
      RawHttp.Answer answer =
          RawHttp.send(
              other.port(),
              "POST /experiments/probe HTTP/1.1\nHost: 127.0.0.1\nOrigin: http://127.0.0.1\n"
                  + "Cookie: "
                  + here
                  + "; portside-"
                  + other.port()
                  + value
                  + "\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 6\n\n"
                  + body);
      assertEquals(403, answer.status());
    }
  }

  @Test
  void a_program_shows_the_key_and_needs_no_origin() {
    assertEquals(200, post("Authorization: Bearer " + KEY).status());
  }

  @Test
  void a_program_without_a_key_is_told_of_the_key_and_not_of_another_site() {
    RawHttp.Answer nothing = post("Accept: text/plain\nAccept-Language: en");
    assertEquals(403, nothing.status());
    assertTrue(nothing.body().contains("Authorization: Bearer KEY"), nothing.body());
    assertFalse(nothing.body().contains("another site"), nothing.body());
    RawHttp.Answer foreign =
        post("Accept: text/plain\nAccept-Language: en\nOrigin: http://evil.example");
    assertTrue(foreign.body().contains("another site"), foreign.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer"})
  void a_wrong_bearer_token_is_turned_away(String authorization) {
    assertEquals(403, post("Authorization: " + authorization).status());
  }

  @Test
  void a_forwarded_address_is_never_believed() {
    RawHttp.Answer answer =
        RawHttp.send(
            site.port(),
            "GET /whoami HTTP/1.1\nHost: 127.0.0.1\nX-Forwarded-For: 203.0.113.9\n"
                + "Forwarded: for=203.0.113.9\nX-Real-IP: 203.0.113.9");
    assertEquals(200, answer.status());
    assertFalse(answer.body().contains("203.0.113.9"), answer.body());
  }

  /** A client that sends all before it listens reads the answer only if nobody hangs up. */
  @Test
  void a_body_of_megabytes_is_taken_to_its_end_and_turned_away() throws IOException {
    byte[] body = ("{\"port\":\"" + "1".repeat(15_000_000) + "\"}").getBytes(US_ASCII);
    String head =
        "POST /experiments/probe HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            + "Authorization: Bearer "
            + KEY
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      socket.getOutputStream().write(body);
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
    }
  }

  @Test
  void every_answer_carries_the_policy() {
    for (String path : new String[] {"/health", "/ko/", "/no-such-page", "/experiments"}) {
      String policy = site.get(path).headers().firstValue("Content-Security-Policy").orElse("none");
      assertTrue(policy.contains("default-src 'none'"), path + ": " + policy);
      assertTrue(policy.contains("script-src 'self';"), policy);
      assertTrue(policy.contains("style-src 'self';"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertTrue(policy.contains("connect-src 'self' http://localhost:*"), policy);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/content/wildcard/..%2f..%2fpom.xml",
        "/content/wildcard/../../pom.xml",
        "/content/..%2f..%2fetc/passwd",
        "/content/wildcard/%2e%2e/%2e%2e/pom.xml",
        "/content/wildcard//etc/passwd",
        "/assets/0000000000000000/../../pom.xml",
        "/ko/..%2f..%2fpom.xml",
        "/content/wildcard/ko.md%00.png",
        "/..\\..\\pom.xml"
      })
  void nothing_outside_of_the_course_and_the_fixed_files_is_served(String path) {
    RawHttp.Answer answer = RawHttp.send(site.port(), "GET " + path + " HTTP/1.1\nHost: 127.0.0.1");
    assertTrue(answer.status() >= 400 && answer.status() < 500, path + ": " + answer.head());
    assertFalse(answer.body().contains("modelVersion"), path);
    assertFalse(answer.body().contains("root:"), path);
  }

  @Test
  void of_a_lesson_only_plain_files_beside_its_text_are_served(@TempDir Path content)
      throws IOException {
    Path tiny = content.resolve("tiny");
    Files.createDirectories(tiny.resolve("inner"));
    Files.writeString(content.resolve("order.txt"), "tiny\n");
    for (String lang : List.of("ko", "en")) {
      Files.writeString(
          tiny.resolve(lang + ".md"),
          "---\ntitle: T\nlede: L.\nminutes: 5\ngoals:\n  - one\n---\n\n## One {#one}\n\nText\n");
    }
    for (String file : List.of("plain.txt", ".hidden.txt", "inner/deep.txt", "data.db")) {
      Files.writeString(tiny.resolve(file), "text of a file");
    }
    try (TestSite other = TestSite.start(content)) {
      assertEquals(200, other.get("/content/tiny/plain.txt").statusCode());
      for (String file :
          List.of(".hidden.txt", "inner/deep.txt", "inner", "data.db", "ko.md", "order.txt")) {
        assertEquals(404, other.get("/content/tiny/" + file).statusCode(), file);
      }
    }
  }

  @Test
  void beside_the_fixed_files_no_other_is_an_asset() {
    Matcher prefix =
        Pattern.compile("/assets/[0-9a-f]+/(?=site\\.css)").matcher(site.get("/ko/").body());
    assertTrue(prefix.find());
    assertEquals(200, site.get(prefix.group() + "site.css").statusCode());
    for (String name :
        List.of("pom.xml", "content/order.txt", "/etc/passwd", "%2fetc%2fpasswd", "../pom.xml")) {
      RawHttp.Answer answer =
          RawHttp.send(site.port(), "GET " + prefix.group() + name + " HTTP/1.1\nHost: 127.0.0.1");
      assertTrue(answer.status() == 404 || answer.status() == 400, name + ": " + answer.head());
    }
    assertEquals(404, site.get("/assets/0000000000000000/site.css").statusCode());
  }

  @Test
  void an_error_never_shows_a_stack_trace() {
    for (String path : new String[] {"/no-such-page", "/runs/x", "/experiments/x", "/xx/yy"}) {
      HttpResponse<String> answer = site.get(path);
      assertEquals(404, answer.statusCode(), path);
      assertFalse(answer.body().contains("at portside."), path);
    }
  }
}
