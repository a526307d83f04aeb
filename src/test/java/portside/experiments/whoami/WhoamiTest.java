package portside.experiments.whoami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.access.Caller;
import portside.access.Role;
import portside.access.Sight;
import portside.experiments.Evidence;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.AddressKind;
import portside.net.IpAddresses;
import portside.net.ThisComputer;
import portside.page.Json;
import portside.testing.OnANetwork;

class WhoamiTest {
  private final Trial onLoopback = new Trial(new Whoami(Trial.address("127.0.0.1")));
  private final Trial onEveryDoor = new Trial(new Whoami(Trial.address("0.0.0.0")));

  @AfterEach
  void close() {
    onLoopback.close();
    onEveryDoor.close();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "127.9.9.9, loopback",
    "::1, loopback",
    "::ffff:127.0.0.1, loopback",
    "192.168.0.77, local-network",
    "10.1.2.3, local-network",
    "172.20.1.1, local-network",
    "169.254.10.10, local-network",
    "100.100.1.1, local-network",
    "fd00:abcd::7, local-network",
    "::ffff:10.0.0.9, local-network",
    "198.51.100.9, public",
    "2001:db8::9, public"
  })
  void a_caller_is_placed_by_its_address(String address, String outcome) {
    assumeFalse(
        ThisComputer.now().owns(Trial.address(address)) && !outcome.equals("loopback"),
        address + " is this computer's own");
    assertEquals(outcome, as(Role.GUEST, address).outcome());
  }

  @Test
  void an_own_address_on_the_network_is_this_computer() {
    for (InetAddress address : OnANetwork.addresses()) {
      Caller caller =
          new Caller(Role.HOST, null, address, 50_000, address, 7_070, "192.168.0.10:7070");
      assertEquals("this-computer", onLoopback.runAs(caller).outcome(), address.toString());
    }
  }

  @Test
  void the_two_ends_and_the_name_are_told() {
    Caller caller = Trial.caller(Role.HOST, "127.0.0.1", 41_234, "127.0.0.1", 7_070);
    WhoamiEvidence found = evidence(onLoopback.runAs(caller));
    assertEquals(Trial.address("127.0.0.1"), found.remoteAddress());
    assertEquals(41_234, found.remotePort());
    assertEquals(Trial.address("127.0.0.1"), found.localAddress());
    assertEquals(7_070, found.localPort());
    assertEquals("127.0.0.1:7070", found.hostHeader());
    assertFalse(found.interfaceName().isBlank());
  }

  @Test
  void an_address_that_no_interface_lists_has_no_interface() {
    Caller caller = Trial.caller(Role.HOST, "127.0.0.1", 41_234, "127.77.0.1", 7_070);
    assertEquals(null, evidence(onLoopback.runAs(caller)).interfaceName());
  }

  @Test
  void a_site_on_loopback_has_one_door_and_no_code_for_a_phone() {
    RunState run = onLoopback.run();
    assertEquals(
        List.of(
            new Door(
                "http://127.0.0.1:7070/", AddressKind.LOOPBACK, Door.ReachableFrom.THIS_COMPUTER)),
        evidence(run).doors());
    String view = onLoopback.view(run, Role.HOST, "ko");
    assertTrue(view.contains("href=\"http://127.0.0.1:7070/\""), view);
    assertFalse(view.contains("<svg"), view);
  }

  @Test
  void every_door_of_a_site_on_all_addresses_really_answers() throws Exception {
    try (ServerSocketChannel site = ServerSocketChannel.open()) {
      site.bind(new InetSocketAddress(Trial.address("0.0.0.0"), 0));
      int port = ((InetSocketAddress) site.getLocalAddress()).getPort();
      RunState run =
          onEveryDoor.runAs(Trial.caller(Role.HOST, "127.0.0.1", 41_234, "127.0.0.1", port));
      List<Door> doors = evidence(run).doors();
      assertTrue(doors.stream().anyMatch(d -> d.url().equals("http://127.0.0.1:" + port + "/")));
      assertTrue(doors.stream().noneMatch(d -> d.url().contains("%")), "no zone: " + doors);
      for (InetAddress own : OnANetwork.ipv4()) {
        String url = "http://" + IpAddresses.text(own) + ":" + port + "/";
        Door door = doors.stream().filter(d -> d.url().equals(url)).findFirst().orElseThrow();
        assertEquals(Door.ReachableFrom.NETWORK, door.reachableFrom());
        String view = onEveryDoor.view(run, Role.HOST, "en");
        assertTrue(view.contains("role=\"img\" aria-label=\"" + url + "\""), view);
      }
    }
  }

  @Test
  void a_door_that_does_not_answer_is_not_told() throws Exception {
    // True IPv4: ::1 stays closed although the site listens on a wildcard.
    try (ServerSocketChannel site =
        ServerSocketChannel.open(java.net.StandardProtocolFamily.INET)) {
      site.bind(new InetSocketAddress(Trial.address("0.0.0.0"), 0));
      int port = ((InetSocketAddress) site.getLocalAddress()).getPort();
      RunState run =
          onEveryDoor.runAs(Trial.caller(Role.HOST, "127.0.0.1", 41_234, "127.0.0.1", port));
      List<String> urls = evidence(run).doors().stream().map(Door::url).toList();
      assertTrue(urls.contains("http://127.0.0.1:" + port + "/"), urls.toString());
      assertTrue(urls.stream().noneMatch(url -> url.contains("[")), urls.toString());
    }
  }

  @Test
  void a_guest_hears_of_doors_on_the_network_only() throws Exception {
    try (ServerSocketChannel site = ServerSocketChannel.open()) {
      site.bind(new InetSocketAddress(Trial.address("0.0.0.0"), 0));
      int port = ((InetSocketAddress) site.getLocalAddress()).getPort();
      RunState run =
          onEveryDoor.runAs(Trial.caller(Role.GUEST, "192.168.0.77", 4_000, "127.0.0.1", port));
      String lan = "http://" + IpAddresses.text(OnANetwork.ipv4().get(0)) + ":" + port + "/";
      List<Door> doors = evidence(run).doors();
      assertTrue(doors.stream().anyMatch(door -> door.url().equals(lan)), doors.toString());
      assertTrue(doors.stream().allMatch(Door::isOpenToNetwork), doors.toString());
      // and of a run of the host, a guest's page shows no other door either
      RunState hosts =
          onEveryDoor.runAs(Trial.caller(Role.HOST, "127.0.0.1", 4_000, "127.0.0.1", port));
      String loopback = "href=\"http://127.0.0.1:" + port + "/\"";
      assertTrue(onEveryDoor.view(hosts, Role.HOST, "ko").contains(loopback));
      assertFalse(onEveryDoor.view(hosts, Role.GUEST, "ko").contains("href=\"http://127.0.0.1"));
    }
  }

  @Test
  void three_connections_share_one_port_of_the_site_and_are_told_apart_by_the_other_end()
      throws Exception {
    try (ServerSocketChannel site = ServerSocketChannel.open(java.net.StandardProtocolFamily.INET);
        BothEnds ends = new BothEnds()) {
      site.bind(new InetSocketAddress(Trial.address("127.0.0.1"), 0));
      int port = ((InetSocketAddress) site.getLocalAddress()).getPort();
      List<Integer> mine = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        mine.add(ends.connect(site, "127.0.0.1"));
      }
      ends.connect(site, "127.0.0.3"); // somebody else's, which is not told
      RunState run =
          onLoopback.runAs(Trial.caller(Role.HOST, "127.0.0.1", mine.get(1), "127.0.0.1", port));
      assertEquals(
          mine.stream()
              .sorted()
              .map(
                  from ->
                      new Connection(
                          "127.0.0.1:" + from, "127.0.0.1:" + port, from.equals(mine.get(1))))
              .toList(),
          evidence(run).connections());
      String view = onLoopback.view(run, Role.HOST, "en");
      mine.forEach(from -> assertTrue(view.contains("<code>127.0.0.1:" + from), view));
      assertTrue(view.contains("What tells them apart is the port on your side."), view);
    }
  }

  @Test
  void an_end_of_the_connection_has_the_colour_and_the_sign_of_its_address() throws Exception {
    assertDrawn("127.0.0.1", "loopback", "●");
    for (InetAddress own : OnANetwork.ipv4()) {
      assertDrawn(IpAddresses.text(own), "this-computer", "■");
    }
  }

  private void assertDrawn(String address, String kind, String sign) throws Exception {
    try (ServerSocketChannel site = ServerSocketChannel.open(java.net.StandardProtocolFamily.INET);
        BothEnds ends = new BothEnds()) {
      site.bind(new InetSocketAddress(Trial.address(address), 0));
      int port = ((InetSocketAddress) site.getLocalAddress()).getPort();
      int mine = ends.connect(site, address);
      RunState run = onEveryDoor.runAs(Trial.caller(Role.HOST, address, mine, address, port));
      String view = onEveryDoor.view(run, Role.HOST, "ko");
      assertTrue(view.contains("<rect class=\"whoami-" + kind + "\" x=\"2\""), view);
      assertTrue(view.contains("<rect class=\"whoami-" + kind + "\" x=\"192\""), view);
      assertTrue(view.contains(">" + sign + "</tspan> " + address), view);
    }
  }

  /** Both ends of some connections. */
  private static final class BothEnds implements AutoCloseable {
    private final List<SocketChannel> open = new ArrayList<>();

    int connect(ServerSocketChannel site, String from) throws Exception {
      SocketChannel caller = SocketChannel.open(java.net.StandardProtocolFamily.INET);
      open.add(caller);
      caller.bind(new InetSocketAddress(Trial.address(from), 0));
      caller.connect(site.getLocalAddress());
      open.add(site.accept());
      return ((InetSocketAddress) caller.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
      for (SocketChannel each : open) {
        each.close();
      }
    }
  }

  @Test
  void all_of_it_is_for_guests_and_light_as_json() {
    assertTrue(Evidence.fields(WhoamiEvidence.class).stream().allMatch(Evidence.Field::guests));
    RunState run = onLoopback.run();
    String json = Json.write(Evidence.visible(run.evidence(), Sight.GUEST));
    assertTrue(json.contains("\"reachableFrom\":\"this-computer\""), json);
    assertTrue(json.contains("\"kind\":\"loopback\""), json);
    assertTrue(json.length() < 2_000 && !json.contains("<svg"), json);
  }

  @Test
  void an_ipv4_mapped_address_is_shown_as_ipv4() {
    RunState run = as(Role.GUEST, "::ffff:192.168.0.77");
    assertEquals("192.168.0.77", IpAddresses.text(evidence(run).remoteAddress()));
    assertTrue(Trial.summary(run, "ko", Role.GUEST).startsWith("192.168.0.77 주소에서"));
  }

  private RunState as(Role role, String address) {
    return onLoopback.runAs(Trial.caller(role, address, 50_000, "127.0.0.1", 7_070));
  }

  private static WhoamiEvidence evidence(RunState run) {
    return Trial.evidence(run, WhoamiEvidence.class);
  }
}
