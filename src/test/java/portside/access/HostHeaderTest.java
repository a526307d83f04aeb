package portside.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.net.IpAddresses;

/** Which Host headers name this computer; those that are no Host header at all name nothing. */
final class HostHeaderTest {
  private static final InetAddress CALLED = IpAddresses.parse("127.0.0.1").orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":",
        ":80",
        "evil.example:",
        "evil.example:80",
        "203.0.113.1",
        "203.0.113.1:80",
        "[2001:db8::1]:80",
        "localhost:",
        "localhost:123456",
        "localhost:80x",
        "localhost:-1",
        "localhost:80:80",
        "localhost,evil.example",
        "localhost evil.example",
        "localhost..",
        "localhost/",
        "user@localhost",
        "127.0.0.1:",
        "127.0.0.1:123456",
        "127.0.0.1]",
        "[127.0.0.1",
        "[::1",
        "[::1]x",
        "[::1]:",
        "[::1]:123456",
        "[::1]]",
        "::1]",
        "[]",
        "[]:80",
        "."
      })
  void a_malformed_or_foreign_one_does_not(String header) {
    assertFalse(HostHeader.namesThisComputer(header, CALLED), header);
  }

  @Test
  void its_own_name_does_only_where_the_call_came_by_loopback() {
    for (String header : new String[] {"portside.localhost", "Portside.localhost.:7070"}) {
      assertTrue(HostHeader.namesThisComputer(header, CALLED), header);
      assertFalse(
          HostHeader.namesThisComputer(header, IpAddresses.parse("192.0.2.1").orElseThrow()));
    }
    assertFalse(HostHeader.namesThisComputer("evil.localhost", CALLED));
  }

  @Test
  void none_does_not() {
    assertFalse(HostHeader.namesThisComputer(null, CALLED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost.",
        "LocalHost:7070",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:65535",
        "[::1]",
        "[::1]:7070",
        "0.0.0.0"
      })
  void an_address_or_name_of_this_computer_does(String header) {
    assertTrue(HostHeader.namesThisComputer(header, CALLED), header);
  }

  /** A router may hand a call on, so that the address it came to is none of this computer's. */
  @Test
  void the_address_that_was_called_does_whoever_owns_it() {
    InetAddress called = IpAddresses.parse("203.0.113.1").orElseThrow();
    assertTrue(HostHeader.namesThisComputer("203.0.113.1:7070", called));
    assertFalse(HostHeader.namesThisComputer("203.0.113.2:7070", called));
  }
}
