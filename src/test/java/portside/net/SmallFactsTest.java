package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zones, ranges and kinds: the facts that are a line long. */
class SmallFactsTest {
  @ParameterizedTest
  @CsvSource({
    "0, WELL_KNOWN",
    "80, WELL_KNOWN",
    "1023, WELL_KNOWN",
    "1024, REGISTERED",
    "8080, REGISTERED",
    "49151, REGISTERED",
    "49152, DYNAMIC",
    "65535, DYNAMIC"
  })
  void a_port_lies_in_the_zone_of_rfc_6335(int port, PortZone zone) {
    assertEquals(zone, PortZone.of(port));
    assertTrue(port >= zone.first() && port <= zone.last());
  }

  @Test
  void what_is_no_port_is_refused_with_the_range() {
    for (int port : new int[] {-1, 65_536, 70_000, Integer.MIN_VALUE}) {
      String said =
          assertThrows(IllegalArgumentException.class, () -> PortZone.of(port)).getMessage();
      assertTrue(said.contains("65535") && said.contains(String.valueOf(port)), said);
    }
  }

  @Test
  void the_system_chooses_ports_inside_its_own_range() throws Exception {
    EphemeralRange here = EphemeralRange.ofThisSystem();
    assertFalse(here.source().isBlank());
    for (int i = 0; i < 20; i++) {
      try (var server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
        server.bind(new InetSocketAddress(IpAddresses.LOOPBACK, 0));
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        assertTrue(here.contains(port), port + " is not in " + here);
      }
    }
  }

  @Test
  void a_range_is_two_ports_and_nothing_else() {
    assertEquals(
        Optional.of(new EphemeralRange(32_768, 60_999, "x")),
        EphemeralRange.parse("32768\t60999\n", "x"));
    for (String text : List.of("", "1", "1 2 3", "a b", "60999 32768", "0 65536", "-1 5")) {
      assertEquals(Optional.empty(), EphemeralRange.parse(text, "x"), text);
    }
    EphemeralRange two = new EphemeralRange(100, 101, "x");
    for (int port : new int[] {100, 101}) {
      assertTrue(two.contains(port), "" + port);
    }
    for (int port : new int[] {99, 102}) {
      assertFalse(two.contains(port), "" + port);
    }
    assertEquals(1, new EphemeralRange(100, 100, "x").size());
    assertEquals(28_232, EphemeralRange.parse("32768 60999", "x").orElseThrow().size());
    assertEquals(16_384, EphemeralRange.iana().size());
  }

  @Test
  void the_range_of_linux_comes_from_its_file_and_not_from_memory() throws Exception {
    Path file = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    assumeTrue(Files.exists(file), "only Linux has this file");
    EphemeralRange here = EphemeralRange.ofThisSystem();
    assertEquals(file.toString(), here.source(), "the default was taken instead");
    assertEquals(firstLine(file), here.first() + "\t" + here.last());
  }

  @Test
  void linux_says_where_privilege_ends() throws Exception {
    Path file = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    assumeTrue(Files.exists(file), "only Linux has this file");
    assertEquals(firstLine(file), String.valueOf(PrivilegedPorts.startOfUnprivileged()));
  }

  /** Not Files.readString, which gets only one byte of such a file. */
  private static String firstLine(Path file) throws Exception {
    try (var lines = Files.newBufferedReader(file)) {
      return lines.readLine();
    }
  }

  @Test
  void every_kind_has_its_own_symbol_and_word() {
    assertEquals(
        List.of("● loopback", "■ this-computer", "✳ wildcard", "▲ other-device"),
        Arrays.stream(AddressKind.values()).map(k -> k.symbol() + " " + k.key()).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, LINUX",
    "Mac OS X, MACOS",
    "Darwin, MACOS",
    "Windows 11, WINDOWS",
    "FreeBSD, OTHER",
    "'', OTHER"
  })
  void a_system_is_known_by_its_name(String name, HostSystem system) {
    assertEquals(system, HostSystem.named(name));
  }
}
