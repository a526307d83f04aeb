package portside.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.RawHttp;
import portside.testing.TestSite;

/** What no route is asked about is still answered by the site: its headers, its sentence. */
final class ErrorPagesTest {
  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  /** The headers of the site, a sentence in one of its languages, and nothing of the inside. */
  static void assertOfTheSite(RawHttp.Answer answer, String request) {
    String shown = request + "\n" + answer.head() + "\n" + answer.body();
    for (String header :
        new String[] {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"}) {
      assertTrue(answer.header(header).isPresent(), header + " is missing: " + shown);
    }
    for (String inside : new String[] {"Jetty", "\tat ", "Exception", "org.eclipse", "<h2>HTTP"}) {
      assertFalse((answer.head() + answer.body()).contains(inside), shown);
    }
    assertTrue(answer.header("Server").isEmpty(), shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|GET|요청을 이해하지 못했습니다.",
        "400|GET /x HTTP/1.1|요청을 이해하지 못했습니다.",
        "400|GET /%zz HTTP/1.1\\nHost: 127.0.0.1|요청을 이해하지 못했습니다.",
        "400|G<>T / HTTP/1.1\\nHost: 127.0.0.1|요청을 이해하지 못했습니다.",
        "505|GET / HTTP/2.7\\nHost: 127.0.0.1|Portside는 이 버전의 HTTP를 쓰지 않습니다.",
        "505|GET / HTTP/9\\nHost: 127.0.0.1|Portside는 이 버전의 HTTP를 쓰지 않습니다.",
        "400|POST /experiments/whoami HTTP/1.1\\nHost: 127.0.0.1\\nContent-Length: x"
            + "|요청을 이해하지 못했습니다.",
        "400|POST /experiments/whoami HTTP/1.1\\nHost: 127.0.0.1\\n"
            + "Transfer-Encoding: chunked\\n\\nzz\\n\\n|요청을 이해하지 못했습니다."
      })
  void what_is_no_request_is_answered_in_the_words_of_the_site(
      int status, String request, String sentence) {
    RawHttp.Answer answer = RawHttp.send(site.port(), request.replace("\\n", "\n"));
    assertEquals(status, answer.status(), answer.head());
    assertOfTheSite(answer, request);
    assertTrue(answer.body().contains(sentence), answer.body());
  }

  @Test
  void what_is_too_long_is_answered_in_the_words_of_the_site() {
    String long9 = "a".repeat(9_000);
    RawHttp.Answer target =
        RawHttp.send(site.port(), "GET /" + long9 + " HTTP/1.1\nHost: 127.0.0.1");
    assertEquals(414, target.status(), target.head());
    assertOfTheSite(target, "a long target");
    assertTrue(target.body().contains("주소가 너무 깁니다."), target.body());
    RawHttp.Answer head =
        RawHttp.send(site.port(), "GET / HTTP/1.1\nHost: 127.0.0.1\nX-Long: " + long9);
    assertEquals(431, head.status(), head.head());
    assertOfTheSite(head, "a long header");
    assertTrue(head.body().contains("요청 헤더가 너무 큽니다."), head.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/experiments/probe?a=%",
        "/experiments/probe?%=a",
        "/experiments/probe?a=%u0041",
        "/experiments/probe?port=%zz&run=%",
        "/%uff0e",
        "/;%+0=",
        "/ko/search?q=%-1",
        "/ko/%uff0e",
        "/content/wildcard/%uff0e",
        "/runs/%u0041/x",
        "/?key=%",
        "/whoami?%"
      })
  void an_address_that_cannot_be_read_is_400(String path) {
    for (String accept : new String[] {"text/html", "application/json", "*/*"}) {
      RawHttp.Answer answer =
          RawHttp.send(
              site.port(), "GET " + path + " HTTP/1.1\nHost: 127.0.0.1\nAccept: " + accept);
      assertEquals(400, answer.status(), path + "\n" + answer.body());
      assertOfTheSite(answer, path);
      assertTrue(answer.body().contains("요청을 이해하지 못했습니다."), answer.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded|port=%",
        "application/x-www-form-urlencoded|%zz=1",
        "application/x-www-form-urlencoded|%+1=1",
        "application/x-www-form-urlencoded; charset=none-such|port=0",
        "application/x-www-form-urlencoded; charset|port=0",
        "application/x-www-form-urlencoded; charset=|port=0",
        "multipart/form-data; boundary=x|no form",
        "multipart/form-data; boundary=x|--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb",
        "multipart/form-data|--x--",
        "application/json; charset=none-such|{}",
        "application/json|{",
        "application/json|[]",
        "application/json|{\"port\":{}}"
      })
  void a_body_that_cannot_be_read_is_400(String typeAndBody) {
    String[] sent = typeAndBody.split("\\|");
    RawHttp.Answer answer =
        RawHttp.send(
            site.port(),
            "POST /experiments/probe HTTP/1.1\nHost: 127.0.0.1\nAuthorization: Bearer "
                + TestSite.KEY
                + "\nContent-Type: "
                + sent[0]
                + "\nContent-Length: "
                + sent[1].length()
                + "\n\n"
                + sent[1]);
    assertEquals(400, answer.status(), typeAndBody + "\n" + answer.body());
    assertOfTheSite(answer, typeAndBody);
  }

  /** As a browser sends a file (RFC 7578), to where any guest may send a form. */
  @ParameterizedTest
  @ValueSource(strings = {"/join", "/ko/clinic", "/experiments/whoami"})
  void parts_that_cannot_be_read_are_400_and_too_many_bytes_413(String path) {
    String begins = "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n";
    Map<String, Integer> expected =
        Map.of("no form", 400, begins + "b", 400, begins + "b".repeat(70_000) + "\r\n--x--", 413);
    expected.forEach(
        (body, status) -> {
          RawHttp.Answer answer =
              RawHttp.send(
                  site.port(),
                  "POST %s HTTP/1.1\nHost: 127.0.0.1\nOrigin: http://127.0.0.1\nContent-Type: multipart/form-data; boundary=x\nContent-Length: %d\n\n%s"
                      .formatted(path, body.length(), body));
          assertEquals(status, answer.status(), answer.head());
          assertOfTheSite(answer, path);
        });
  }

  /**
   * What a proxy between could cut at another place than Portside does (RFC 9112 §11.2): nothing of
   * what stands behind it is taken for a request.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 6\\nTransfer-Encoding: chunked\\n\\n0\\n\\n",
        "Content-Length: 6\\nContent-Length: 5\\n\\nabcdef",
        "Content-Length: 6, 6\\n\\nabcdef",
        "Content-Length: +6\\n\\nabcdef",
        "Content-Length: -6\\n\\nabcdef",
        "Content-Length: 0x6\\n\\nabcdef",
        "Content-Length: 99999999999999999999\\n\\nabcdef",
        "Content-Length : 6\\n\\nabcdef",
        "X-Odd: a\\n Content-Length: 6\\n\\nabcdef",
        "X-Odd: a\\0b\\n\\n",
        "X-Odd: a\\rContent-Length: 6\\n\\nabcdef",
        "Transfer-Encoding: xchunked\\n\\n0\\n\\n",
        "Transfer-Encoding: chunked, identity\\n\\n0\\n\\n",
        "Transfer-Encoding: chunked\\nTransfer-Encoding: chunked\\n\\n0\\n\\n",
        "Transfer-Encoding: chunked\\n\\n-1\\n\\n",
        "Transfer-Encoding: chunked\\n\\n0x1\\na\\n0\\n\\n",
        "Transfer-Encoding: chunked\\n\\n1\\nab0\\n\\n"
      })
  void what_could_be_cut_at_two_places_is_400_and_the_end_of_the_connection(String odd) {
    String request =
        "POST /en/clinic HTTP/1.1\nHost: 127.0.0.1\nOrigin: http://127.0.0.1\nContent-Type: application/x-www-form-urlencoded\n"
            + odd.replace("\\n", "\n").replace("\\r", "\r").replace("\\0", "\0")
            + "GET /health HTTP/1.1\nHost: 127.0.0.1\n\n";
    RawHttp.Answer answer = RawHttp.sendAsItIs(site.port(), request);
    assertEquals(400, answer.status(), answer.head());
    assertOfTheSite(answer, request);
    assertFalse(answer.body().contains("HTTP/1.1 "), "a second answer: " + answer.body());
  }

  /** Each is looked at as often as there are parts, which would keep a thread for a minute. */
  @Test
  void a_form_of_a_thousand_parts_is_400_before_it_is_read_and_one_of_a_few_is_taken() {
    String part = "--x\r\nContent-Disposition: form-data; name=message\r\n\r\nb\r\n";
    Map.of(5, 200, 1_000, 400)
        .forEach(
            (many, status) -> {
              String body = part.repeat(many) + "--x--\r\n";
              RawHttp.Answer answer =
                  RawHttp.send(
                      site.port(),
                      "POST /ko/clinic HTTP/1.1\nHost: 127.0.0.1\nOrigin: http://127.0.0.1\nContent-Type: multipart/form-data; boundary=x\nContent-Length: %d\n\n%s"
                          .formatted(body.length(), body));
              assertEquals(status, answer.status(), many + " parts: " + answer.head());
            });
  }

  @Test
  void a_websocket_where_there_is_none_is_404_in_the_words_of_the_site() {
    RawHttp.Answer answer =
        RawHttp.upgrade(
            site.port(),
            "GET /nothing HTTP/1.1\nHost: 127.0.0.1\nConnection: Upgrade\nUpgrade: websocket\n"
                + "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    assertEquals(404, answer.status());
    assertOfTheSite(answer, "a websocket");
  }

  @Test
  void a_websocket_that_is_none_is_turned_away_in_the_words_of_the_site() {
    String upgrade =
        "GET /events HTTP/1.1\nHost: 127.0.0.1\nOrigin: http://127.0.0.1\nUpgrade: websocket\n";
    for (String wrong :
        new String[] {
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Version: 7\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Version: x\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: short",
          "Sec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n"
              + "Sec-WebSocket-Extensions: ;;;="
        }) {
      RawHttp.Answer answer = RawHttp.send(site.port(), upgrade + wrong);
      assertTrue(answer.status() >= 400 && answer.status() < 500, wrong + "\n" + answer.head());
      assertOfTheSite(answer, wrong);
    }
  }
}
