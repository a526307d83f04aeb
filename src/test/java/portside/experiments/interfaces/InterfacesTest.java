package portside.experiments.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.access.Sight;
import portside.experiments.Evidence;
import portside.experiments.OnDevice;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.Interface;
import portside.net.Purpose;
import portside.net.ThisComputer;
import portside.testing.Devices;
import portside.testing.QuietPort;
import portside.testing.TestSite;

class InterfacesTest {
  private final Trial trial = new Trial(new Interfaces());

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void loopback_is_listed_and_opened_but_not_counted() {
    RunState run = trial.run();
    InterfacesEvidence found = Trial.evidence(run, InterfacesEvidence.class);
    Listed loopback =
        found.interfaces().stream()
            .filter(each -> each.purpose() == Purpose.LOOPBACK)
            .findFirst()
            .orElseThrow();
    assertTrue(loopback.openedByWildcard().contains(Trial.address("127.0.0.1")));
    assertEquals(
        found.openedByWildcard().longValue(),
        found.interfaces().stream()
            .filter(
                each -> each.purpose() != Purpose.LOOPBACK && !each.openedByWildcard().isEmpty())
            .count());
    assertEquals(loopback, found.cameInBy());
  }

  @Test
  void only_ipv4_addresses_of_interfaces_that_are_up_are_opened() {
    assertEquals(1, Interfaces.opened(List.of(at("lo", true, true, "127.0.0.1"), wifi(true))));
    assertEquals(0, Interfaces.opened(List.of(wifi(false))));
    assertEquals(0, Interfaces.opened(List.of(at("eth0", true, false, "fd00::2"))));
    assertEquals(0, Interfaces.opened(List.of(at("eth1", true, false))));
    assertEquals(
        2, Interfaces.opened(List.of(wifi(true), at("docker0", true, false, "172.17.0.1"))));
    assertEquals(
        List.of("none", "one", "several", "several"),
        List.of(0, 1, 2, 3).stream().map(Interfaces::outcome).toList());
  }

  @Test
  void with_one_cable_it_is_one_with_two_several_and_without_none() {
    try (Devices devices = Devices.make()) {
      assertTrue(run(devices, devices.laptop()).contains("\"outcome\":\"one\""));
      assertTrue(run(devices, devices.island()).contains("\"outcome\":\"none\""));
      Devices.Ran added =
          devices.run(
              devices.laptop(),
              "sh",
              "-e",
              "-c",
              "ip link add tun7 type veth peer name tun8; ip addr add 10.8.0.2/24 dev tun7;"
                  + "ip link set tun7 up; ip link set tun8 up");
      assertEquals(0, added.code(), added.out());
      String several = run(devices, devices.laptop());
      assertTrue(several.contains("\"outcome\":\"several\""), several);
      assertTrue(several.contains("\"openedByWildcard\":2"), several);
      assertTrue(several.contains("\"purpose\":\"vpn\""), several);
    }
  }

  private static String run(Devices devices, String device) {
    Devices.Ran ran =
        devices.run(device, OnDevice.command(List.of(), "interfaces").toArray(String[]::new));
    assertEquals(0, ran.code(), ran.out());
    return ran.out();
  }

  @Test
  void guests_see_loopback_and_the_interface_that_the_lesson_uses_and_no_other() {
    RunState run = trial.run();
    InterfacesEvidence found = Trial.evidence(run, InterfacesEvidence.class);
    List<InetAddress> lan = ThisComputer.now().lanAddresses();
    assertEquals(
        found.interfaces().stream()
            .filter(
                each ->
                    each.purpose() == Purpose.LOOPBACK
                        || !lan.isEmpty() && each.addresses().contains(lan.get(0)))
            .collect(Collectors.toSet()),
        Set.copyOf(found.shown()));
    assertEquals(Purpose.LOOPBACK, found.shown().get(0).purpose());
    InetAddress inTheVpn = Trial.address("10.99.98.97");
    RunState withVpn =
        with(
            run,
            new InterfacesEvidence(
                found.openedByWildcard() + 1,
                Stream.concat(
                        found.interfaces().stream(),
                        Stream.of(
                            new Listed(
                                "tun7",
                                "tun7",
                                Purpose.VPN,
                                true,
                                List.of(inTheVpn),
                                List.of(inTheVpn))))
                    .toList(),
                found.shown(),
                found.cameInBy(),
                found.listeners()));
    Map<String, ?> visible = Evidence.visible(withVpn.evidence(), Sight.GUEST);
    assertFalse(visible.containsKey("interfaces"), visible.toString());
    assertFalse(visible.toString().contains("10.99.98.97"), visible.toString());
    for (String lang : List.of("ko", "en")) {
      String view = trial.view(withVpn, Role.GUEST, lang);
      assertTrue(view.contains("127.0.0.1"), view);
      assertFalse(view.contains("tun7") || view.contains("10.99.98.97"), view);
      String hosts = trial.view(withVpn, Role.HOST, lang);
      assertTrue(hosts.contains("tun7") && hosts.contains("10.99.98.97"), hosts);
    }
  }

