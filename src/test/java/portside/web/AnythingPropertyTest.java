package portside.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import portside.testing.Patience;
import portside.testing.RawHttp;
import portside.testing.TestSite;

/**
 * Nothing that can be sent makes a 500, shows where in the code it was written, or goes without the
 * site's headers. So many cases as {@code -Dportside.cases} says; {@code -Pfuzz} takes twenty times
 * the usual number.
 */
final class AnythingPropertyTest {
  private static final Set<Integer> WRONG = Set.of(500, 502, 503, 504);

  private static TestSite site;

  @BeforeContainer
  static void start() {
    site = TestSite.start();
  }

  @AfterContainer
  static void stop() {
    site.close();
  }

  /** Sends bytes, says that no more will come, and takes whatever comes back. */
  private static byte[] exchange(byte[] sent) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress("127.0.0.1", site.port()), (int) Patience.LIMIT.toMillis());
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        socket.getOutputStream().write(sent);
        socket.shutdownOutput();
        socket.getInputStream().transferTo(answer);
      } catch (java.net.SocketTimeoutException e) {
        throw new AssertionError("no end of " + text(sent), e);
      } catch (IOException cutOff) {
        // what has come until then
      }
      return answer.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(text(sent), e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void assertHandled(String request) {
    assertHandled(request.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertHandled(byte[] request) {
    String said = new String(exchange(request), StandardCharsets.UTF_8);
    if (said.isEmpty()) {
      return; // nothing that is known to be a request: hung up
    }
    String shown = text(request) + "\n---\n" + said;
    assertTrue(said.startsWith("HTTP/1.1 "), shown);
    int status = Integer.parseInt(said.substring(9, 12));
    assertFalse(WRONG.contains(status), shown);
    assertFalse(said.contains("\tat ") || said.contains("Exception:"), shown);
    if (status != 100 && status != 101) {
      int end = said.indexOf("\r\n\r\n");
      ErrorPagesTest.assertOfTheSite(
          new RawHttp.Answer(status, end < 0 ? said : said.substring(0, end), ""), shown);
    }
  }

  @Provide
  Arbitrary<String> piece() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().excludeChars('\r', '\n', ' ').ofMaxLength(12),
        Arbitraries.strings().withChars("%0123456789abcdefuxz&=?;+./\\#").ofMaxLength(12),
        Arbitraries.strings().withCharRange('\u0080', '\uffff').ofMaxLength(4),
        Arbitraries.of(
            "%",
            "%00", "%2f", "%2e%2e", "%uff0e", "%c0%af", "%ff%fe", "..", ";", ";x=y", "//", "/./",
            "{}", "[::1]", "*", "&&", "=&=", "+", "\u0000", "\t", "한글", "😀"));
  }

  @Provide
  Arbitrary<String> target() {
    Arbitrary<String> known =
        Arbitraries.of(
            "/",
            "/ko/",
            "/ko/wildcard",
            "/en/wildcard/present",
            "/experiments",
            "/experiments/probe",
            "/experiments/whoami",
            "/runs/",
            "/runs/x/",
            "/whoami",
            "/content/wildcard/",
            "/content/wildcard.zip",
            "/assets/x/",
            "/health",
            "/events",
            "");
    return Combinators.combine(known, piece(), piece(), piece(), Arbitraries.of("?", "", "?run="))
        .as((start, a, b, c, mark) -> start + a + mark + b + "=" + c);
  }

  @Property
  void any_address_is_answered(@ForAll("target") String target) {
    assertHandled("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  }

  @Provide
  Arbitrary<String> header() {
    Arbitrary<String> value =
        Arbitraries.oneOf(
            piece(),
            Arbitraries.strings().withChars("qQ=;,./*\" 01gzipabc").ofMaxLength(40),
            Arbitraries.of(
                "text/html",
                "application/json",
                "gzip;q=0",
                "*/*;q=x",
                "bytes=0-",
                "W/\"x\"",
                "100-continue",
                "chunked",
                "gzip, chunked",
                "true",
                "0",
                "5",
                "-1",
                "1e9",
                "respond-async",
                "Bearer",
                "Bearer x",
                "a=b; c=\"d",
                "close",
                "Upgrade",
                "h2c",
                "websocket",
                "application/x-www-form-urlencoded; charset",
                "http://[",
                "null"));
    return Combinators.combine(
            Arbitraries.of(
                "Accept",
                "Accept-Encoding",
                "Accept-Language",
                "Cookie",
                "Content-Type",
                "Range",
                "If-None-Match",
                "If-Modified-Since",
                "HX-Request",
                "HX-Current-URL",
                "Prefer",
                "Expect",
                "Authorization",
                "Origin",
                "Transfer-Encoding",
                "Content-Length",
                "Connection",
                "Upgrade",
                "Sec-WebSocket-Version",
                "Sec-WebSocket-Key",
                "Host",
                "TE",
                "Forwarded",
                "X-HTTP-Method-Override",
                "Trailer"),
            value)
        .as((name, text) -> name + ": " + text + "\r\n");
  }

  @Property
  void any_headers_are_answered(
      @ForAll("header") String one, @ForAll("header") String two, @ForAll("header") String three) {
    for (String line : List.of("GET /ko/wildcard", "POST /experiments/whoami", "GET /events")) {
      assertHandled(line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + one + two + three + "\r\n");
    }
  }

  @Provide
  Arbitrary<String> form() {
    return Combinators.combine(Arbitraries.of("port", "_page", "_at", "address", "%"), piece())
        .as((name, value) -> name + "=" + value)
        .list()
        .ofMaxSize(4)
        .map(fields -> String.join("&", fields) + "&no-such=1"); // else it would really run
  }

  @Provide
  Arbitrary<String> json() {
    Arbitrary<String> value =
        Arbitraries.oneOf(
            piece().map(p -> "\"" + p + "\""),
            piece(),
            Arbitraries.of(
                "null",
                "true",
                "[]",
                "{}",
                "1e999",
                "-0",
                "1.5",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "[[[[[[[[",
                "NaN",
                "\"\"",
                "99999999999999999999"));
    return Arbitraries.oneOf(
        piece(),
        Combinators.combine(Arbitraries.of("port", "address", "", "_page", "\\u0000"), value)
            .as((name, text) -> "{\"" + name + "\":" + text + ",\"no-such\":1}"));
  }

  @Property
  void any_form_and_any_json_are_answered(
      @ForAll("form") String form, @ForAll("json") String json, @ForAll("parts") String parts) {
    for (String line : List.of("POST /experiments/probe", "POST /runs/x/stop")) {
      assertHandled(post(line, "application/x-www-form-urlencoded", form));
      assertHandled(post(line, "application/json", json));
    }
    assertHandled(post("POST /ko/clinic", "multipart/form-data; boundary=x", parts));
  }

  /** RFC 7578, and what looks like it. */
  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.of(
            "--x",
            "--x--",
            "\r\n",
            "\r\n--x\r\n",
            "Content-Disposition: form-data; name=\"title\"",
            "Content-Disposition: form-data; name=a; filename=\"b\"",
            "Content-Type: text/plain; charset=none-such",
            "Content-Transfer-Encoding: base64",
            "\r\n\r\n",
            ": ",
            "\"",
            "포트",
            "\u0000")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  private static String post(String line, String type, String body) {
    return line
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + TestSite.KEY
        + "\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  @Property
  void any_bytes_are_answered_or_hung_up_on(@ForAll byte[] bytes) {
    assertHandled(bytes);
    ByteBuffer method = ByteBuffer.allocate(bytes.length + 4).put("GET ".getBytes()).put(bytes);
    assertHandled(method.array());
  }

  @Provide
  Arbitrary<byte[]> frame() {
    Arbitrary<byte[]> wild = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    Arbitrary<byte[]> told =
        Combinators.combine(
                Arbitraries.of(0x80, 0x81, 0x82, 0x88, 0x89, 0x8a, 0x01, 0xc1, 0x83),
                Arbitraries.oneOf(
                    json(), Arbitraries.of("{\"watch\":1}", "{\"watch\":[{}]}", "[]", "\u00ff")))
            .as((first, body) -> frame(first, body.getBytes(StandardCharsets.UTF_8)));
    return Arbitraries.oneOf(wild, told, told);
  }

  /** A frame of a client, masked with zeros (RFC 6455 §5.2). */
  private static byte[] frame(int first, byte[] body) {
    int length = Math.min(body.length, 125);
    return ByteBuffer.allocate(length + 6)
        .put((byte) first)
        .put((byte) (0x80 | length))
        .putInt(0)
        .put(body, 0, length)
        .array();
  }

  @Property
  void any_message_of_a_websocket_is_taken_or_closes_it_for_what_it_is(
      @ForAll("frame") byte[] one, @ForAll("frame") byte[] two) {
    byte[] upgrade =
        ("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] sent =
        ByteBuffer.allocate(upgrade.length + one.length + two.length)
            .put(upgrade)
            .put(one)
            .put(two)
            .array();
    String said = text(exchange(sent));
    assertTrue(said.startsWith("HTTP/1.1 101 "), said);
    assertFalse(said.contains("Set-Cookie"), said);
    // 1011 is "an unexpected condition" (RFC 6455 §7.4.1): what breaks is then the site's own.
    String frames = said.substring(said.indexOf("\r\n\r\n") + 4);
    String shown =
        frames
            .chars()
            .mapToObj(c -> c > 31 && c < 127 ? "" + (char) c : "<" + c + ">")
            .collect(Collectors.joining());
    assertFalse(frames.contains("\u0003\u00f3"), shown);
  }
}
