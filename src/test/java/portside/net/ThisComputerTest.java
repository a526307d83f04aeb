package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.OnANetwork;
import portside.testing.Patience;

class ThisComputerTest {
  @Test
  void the_loopback_interface_is_there_and_is_known_as_such() {
    Interface loopback =
        ThisComputer.now().interfaces().stream()
            .filter(Interface::loopback)
            .findFirst()
            .orElseThrow();
    assertEquals(Purpose.LOOPBACK, loopback.purpose());
    assertTrue(loopback.up());
    assertTrue(loopback.addresses().contains(address("127.0.0.1")));
  }

  @Test
  void what_it_owns_can_be_bound_and_what_can_be_bound_it_owns() {
    ThisComputer here = ThisComputer.now();
    for (Interface each : here.interfaces()) {
      for (InetAddress own : each.addresses()) {
        if (each.up()) {
          assertOwnedAndBound(here, own);
        }
      }
    }
    for (String text :
        List.of(
            "127.0.0.1",
            "127.0.0.2",
            "127.255.255.254",
            "0.0.0.0",
            "::",
            "::1",
            "240.1.2.3",
            "10.255.255.1",
            "203.0.113.9",
            "2001:db8::1",
            "::2",
            "fd99::1",
            "1.1.1.1")) {
      assertOwnedAndBound(here, address(text));
    }
  }

  private static void assertOwnedAndBound(ThisComputer here, InetAddress address) {
    Binding.Attempt attempt = Binding.tryBind(address, 0, Protocol.TCP);
    assertEquals(attempt.succeeded(), here.owns(address), attempt.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK", "127.0.0.2, LOOPBACK", "127.200.3.4, LOOPBACK", "::1, LOOPBACK",
    "::ffff:127.0.0.1, LOOPBACK", "0.0.0.0, WILDCARD", "::, WILDCARD", "240.1.2.3, OTHER_DEVICE",
    "2001:db8::7, OTHER_DEVICE", "::7f00:1, OTHER_DEVICE"
  })
  void every_address_has_a_kind(String text, AddressKind kind) {
    assertEquals(kind, ThisComputer.now().kindOf(address(text)));
  }

  @Test
  void a_multicast_address_is_nobodys_own_even_where_linux_lets_it_be_bound() {
    assertFalse(ThisComputer.now().owns(address("224.0.0.1")));
  }

  @Test
  void an_address_on_the_network_is_this_computer() {
    ThisComputer here = ThisComputer.now();
    for (InetAddress own : OnANetwork.addresses()) {
      assertEquals(AddressKind.THIS_COMPUTER, here.kindOf(own), IpAddresses.text(own));
    }
  }

  @Test
  void on_macos_only_the_assigned_loopback_addresses_can_be_bound() {
    ThisComputer mac = computer(HostSystem.MACOS, raw("lo0", true, "127.0.0.1", "::1"));
    assertTrue(mac.owns(address("127.0.0.1")));
    assertFalse(mac.owns(address("127.0.0.2")));
    assertEquals(AddressKind.LOOPBACK, mac.kindOf(address("127.0.0.2")));
    assertTrue(computer(HostSystem.WINDOWS).owns(address("127.0.0.2")));
  }

  @Test
  void a_link_local_address_belongs_to_its_own_zone() throws Exception {
    InetAddress own = Inet6Address.getByAddress(null, address("fe80::1").getAddress(), 3);
    ThisComputer here = computer(HostSystem.LINUX, raw("eth0", false, own));
    assertTrue(here.owns(own));
    assertTrue(here.owns(address("fe80::1")));
    assertFalse(here.owns(address("fe80::1%4")));
  }

  @Test
  void the_likeliest_address_for_another_device_comes_first() {
    ThisComputer here =
        computer(
            HostSystem.LINUX,
            raw("lo", true, "127.0.0.1", "::1"),
            raw("docker0", false, "172.17.0.1"),
            raw("tun0", false, "10.8.0.2"),
            raw("virbr0", false, "192.168.122.1"),
            raw("enp3s0", false, "169.254.9.9", "fe80::3", "2001:db8::3"),
            raw("wlp2s0", false, "192.168.0.7", "fe80::2"));
    assertEquals(
        List.of(
            "192.168.0.7",
            "169.254.9.9",
            "192.168.122.1",
            "10.8.0.2",
            "172.17.0.1",
            "2001:db8::3",
            "fe80::3",
            "fe80::2"),
        here.lanAddresses().stream().map(IpAddresses::text).toList());
  }

