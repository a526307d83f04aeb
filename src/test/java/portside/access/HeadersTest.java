package portside.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

final class HeadersTest {
  private static Map<String, String> set() {
    Map<String, String> headers = new LinkedHashMap<>();
    Headers.set(headers::put);
    return headers;
  }

  @Test
  void every_answer_is_nobody_elses_and_is_not_kept() {
    Map<String, String> headers = set();
    headers.remove("Content-Security-Policy");
    assertEquals(
        Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "private, no-store",
            "Vary", "Accept, Accept-Language, Cookie, HX-Request"),
        headers);
  }

  @Test
  void a_page_runs_its_own_scripts_and_connects_to_this_computer_only() {
    List<String> rules = List.of(set().get("Content-Security-Policy").split("; "));
    assertEquals(
        List.of(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'"),
        rules.subList(0, rules.size() - 1));
    String connects = rules.get(rules.size() - 1);
    assertTrue(
        connects.startsWith(
            "connect-src 'self' http://localhost:* http://127.0.0.1:* http://127.0.0.2:*"
                + " http://0.0.0.0:*"),
        connects);
  }

  /** IPv6 doors cannot be named in a policy. */
  @Test
  void a_page_connects_to_every_ipv4_door_of_this_computer_and_to_no_other() {
    String policy = set().get("Content-Security-Policy");
    List<String> doors =
        List.of(policy.substring(policy.indexOf("http://localhost")).split(" ", -1));
    List<String> expected =
        Stream.concat(
                Stream.of("localhost", "127.0.0.1", "127.0.0.2", "0.0.0.0"),
                ThisComputer.now().lanAddresses().stream()
                    .filter(address -> address.getAddress().length == 4)
                    .map(IpAddresses::text))
            .map(door -> "http://" + door + ":*")
            .toList();
    assertEquals(expected, doors);
  }
}
