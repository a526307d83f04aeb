package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    "::ffff:1.2.3.4, 1.2.3.4",
    "::FFFF:102:304, 1.2.3.4",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "fe80::1%7, fe80::1%7",
    "[fe80::1%257], fe80::1%7"
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

  @Test
  void a_name_that_an_address_carries_is_not_shown() throws Exception {
    InetAddress named = InetAddress.getByAddress("example", new byte[] {10, 0, 0, 7});
    assertEquals("10.0.0.7", IpAddresses.text(named));
  }
}
