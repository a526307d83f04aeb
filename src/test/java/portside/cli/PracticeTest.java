package portside.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.net.Holder;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.net.SocketState;
import portside.net.ThisComputer;
import portside.testing.TestSite;

/** A site answers itself as it will answer a class. */
final class PracticeTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "127.0.0.1", "::1"})
  void every_answer_is_one_that_a_class_would_get(String host) throws Exception {
    InetAddress address = IpAddresses.parse(host).orElseThrow();
    assumeTrue(host.indexOf(':') < 0 || ThisComputer.now().hasIpv6(), "no IPv6 here");
    try (TestSite site = TestSite.start(host)) {
      // Somebody may have called from that port before it was the site's.
      Set<OptionalInt> before = closed(site.port());
      new Practice(address, site.port(), () -> "/ko/wildcard").run();
      Set<OptionalInt> left = closed(site.port());
      left.removeAll(before);
      assertEquals(Set.of(), left, "nothing is left of it in the table that a lesson shows");
    }
  }

  /** The other ends of the connections of a port that are kept for a while after their end. */
  private static Set<OptionalInt> closed(int port) {
    return PortHolders.of(port, Protocol.TCP).stream()
        .filter(each -> each.state() == SocketState.TIME_WAIT)
        .map(Holder::remotePort)
        .collect(Collectors.toSet());
  }

  @Test
  void it_ends_at_an_answer_that_no_class_would_get() {
    try (TestSite site = TestSite.start()) {
      IOException why =
          assertThrows(
              IOException.class,
              new Practice(IpAddresses.LOOPBACK, site.port(), () -> "/ko/nowhere")::run);
      assertTrue(why.getMessage().endsWith("HTTP/1.1 404"), why.getMessage());
    }
  }
}
