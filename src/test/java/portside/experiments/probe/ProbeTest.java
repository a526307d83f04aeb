package portside.experiments.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Role;
import portside.access.Sight;
import portside.experiments.BadInput;
import portside.experiments.Evidence;
import portside.experiments.OnDevice;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.instruments.WindowsReservations;
import portside.net.Binding;
import portside.net.EphemeralRange;
import portside.net.HostSystem;
import portside.net.PortHolders;
import portside.net.PortZone;
import portside.net.PrivilegedPorts;
import portside.net.Protocol;
import portside.net.ReservedPorts;
import portside.net.SocketState;
import portside.process.Children;
import portside.testing.Patience;
import portside.testing.QuietPort;

class ProbeTest {
  private static Children children;
  private final Trial trial = new Trial(new Probe(children));

  @BeforeAll
  static void start(Children itsChildren) {
    children = itsChildren;
  }

  @AfterEach
  void close() {
    trial.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "udp"})
  void a_port_that_nobody_holds_is_free(String protocol) throws Exception {
    String port = String.valueOf(QuietPort.next());
    RunState run = trial.run("port", port, "protocol", protocol);
    assertEquals("free", run.outcome());
    ProbeEvidence found = evidence(run);
    assertEquals(port, String.valueOf(found.boundPort()));
    assertNull(found.error());
    assertTrue(found.elapsedMicros() >= 0 && found.elapsedMicros() < 20_000_000);
    assertEquals(false, found.listener());
    assertNull(found.owner());
    assertNull(found.nextFreePort());
    assertEquals(
        protocol.equals("tcp") && HostSystem.here() != HostSystem.WINDOWS, found.reuseAddress());
    assertEquals(
        "127.0.0.1 주소의 %s번 포트(%s)는 비어 있습니다. 운영체제가 내주었고, 바로 놓았습니다."
            .formatted(port, protocol.toUpperCase(Locale.ROOT)),
        Trial.summary(run, "ko", Role.GUEST));
  }

  @Test
  void a_taken_port_is_reported_as_in_use_with_its_listener_and_its_owner() throws Exception {
    try (ServerSocketChannel holder = listen("127.0.0.1")) {
      RunState run = trial.run("port", port(holder));
      assertEquals("in-use", run.outcome());
      ProbeEvidence found = evidence(run);
      assertNull(found.boundPort());
      assertFalse(found.error().isBlank());
      assertEquals(true, found.listener());
      String me = String.valueOf(ProcessHandle.current().pid());
      assertEquals(1, found.owner().size(), found.owner().toString());
      assertTrue(found.owner().get(0).startsWith(me + " "), found.owner().toString());
      assertTrue(found.nextFreePort() > Integer.parseInt(port(holder)));
      assertTrue(trial.view(run, Role.HOST, "ko").contains(me));
    }
  }

  @Test
  void guests_see_the_answer_but_not_whose_command_it_is() throws Exception {
    try (ServerSocketChannel holder = listen("127.0.0.1")) {
      RunState run = trial.run("port", port(holder));
      assertFalse(Evidence.visible(run.evidence(), Sight.GUEST).containsKey("owner"));
      assertEquals(true, Evidence.visible(run.evidence(), Sight.GUEST).get("listener"));
      String owner = evidence(run).owner().get(0);
      String seen = trial.view(run, Role.GUEST, "ko");
      assertFalse(seen.contains("data-evidence=\"owner\""), seen);
      assertFalse(seen.contains(owner.substring(0, 12)), seen);
      assertTrue(trial.view(run, Role.HOST, "ko").contains("data-evidence=\"owner\""));
    }
  }

  @Test
  void a_taken_udp_port_is_in_use_for_udp_and_free_for_tcp() throws Exception {
    try (DatagramChannel holder = DatagramChannel.open(StandardProtocolFamily.INET)) {
      holder.bind(new InetSocketAddress(Trial.address("127.0.0.1"), QuietPort.next()));
      RunState udp = trial.run("port", port(holder), "protocol", "udp");
      assertEquals("in-use", udp.outcome());
      assertEquals(true, evidence(udp).listener());
      assertEquals(false, evidence(udp).reuseAddress());
      assertEquals("free", trial.run("port", port(holder), "protocol", "tcp").outcome());
    }
  }

  @Test
  void port_0_lets_the_system_choose_and_tells_of_the_port_that_it_chose() {
    RunState run = trial.run("port", "0");
    assertEquals("free", run.outcome());
    ProbeEvidence found = evidence(run);
    assertTrue(EphemeralRange.ofThisSystem().contains(found.boundPort()), found.toString());
    assertEquals(true, found.ephemeralHere());
    assertEquals(PortZone.of(found.boundPort()), found.zone());
    assertNull(found.listener());
    assertTrue(Trial.summary(run, "en", Role.HOST).startsWith("Port " + found.boundPort() + " "));
  }

  @Test
  void ipv6_loopback_has_ports_of_its_own() throws Exception {
    assumeTrue(portside.net.ThisComputer.now().owns(Trial.address("::1")), "no IPv6 here");
    try (ServerSocketChannel holder = listen("::1")) {
      RunState run = trial.run("address", "::1", "port", port(holder));
      assertEquals("in-use", run.outcome());
      assertEquals(true, evidence(run).listener());
      assertEquals("::1", run.values().get("address"));
      assertEquals("free", trial.run("port", port(holder)).outcome());
    }
  }

  @Test
  void the_ipv6_wildcard_meets_a_listener_on_ipv4_and_says_who_it_is() throws Exception {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "the systems differ in this");
    try (ServerSocketChannel holder = listen("127.0.0.1")) {
      RunState run = trial.run("address", "::", "port", port(holder));
      assertEquals("in-use", run.outcome());
      assertEquals(true, evidence(run).listener());
      assertNotNull(evidence(run).owner());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.1", "240.1.2.3", "2001:db8::1"})
  void an_address_of_nobody_here_is_not_this_computers(String address) {
    RunState run = trial.run("address", address, "port", String.valueOf(52_111));
    assertEquals("not-this-computer", run.outcome());
    assertFalse(evidence(run).error().isBlank());
    assertNull(evidence(run).listener());
    assertNull(evidence(run).owner());
  }

  /** The port of a client that is connected: in use, though nobody listens there. */
  @Test
  void a_connection_holds_its_port_although_nobody_listens() throws Exception {
    try (ServerSocketChannel server = listen("127.0.0.1");
        SocketChannel client = QuietPort.client(server);
        SocketChannel accepted = server.accept()) {
      RunState run = trial.run("port", port(client));
      assertEquals("in-use", run.outcome());
      assertEquals(false, evidence(run).listener());
      String owner = evidence(run).owner().get(0);
      assertTrue(owner.startsWith(ProcessHandle.current().pid() + " "), owner);
      assertTrue(owner.contains("ESTABLISHED → 127.0.0.1:" + port(server)), owner);
      assertTrue(
          trial.view(run, Role.HOST, "en").contains("No program listens there."),
          "the view says so");
      assertTrue(accepted.isOpen());
    }
  }

  @Test
  void the_rest_of_a_clients_connection_holds_its_port_and_a_servers_does_not() throws Exception {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "TIME_WAIT is told by /proc only");
    String clientPort = portInTimeWait(true);
    RunState client = trial.run("port", clientPort);
    assertEquals("in-use", client.outcome(), "a client's socket has no SO_REUSEADDR");
    assertEquals(false, evidence(client).listener());
    assertTrue(evidence(client).owner().get(0).startsWith("TIME_WAIT"), client.toString());

    String serverPort = portInTimeWait(false);
    RunState server = trial.run("port", serverPort);
    assertEquals("free", server.outcome(), "both sockets have SO_REUSEADDR");
    assertEquals(true, evidence(server).reuseAddress());
    assertEquals(false, evidence(server).listener());
    assertTrue(evidence(server).owner().get(0).startsWith("TIME_WAIT"), server.toString());
  }

  @Test
  void a_privileged_port_needs_privilege() throws Exception {
    String said = OnDevice.withoutPrivilege(children, "probe", "port", "80");
    assertTrue(said.contains("\"outcome\":\"needs-privilege\""), said);
    assertTrue(
        said.contains("\"unprivilegedFrom\":" + PrivilegedPorts.startOfUnprivileged()), said);
    assertTrue(said.contains("\"serviceName\":\"http\""), said);
  }

  @Test
  void a_port_that_windows_keeps_back_is_reserved_and_not_in_use() throws Exception {
    ReservedPorts kept = ReservedPorts.parse("  50000  50059  *\n");
    assertEquals("reserved", Probe.outcome(refused(50_010, Binding.Failure.IN_USE), kept));
    assertEquals("in-use", Probe.outcome(refused(50_060, Binding.Failure.IN_USE), kept));
    assertEquals(
        List.of("netsh", "interface", "ipv4", "show", "excludedportrange", "protocol=udp"),
        WindowsReservations.command(Trial.address("127.0.0.1"), Protocol.UDP));
  }

  @Test
  void an_answer_that_we_do_not_know_becomes_no_outcome_but_the_systems_words() {
    IOException thrown =
        assertThrows(
            IOException.class,
            () -> Probe.outcome(refused(80, Binding.Failure.OTHER), ReservedPorts.none()));
    assertEquals("the system's words", thrown.getMessage());
  }

  @Test
  void a_link_local_address_without_its_zone_fails_with_the_systems_words() {
    RunState run = trial.run("address", "fe80::1", "port", "0");
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "the systems differ in this");
    assertNull(run.outcome());
    assertEquals("Invalid argument", run.failure());
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "port; 70000; out-of-range",
        "port; 65536; out-of-range",
        "port; -1; out-of-range",
        "port; abc; not-a-number",
        "port; ''; empty",
        "port; ８０８０; not-a-number",
        "port; 80.5; not-a-number",
        "port; 0x50; not-a-number",
        "address; nonsense; not-an-address",
        "address; example.com; not-an-address",
        "address; localhost; not-an-address",
        "address; 127.1; not-an-address",
        "address; ''; empty",
        "protocol; sctp; not-a-choice",
        "prot; tcp; unknown-parameter"
      },
      delimiter = ';')
  void what_is_not_allowed_is_bad_input(String parameter, String given, String problem) {
    BadInput bad = assertThrows(BadInput.class, () -> trial.start(parameter, given));
    assertEquals(problem, bad.problem());
    assertEquals(parameter, bad.values().get("parameter"));
  }

  private static Binding.Attempt refused(int port, Binding.Failure why) {
    return new Binding.Attempt(
        Trial.address("127.0.0.1"),
        port,
        Protocol.TCP,
        OptionalInt.empty(),
        1,
        Optional.of(why),
        Optional.of("the system's words"));
  }

  /** A port whose connection has ended, closed first by the client or by the server. */
  private static String portInTimeWait(boolean byClient) throws IOException {
    String port;
    try (ServerSocketChannel server = listen("127.0.0.1");
        SocketChannel client = QuietPort.client(server);
        SocketChannel accepted = server.accept()) {
      SocketChannel first = byClient ? client : accepted;
      SocketChannel second = byClient ? accepted : client;
      port = port(first);
      first.close();
      assertEquals(-1, second.read(ByteBuffer.allocate(1)));
    }
    Patience.until(
        () -> port + " is not in TIME_WAIT",
        () ->
            PortHolders.of(Integer.parseInt(port), Protocol.TCP).stream()
                .anyMatch(holder -> holder.state() == SocketState.TIME_WAIT));
    return port;
  }

  private static ServerSocketChannel listen(String address) throws IOException {
    ServerSocketChannel channel =
        ServerSocketChannel.open(
            address.contains(":") ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(new InetSocketAddress(Trial.address(address), QuietPort.next()));
    return channel;
  }

  private static String port(NetworkChannel channel) throws IOException {
    return String.valueOf(((InetSocketAddress) channel.getLocalAddress()).getPort());
  }

  private static ProbeEvidence evidence(RunState run) {
    return Trial.evidence(run, ProbeEvidence.class);
  }
}