  private static RunState with(RunState run, InterfacesEvidence other) {
    return Trial.with(run, other, run.changed(), null);
  }

  @Test
  void over_http_a_guest_cannot_run_it() {
    try (TestSite site = TestSite.start()) {
      assertTrue(site.post("/experiments/interfaces", "").body().contains("\"interfaces\":["));
      assertEquals(
          403,
          site.send(
                  site.request("/experiments/interfaces")
                      .header("Origin", site.origin())
                      .header("Accept", "application/json")
                      .POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
              .statusCode());
    }
  }

  private static Interface wifi(boolean up) {
    return at("wlan0", up, false, "192.168.77.10", "fe80::1");
  }

  private static Interface at(String name, boolean up, boolean loopback, String... addresses) {
    return new Interface(
        name,
        name,
        1,
        up,
        loopback,
        false,
        false,
        List.of(addresses).stream().map(Trial::address).toList(),
        loopback ? Purpose.LOOPBACK : Purpose.OTHER);
  }

  @Test
  void a_port_that_opens_is_a_door_of_the_addresses_that_it_is_bound_to_and_of_no_other()
      throws Exception {
    InetAddress loopback = Trial.address("127.0.0.1");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      server.bind(new InetSocketAddress(loopback, QuietPort.next()));
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      RunState run = trial.run();
      Listener found =
          Trial.evidence(run, InterfacesEvidence.class).listeners().stream()
              .filter(listener -> listener.port() == port)
              .findFirst()
              .orElseThrow();
      assertEquals(loopback, found.address());
      String drawn = trial.view(run, Role.HOST, "en");
      assertTrue(drawn.contains("interfaces-doors"), drawn);
      assertFalse(trial.view(run, Role.GUEST, "en").contains("interfaces-doors"));
      Doors.Column column = new Doors.Column(port, "java", List.of(found.address()));
      assertEquals("yes", column.opens(loopback));
      assertEquals("no", column.opens(Trial.address("192.168.0.10")));
      assertEquals("no", column.opens(Trial.address("::1")));
    }
  }

  @Test
  void a_wildcard_opens_its_own_kind_and_the_dual_one_perhaps_the_other_too() {
    Doors.Column v4 = new Doors.Column(80, "a", List.of(Trial.address("0.0.0.0")));
    Doors.Column v6 = new Doors.Column(80, "a", List.of(Trial.address("::")));
    InetAddress here = Trial.address("192.168.0.10");
    InetAddress six = Trial.address("::1");
    assertEquals(
        List.of("yes", "no", "perhaps", "yes"),
        List.of(v4.opens(here), v4.opens(six), v6.opens(here), v6.opens(six)));
  }

  @Test
  void many_doors_are_drawn_as_far_as_they_fit_and_the_rest_is_counted() {
    List<Listener> listeners =
        IntStream.rangeClosed(1, 20)
            .mapToObj(port -> new Listener(port, Trial.address("0.0.0.0"), "a-very-long-program"))
            .toList();
    List<Listed> interfaces =
        IntStream.range(0, 30)
            .mapToObj(
                i -> {
                  List<InetAddress> at = List.of(Trial.address("172.30." + i + ".1"));
                  return new Listed("br-" + i, "br-" + i, Purpose.CONTAINER, true, at, at);
                })
            .toList();
    Doors doors = Doors.of(interfaces, listeners);
    assertTrue(doors.rows().size() < 10 && doors.columns().size() < 10, doors.toString());
    assertEquals(20, doors.columns().size() + doors.more());
    assertTrue(doors.columns().get(0).program().endsWith("…"), doors.toString());
    assertEquals(30, doors.rows().size() + doors.moreRows());
    assertEquals(30, doors.every().size());
    assertEquals(20, doors.every().get(29).ports().size());
  }

  @Test
  void a_third_address_of_an_interface_is_counted_and_can_be_seen() {
    List<InetAddress> at =
        Stream.of("192.168.0.10", "192.168.0.11", "192.168.0.12", "fd00::2")
            .map(Trial::address)
            .toList();
    Listener web = new Listener(8_080, at.get(2), "web");
    Listed wifi = new Listed("wlan0", "wlan0", Purpose.WIFI, true, at, at.subList(0, 3));
    Doors doors = Doors.of(List.of(wifi), List.of(web));
    assertEquals(List.of(2, 2), List.of(doors.rows().size(), doors.moreRows()));
    assertEquals(
        List.of(0, 0, 1, 0), doors.every().stream().map(each -> each.ports().size()).toList());
    assertEquals(
        0,
        Doors.of(List.of(wifi), List.of()).every().stream().mapToInt(e -> e.ports().size()).sum());
  }
}