  @Test
  void an_interface_that_is_down_has_no_address_for_others() {
    InterfaceReader.Raw down =
        new InterfaceReader.Raw(
            "eth0", "eth0", 2, false, false, false, false, false, List.of(address("10.0.0.1")));
    ThisComputer here = new ThisComputer(List.of(down), List.of(), HostSystem.LINUX);
    assertEquals(List.of(), here.lanAddresses());
    assertTrue(here.owns(address("10.0.0.1")), "the address is still its own");
  }

  @Test
  void the_snapshot_is_shared_for_a_moment_only() {
    Patience.until(
        () -> "reading the interfaces for every request would be dear",
        () -> ThisComputer.now() == ThisComputer.now());
    ThisComputer first = ThisComputer.now();
    Patience.until(
        () -> "an address that is gone must not stay", () -> ThisComputer.now() != first);
  }

  @Test
  void its_names_are_localhost_and_what_the_system_calls_it() throws Exception {
    List<String> names = ThisComputer.now().names();
    assertEquals("localhost", names.get(0));
    Path kernel = Path.of("/proc/sys/kernel/hostname");
    assertEquals(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(), names);
    assumeTrue(Files.exists(kernel), "only Linux has this file");
    String name = Files.readString(kernel).strip().toLowerCase(Locale.ROOT);
    assertTrue(names.contains(name), names + " should have " + name);
  }

