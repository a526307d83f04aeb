package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.OnANetwork;

class LocalNetworkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "10.255.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.20",
        "169.254.3.4",
        "100.64.0.1",
        "100.127.255.255",
        "fd12::1",
        "fc00::1",
        "fe80::1",
        "febf::1",
        "::ffff:192.168.0.1"
      })
  void a_range_for_local_use_is_local(String text) {
    assertTrue(LocalNetwork.contains(address(text)), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11.0.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.169.0.1",
        "169.253.0.1",
        "100.63.0.1",
        "100.128.0.1",
        "8.8.8.8",
        "2001:db8::1",
        "fec0::1",
        "::ffff:8.8.8.8"
      })
  void the_neighbours_of_those_ranges_are_not(String text) {
    assertFalse(LocalNetwork.isPrivate(address(text)), text);
  }

  @Test
  void an_address_of_the_same_network_is_local_whatever_its_range() {
    for (InetAddress own : OnANetwork.addresses()) {
      assertTrue(LocalNetwork.contains(own), own.toString());
      LocalNetwork.prefix(own) // which not every system knows of every interface
          .ifPresent(
              prefix ->
                  assertTrue(
                      prefix >= 8 && prefix <= 8 * own.getAddress().length, own + "/" + prefix));
    }
  }

  @Test
  void only_the_bits_of_the_prefix_count() {
    InetAddress own = address("203.0.113.10");
    assertTrue(LocalNetwork.samePrefix(own, address("203.0.113.15"), 29));
    assertFalse(LocalNetwork.samePrefix(own, address("203.0.113.16"), 29));
    assertTrue(LocalNetwork.samePrefix(own, own, 32));
    assertFalse(LocalNetwork.samePrefix(own, address("2001:db8::1"), 8));
  }

  @Test
  void the_loopback_network_is_as_wide_as_rfc_6890_says() throws Exception {
    assumeTrue(loopbackHasPrefix(), "the system does not tell");
    assertEquals(OptionalInt.of(8), LocalNetwork.prefix(IpAddresses.LOOPBACK));
  }

  /** 127/8 is of none of the ranges for local use: its interface makes it one. */
  @Test
  void a_neighbour_in_the_network_of_an_interface_is_local() throws Exception {
    InetAddress neighbour = address("127.9.9.9");
    assertFalse(LocalNetwork.isPrivate(neighbour));
    assumeTrue(loopbackHasPrefix(), "the system does not tell");
    assertTrue(LocalNetwork.contains(neighbour));
  }

  /** Whether Java tells of the loopback network, which an interface that is down does not have. */
  private static boolean loopbackHasPrefix() throws SocketException {
    NetworkInterface loopback = NetworkInterface.getByInetAddress(IpAddresses.LOOPBACK);
    return loopback != null
        && loopback.getInterfaceAddresses().stream()
            .anyMatch(
                at ->
                    at.getAddress().equals(IpAddresses.LOOPBACK)
                        && at.getNetworkPrefixLength() > 0);
  }

  /** RFC 5737 and RFC 3849: addresses of documents, which no network has. */
  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.10", "2001:db8::10"})
  void an_address_of_nobodys_network_is_not_local_and_has_no_prefix(String text) {
    assertFalse(LocalNetwork.contains(address(text)));
    assertEquals(OptionalInt.empty(), LocalNetwork.prefix(address(text)));
  }

  @Test
  void a_prefix_from_eight_bits_on_says_something() {
    InetAddress own = address("203.0.113.10");
    assertTrue(LocalNetwork.samePrefix(own, address("203.9.9.9"), 8));
    assertFalse(LocalNetwork.samePrefix(own, address("203.0.113.10"), 7));
    assertFalse(LocalNetwork.samePrefix(own, address("203.0.113.10"), 33));
    assertTrue(LocalNetwork.samePrefix(address("2001:db8::1"), address("2001:db8::1"), 128));
  }

  @Test
  void a_prefix_that_the_system_does_not_know_makes_nobody_local() {
    assertEquals(
        false, LocalNetwork.samePrefix(address("203.0.113.10"), address("198.51.100.1"), 0));
  }

  private static InetAddress address(String text) {
    return IpAddresses.parse(text).orElseThrow();
  }
}
