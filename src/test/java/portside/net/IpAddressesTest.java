package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "::, ::",
    "::1, ::1",
    "[::1], ::1",
    "0:0:0:0:0:0:0:1, ::1",
    "2001:DB8::A, 2001:db8::a",
    "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "1:0:0:0:0:0:0:0, 1::",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
    "1:2:3:4:5:0:0:0, 1:2:3:4:5::",
    "0:0:1:2:3:4:5:6, ::1:2:3:4:5:6",
    "1:0:2:0:3:0:4:0, 1:0:2:0:3:0:4:0",
    "abcf:ABCF:0909:9090:a0f9:1:2:3, abcf:abcf:909:9090:a0f9:1:2:3",
    "::fffe:102:304, ::fffe:102:304",
    "::ff00:102:304, ::ff00:102:304",
    "::ff:102:304, ::ff:102:304",
    "::1:ffff:102:304, ::1:ffff:102:304",
    "1:2:3:4:5::1.2.3.4, 1:2:3:4:5:0:102:304",
    "::ffff:1.2.3.4, 1.2.3.4",
    "::FFFF:102:304, 1.2.3.4",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "fe80::1, fe80::1",
    "fe80::1%7, fe80::1%7",
    "fe80::1%90, fe80::1%90",
    "[fe80::1%257], fe80::1%7",
    "[fe80::1%25], fe80::1%25"
  })
  void an_address_has_one_canonical_text(String given, String canonical) {
    assertEquals(Optional.of(canonical), IpAddresses.parse(given).map(IpAddresses::text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "localhost",
        "dead.beef",
        "face",
        "a.b.c.d",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0x7f.1",
        "010.0.0.1",
        "1.2.3.04",
        "00.0.0.0",
        "256.0.0.1",
        "1.2.3.999",
        "1.2.3.4 ",
        " 1.2.3.4",
        "1.2.3.4\n",
        "+1.2.3.4",
        "-1.2.3.4",
        "１２７.0.0.1",
        "127．0．0．1",
        "127。0。0。1",
        "١٢٧.0.0.1",
        "1.2.3.4:80",
        "1.2.3.4/8",
        "[1.2.3.4]",
        ":",
        ":::",
        "::1::",
        "1:2",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "1::2::3",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "12345::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:",
        "1:2:3:4::5:6:7:8",
        "1:2:3:4:5:6::1.2.3.4",
        "`::",
        "G::",
        "@::",
        "/::",
        "fe80::1%１",
        "fec0::1%1",
        "fe7f::1%1",
        "g::",
        "::1.2.3",
        "1.2.3.4::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1.2.3.4:5",
        "::ffff:1.2.3.04",
        "[::1",
        "::1]",
        "[]",
        "[::1]:80",
        "[[::1]]",
        "::1%lo",
        "::1%1",
        "fe80::1%",
        "fe80::1%0",
        "fe80::1%no-such-interface",
        "fe80::1%99999999999",
        "127.0.0.1%1",
        "%1",
        "::１",
        "-1::",
        "::+1"
      })
  void what_is_no_full_literal_is_no_address(String given) {
    assertEquals(Optional.empty(), IpAddresses.parse(given));
  }

  @Test
  void a_mapped_address_is_the_ipv4_address_that_it_stands_for() {
    InetAddress address = IpAddresses.parse("::ffff:127.0.0.1").orElseThrow();
    assertTrue(address instanceof Inet4Address);
    assertTrue(address.isLoopbackAddress());
  }

  @Test
  void a_zone_by_name_belongs_to_an_interface_of_this_computer() throws Exception {
    NetworkInterface some = NetworkInterface.networkInterfaces().findFirst().orElse(null);
    assumeTrue(some != null, "this computer has no network interface at all");
    Inet6Address address =
        (Inet6Address) IpAddresses.parse("fe80::1%" + some.getName()).orElseThrow();
    assertEquals(some.getIndex(), address.getScopeId());
    assertEquals("fe80::1%" + some.getName(), IpAddresses.text(address));
    assertEquals("[fe80::1%25" + some.getName() + "]", IpAddresses.inUrl(address));
    assertEquals(Optional.of(address), IpAddresses.parse(IpAddresses.inUrl(address)));
  }

  @Test
  void only_ipv6_has_brackets_in_a_url() {
    assertEquals("[::1]", IpAddresses.inUrl(IpAddresses.parse("::1").orElseThrow()));
    assertEquals("127.0.0.1", IpAddresses.inUrl(IpAddresses.LOOPBACK));
    assertEquals("1.2.3.4", IpAddresses.inUrl(IpAddresses.parse("::ffff:1.2.3.4").orElseThrow()));
  }

  /** Java makes IPv4 of such an address by itself, but not of one that was made with a zone. */
  @Test
  void a_mapped_address_that_java_keeps_as_ipv6_has_the_text_of_ipv4() throws Exception {
    byte[] bytes = new byte[16];
    bytes[10] = (byte) 0xff;
    bytes[11] = (byte) 0xff;
    System.arraycopy(new byte[] {1, 2, 3, 4}, 0, bytes, 12, 4);
    assertEquals("1.2.3.4", IpAddresses.text(Inet6Address.getByAddress(null, bytes, -1)));
  }

  @Test
  void a_zone_stays_only_with_an_address_that_needs_one() throws Exception {
    InetAddress global = InetAddress.getByName("2001:db8::1%7");
    assertEquals(0, ((Inet6Address) IpAddresses.withoutNeedlessZone(global)).getScopeId());
    InetAddress local = InetAddress.getByName("fe80::1%7");
    assertEquals(7, ((Inet6Address) IpAddresses.withoutNeedlessZone(local)).getScopeId());
  }

  /** RFC 8981 §3.4: what a device gives itself counts as one, what it was lent does not. */
  @Test
  void a_network_is_the_first_half_of_ipv6_and_the_whole_of_ipv4() {
    assertEquals(network("2001:db8:0:1::1"), network("2001:db8:0:1:ffff::2"));
    assertNotEquals(network("2001:db8:0:1::1"), network("2001:db8:0:2::1"));
    assertEquals(network("10.0.0.1"), network("10.0.0.1"));
    assertNotEquals(network("10.0.0.1"), network("10.0.0.2"));
  }

  private static Object network(String text) {
    return IpAddresses.network(IpAddresses.parse(text).orElseThrow());
  }

  @Test
  void a_name_that_an_address_carries_is_not_shown() throws Exception {
    InetAddress named = InetAddress.getByAddress("example", new byte[] {10, 0, 0, 7});
    assertEquals("10.0.0.7", IpAddresses.text(named));
  }
}