  @Test
  void a_name_is_offered_with_its_domain_without_and_with_local() {
    assertEquals(
        List.of("localhost", "mina-pc.example.org", "mina-pc", "mina-pc.local"),
        HostNames.all(List.of("Mina-PC.example.org\n")));
    assertEquals(
        List.of("localhost", "mina", "mina.local"), HostNames.all(List.of("MINA", "mina")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(none)",
        "a b",
        "-a",
        "a..b",
        "a.",
        "evil.example:80",
        "10.0.0.1",
        "<b>",
        "미나"
      })
  void what_is_no_name_is_not_offered(String name) {
    assertEquals(List.of("localhost"), HostNames.all(List.of(name)));
  }

  @Test
  void macos_keeps_its_names_in_a_property_list() {
    String plist =
        """
        <dict>
          <key>System</key><dict>
            <key>ComputerName</key> <string>Mina’s MacBook</string>
            <key>HostName</key>
            <string>mina.example.org</string>
          </dict>
          <key>LocalHostName</key>
          <string>Minas-MacBook</string>
        </dict>
        """;
    assertEquals(List.of("mina.example.org", "Minas-MacBook"), HostNames.inMacSettings(plist));
    assertEquals(List.of(), HostNames.inMacSettings("bplist00\u0000\u0001"));
  }

  @Test
  void the_way_to_the_names_that_people_see_answers_on_every_system() {
    List<String> cards = // OSHI leaves out loopback
        ThisComputer.now().interfaces().stream()
            .filter(each -> !each.loopback())
            .map(Interface::name)
            .toList();
    assumeFalse(cards.isEmpty(), "this computer has no interface but loopback");
    Set<String> named = FriendlyNames.ask().keySet();
    assertTrue(cards.stream().anyMatch(named::contains), () -> named + " are none of " + cards);
  }

  @ParameterizedTest
  @CsvSource({
    "LINUX, wlp2s0, '', WIFI",
    "LINUX, enp3s0, '', ETHERNET",
    "LINUX, eth0, '', ETHERNET",
    "LINUX, docker0, '', CONTAINER",
    "LINUX, br-0123456789ab, '', CONTAINER",
    "LINUX, br0, '', OTHER",
    "LINUX, veth12ab34, '', CONTAINER",
    "LINUX, tun0, '', VPN",
    "LINUX, wg0, '', VPN",
    "LINUX, tailscale0, '', VPN",
    "LINUX, virbr0, '', VIRTUAL_MACHINE",
    "LINUX, vboxnet0, '', VIRTUAL_MACHINE",
    "LINUX, dummy0, '', OTHER",
    "MACOS, en0, '', WIFI",
    "MACOS, en0, Ethernet, ETHERNET",
    "MACOS, en1, Wi-Fi, WIFI",
    "MACOS, en5, '', ETHERNET",
    "MACOS, utun3, '', VPN",
    "MACOS, bridge100, '', VIRTUAL_MACHINE",
    "MACOS, bridge0, Thunderbolt Bridge, OTHER",
    "MACOS, awdl0, '', OTHER",
    "WINDOWS, wlan0, Intel(R) Wi-Fi 6 AX201 160MHz, WIFI",
    "WINDOWS, eth3, Realtek PCIe GbE Family Controller, ETHERNET",
    "WINDOWS, eth7, vEthernet (WSL (Hyper-V firewall)) Hyper-V Virtual Ethernet Adapter, WSL",
    "WINDOWS, eth8, vEthernet (Default Switch) Hyper-V Virtual Ethernet Adapter, VIRTUAL_MACHINE",
    "WINDOWS, eth9, VirtualBox Host-Only Ethernet Adapter, VIRTUAL_MACHINE",
    "WINDOWS, eth4, TAP-Windows Adapter V9, VPN",
    "WINDOWS, net5, WireGuard Tunnel, VPN",
    "WINDOWS, eth6, Bluetooth Device (Personal Area Network), OTHER",
    "WINDOWS, wlan1, 무선 어댑터, WIFI"
  })
  void the_purpose_is_guessed_from_the_names(
      HostSystem system, String name, String words, Purpose purpose) {
    assertEquals(purpose, PurposeGuess.of(system, name, words, false, false));
  }

  @Test
  void what_the_system_itself_says_comes_before_names() {
    assertEquals(Purpose.WIFI, PurposeGuess.of(HostSystem.LINUX, "eth1", "", true, false));
    assertEquals(Purpose.WSL, PurposeGuess.of(HostSystem.LINUX, "eth0", "", false, true));
    assertEquals(Purpose.CONTAINER, PurposeGuess.of(HostSystem.LINUX, "docker0", "", false, true));
  }

  private static ThisComputer computer(HostSystem system, InterfaceReader.Raw... interfaces) {
    return new ThisComputer(List.of(interfaces), List.of("localhost"), system);
  }

  static InterfaceReader.Raw raw(String name, boolean loopback, String... addresses) {
    return raw(
        name,
        loopback,
        Arrays.stream(addresses).map(ThisComputerTest::address).toArray(InetAddress[]::new));
  }

  private static InterfaceReader.Raw raw(String name, boolean loopback, InetAddress... addresses) {
    return new InterfaceReader.Raw(
        name, name, 1, true, loopback, false, false, false, List.of(addresses));
  }

  private static InetAddress address(String text) {
    return IpAddresses.parse(text).orElseThrow();
  }

  /** Debian gives the computer's own name 127.0.1.1; who adds that to a card adds no way here. */
  @Test
  void a_loopback_address_leads_nobody_here_whatever_interface_has_it() {
    ThisComputer here = computer(HostSystem.LINUX, raw("eth0", false, "127.0.1.1", "10.0.0.1"));
    assertEquals(List.of(address("10.0.0.1")), here.lanAddresses());
  }

  @Test
  void of_two_cards_alike_the_one_with_the_lower_index_comes_first() {
    ThisComputer here =
        computer(HostSystem.LINUX, card("eth1", 3, "10.0.0.3"), card("eth0", 2, "10.0.0.2"));
    assertEquals(List.of(address("10.0.0.2"), address("10.0.0.3")), here.lanAddresses());
  }

  private static InterfaceReader.Raw card(String name, int index, String address) {
    return new InterfaceReader.Raw(
        name, name, index, true, false, false, false, false, List.of(address(address)));
  }

  /** What all interfaces have in common with the kernel's files, InterfaceReaderTest says. */
  @Test
  void the_loopback_interface_is_neither_a_virtual_card_nor_wireless_nor_a_line() throws Exception {
    InterfaceReader.Raw loopback =
        InterfaceReader.read().stream()
            .filter(InterfaceReader.Raw::loopback)
            .findFirst()
            .orElseThrow();
    assertFalse(loopback.virtual());
    assertFalse(loopback.wireless());
    assertFalse(loopback.pointToPoint());
  }

  @Test
  void the_interfaces_come_in_the_order_of_their_indexes() {
    List<Integer> indexes =
        InterfaceReader.read().stream().map(InterfaceReader.Raw::index).toList();
    assertEquals(indexes.stream().sorted().toList(), indexes);
  }

  /** Where it has a short name only, that is what people see; an empty one helps nobody. */
  @Test
  void no_card_is_called_nothing() {
    Map<String, String> names = FriendlyNames.ask();
    assumeFalse(names.isEmpty(), "the system tells no names here");
    names.forEach((name, shown) -> assertFalse(shown.isBlank(), name));
  }

  @Test
  void on_linux_a_card_is_called_by_its_short_name() {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "others have names that people see");
    assertEquals(Map.of(), FriendlyNames.of(Set.of("eth0")));
  }
}
