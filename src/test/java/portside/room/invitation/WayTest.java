package portside.room.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import portside.net.IpAddresses;
import portside.net.Purpose;
import portside.net.ThisComputer;

/** Which address an invitation shows. */
final class WayTest {
  private static InetAddress address(String text) {
    return IpAddresses.parse(text).orElseThrow();
  }

  private static final List<Way> TWO =
      List.of(
          new Way(address("192.168.0.10"), "Wi-Fi", Purpose.WIFI),
          new Way(address("fd77::10"), "docker0", Purpose.CONTAINER));

  @Test
  void a_portside_on_loopback_has_no_way_in() {
    assertEquals(List.of(), Way.into(IpAddresses.LOOPBACK, ThisComputer.now()));
    assertEquals(List.of(), Way.into(address("::1"), ThisComputer.now()));
  }

  @Test
  void one_address_is_the_only_way_into_a_portside_that_listens_there() {
    List<Way> ways = Way.into(address("192.168.0.10"), ThisComputer.now());
    assertEquals(List.of("192.168.0.10"), ways.stream().map(Way::text).toList());
  }

  @Test
  void the_wildcard_has_the_ways_of_the_computer_in_their_order() {
    ThisComputer here = ThisComputer.now();
    List<String> ways = Way.into(address("0.0.0.0"), here).stream().map(Way::text).toList();
    List<String> lan =
        here.lanAddresses().stream()
            .map(IpAddresses::withoutNeedlessZone)
            .map(IpAddresses::text)
            .filter(text -> !text.startsWith("fe80"))
            .limit(8)
            .toList();
    assertEquals(lan, ways);
  }

  @Test
  void the_choice_of_the_host_is_shown_as_long_as_the_computer_has_it() {
    assertEquals(TWO.get(1), Way.shown(TWO, "fd77::10").orElseThrow());
    assertEquals(TWO.get(0), Way.shown(TWO, "192.168.0.99").orElseThrow());
    assertEquals(TWO.get(0), Way.shown(TWO, null).orElseThrow());
    assertTrue(Way.shown(List.of(), "192.168.0.10").isEmpty());
  }

  @Test
  void it_is_typed_with_its_port_and_ipv6_in_brackets() {
    assertEquals("192.168.0.10:7070", TWO.get(0).typed(7070));
    assertEquals("http://[fd77::10]:7070/", TWO.get(1).url(7070));
  }
}
