package portside.experiments.portmap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.experiments.Digits;
import portside.experiments.Missing;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.IpAddresses;
import portside.net.PortScan;
import portside.net.Protocol;
import portside.net.SocketState;
import portside.net.ThisComputer;
import portside.page.Json;
import portside.process.Executables;
import portside.testing.Alone;
import portside.testing.Patience;
import portside.testing.QuietPort;
import portside.testing.TestSite;

/** The map against the system's own tools, with sockets that the test opens itself. */
@Alone
final class PortmapTest {
  private final Trial trial = new Trial(new Portmap());
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
    trial.close();
  }

  @Test
  void the_rows_are_those_of_ss() throws Exception {
    assumeTrue(Executables.find("ss").isPresent(), "needs ss of iproute2");
    Sockets own = new Sockets();
    // All rows: a card shows some hundreds of those that are merely held, and others hold some too.
    List<PortRow> rows = PortTable.read(Trial.address("127.0.0.1")).rows();
    assertEquals(ss(own.ports()), rows(rows, own.ports()));
  }

  @Test
  void the_listeners_and_their_owner_are_those_of_lsof() throws Exception {
    assumeTrue(Executables.find("lsof").isPresent(), "needs lsof");
    Sockets own = new Sockets();
    long me = ProcessHandle.current().pid();
    Set<String> lsof =
        printed("lsof", "-nP", "-a", "-p", Long.toString(me), "-iTCP", "-sTCP:LISTEN", "-Fn")
            .stream()
            .filter(line -> line.startsWith("n"))
            .map(line -> line.substring(1).replace("[", "").replace("]", ""))
            .filter(at -> own.ports().contains(port(at)))
            .collect(Collectors.toSet());
    assertEquals(
        lsof,
        evidence(trial.run()).listeners().stream()
            .filter(row -> row.protocol() == Protocol.TCP && own.ports().contains(row.port()))
            .peek(row -> assertEquals(me, row.pid()))
            .map(row -> IpAddresses.text(row.address()) + ":" + row.port())
            .collect(Collectors.toSet()));
  }

  @Test
  void a_port_is_painted_as_what_holds_it() throws Exception {
    Sockets own = new Sockets();
    byte[] map = PortPicture.of(PortTable.read(Trial.address("127.0.0.1")), null);
    assertEquals(1 << 16, map.length);
    assertTrue(has(map, own.here, PortPicture.LISTENS));
    assertFalse(has(map, own.here, PortPicture.LISTENS_ELSEWHERE));
    assertTrue(has(map, own.elsewhere, PortPicture.LISTENS_ELSEWHERE));
    assertFalse(has(map, own.elsewhere, PortPicture.LISTENS));
    assertTrue(has(map, own.udp, PortPicture.UDP));
    assertTrue(has(map, own.client, PortPicture.CONNECTED));
    assertTrue(has(map, own.timeWait, PortPicture.TIME_WAIT));
    assertFalse(has(map, own.timeWait, PortPicture.CONNECTED));
    assertEquals(0, map[own.silent], "a socket that does not listen is in no table");
    assertEquals(0, map[0]);
  }

  @Test
  void a_wildcard_listener_listens_at_every_address() throws Exception {
    int port = listen("0.0.0.0");
    for (String address : List.of("127.0.0.1", "127.0.0.2", "0.0.0.0")) {
      PortTable table = PortTable.read(Trial.address(address));
      assertTrue(table.listening().get(port), address);
    }
    assertTrue(PortTable.read(Trial.address("::1")).listeningElsewhere().get(port));
  }

  @Test
  void the_scan_is_refused_by_whatever_holds_the_port_and_says_where_the_table_differs()
      throws Exception {
    Sockets own = new Sockets();
    try (TestSite site = TestSite.start()) {
      JsonNode run = post(site, "{\"source\":\"scan\"}");
      byte[] map = bytes(site, "/runs/" + run.get("run").asText() + "/map", TestSite.KEY).body();
      assertEquals(1 << 16, map.length);
      for (int refused : List.of(own.here, own.client, own.timeWait, own.silent)) {
        assertTrue(has(map, refused, PortPicture.SCAN_IN_USE), "port " + refused);
        assertFalse(has(map, refused, PortPicture.SCAN_GIVEN), "port " + refused);
      }
      assertTrue(has(map, own.elsewhere, PortPicture.SCAN_GIVEN), "127.0.0.2 is another door");
      assertTrue(has(map, own.udp, PortPicture.SCAN_GIVEN), "UDP numbers its own ports");
      assertEquals(0, map[0], "port 0 is nobody's");
      JsonNode facts =
          Json.read(
              new String(
                  bytes(site, "/runs/" + run.get("run").asText() + "/facts", TestSite.KEY).body(),
                  StandardCharsets.UTF_8));
      JsonNode differences = facts.get("differences");
      assertEquals("unseen", differences.path(String.valueOf(own.silent)).asText());
      for (int same : List.of(own.here, own.client, own.timeWait, own.elsewhere, own.udp)) {
        assertFalse(differences.has(String.valueOf(same)), differences.toString());
      }
      assertEquals("http", facts.get("services").get("80").asText());
      JsonNode evidence = run.get("evidence");
      assertEquals(65_535, evidence.get("tried").asInt());
      assertEquals(
          65_535,
          evidence.get("given").asInt()
              + evidence.get("inUse").asInt()
              + evidence.get("needsPrivilege").asInt());
      assertTrue(evidence.get("differing").asInt() >= 1);
      JsonNode listed = evidence.get("differences");
      assertEquals(evidence.get("differing").asInt(), listed.size());
      assertEquals(
          List.of("unseen"),
          listed.findParents("port").stream()
              .filter(each -> each.get("port").asInt() == own.silent)
              .map(each -> each.get("reason").asText())
              .toList());
      HttpResponse<String> page =
          site.send(
              site.request("/runs/" + run.get("run").asText())
                  .version(HttpClient.Version.HTTP_1_1)
                  .header("Authorization", "Bearer " + TestSite.KEY)
                  .header("Accept", "text/html")
                  .header("Accept-Language", "en"));
      assertTrue(
          page.body()
              .matches(
                  "(?s).*data-port=\"%d\">.{1,300}≠ refused, though the table shows nothing.*"
                      .formatted(own.silent)),
          "who does not see the picture reads it in the table");
    }
  }

  @Test
  void guests_get_neither_the_map_nor_the_facts() throws Exception {
    try (TestSite site = TestSite.start()) {
      String run = post(site, "{}").get("run").asText();
      for (String name : List.of("map", "facts")) {
        assertEquals(403, bytes(site, "/runs/" + run + "/" + name, null).statusCode());
        assertEquals(200, bytes(site, "/runs/" + run + "/" + name, TestSite.KEY).statusCode());
      }
      assertEquals(404, bytes(site, "/runs/" + run + "/other", TestSite.KEY).statusCode());
    }
  }

  @Test
  void a_guest_sees_how_many_and_not_which() throws Exception {
    int port = listen("127.0.0.1");
    RunState run = trial.run();
    String seen = trial.view(run, Role.GUEST, "en");
    assertTrue(seen.contains("data-evidence=\"listening\""));
    assertFalse(seen.contains("data-port=\"" + port + "\""), seen);
    assertFalse(seen.contains("<canvas"));
    assertFalse(seen.contains("/map\""));
  }

  @Test
  void the_table_stands_in_the_page_without_any_script() throws Exception {
    int port = listen("127.0.0.1");
    for (String lang : List.of("ko", "en")) {
      String seen = trial.view(trial.run(), Role.HOST, lang);
      assertTrue(seen.contains(" data-port=\"" + port + "\">"), seen);
      assertTrue(
          seen.matches("(?s).*<figure [^>]*hidden.*"), "the picture needs its script and waits");
    }
  }

  @Test
  void a_scan_that_is_stopped_leaves_nothing_bound_and_keeps_what_it_had() throws Exception {
    try (Pace pace = new Pace();
        Trial slow = new Trial(pace.portmap())) {
      slow.run(); // whatever the first run opens for good is open
      int before = sockets();
      RunState running = slow.start("source", "scan");
      slow.until(running.id(), state -> state.part() > 0.02);
      slow.act(running.id(), "stop");
      RunState stopped =
          slow.until(
              running.id(),
              state -> {
                pace.more(); // who waits can see that it is over
                return !state.alive();
              });
      assertTrue(stopped.stopped());
      assertNull(stopped.outcome());
      int tried = evidence(stopped).tried();
      assertTrue(tried > 0 && tried < 65_535, "tried " + tried);
      // What other tests of this process had kept open may go meanwhile.
      // What other tests of this process had kept open may go meanwhile.
      Patience.until(() -> "more than " + before, PortmapTest::sockets, now -> now <= before);
      assertTrue(
          slow.view(stopped, Role.HOST, "en").contains("Stopped after " + Digits.grouped(tried)));
    }
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(t -> t.getName().equals("port-scan")));
  }

  @Test
  void two_scans_at_once_both_come_to_their_end() throws Exception {
    RunState first = trial.start("source", "scan");
    RunState second = trial.start("source", "scan");
    for (RunState run : List.of(first, second)) {
      RunState done = trial.answered(run.id());
      assertTrue(done.settled(), done.toString());
      assertEquals(65_535, evidence(done).tried());
    }
  }

  @Test
  void a_difference_is_told_from_a_change_and_from_a_passing_holder() throws Exception {
    int silent = silent();
    ServerSocketChannel passing = server("127.0.0.1");
    int passed = port(passing);
    PortTable without = PortTable.read(Trial.address("127.0.0.1"));
    ServerSocketChannel server = server("127.0.0.1");
    int port = port(server);
    PortTable with = PortTable.read(Trial.address("127.0.0.1"));
    try (PortScan scan = PortScan.start(Trial.address("127.0.0.1"), 2)) {
      assertTrue(scan.await(Patience.LIMIT));
      assertNull(Differences.between(with, with, scan).get(port));
      assertNull(Differences.between(without, with, scan).get(port), "opened before its turn");
      assertEquals(Differences.Reason.CHANGED, Differences.between(with, without, scan).get(port));
      assertEquals(Differences.Reason.UNSEEN, Differences.between(with, with, scan).get(silent));
      // Refused at first and not the second time: somebody who let go, such as another scan.
      passing.close();
      PortTable nobody = new PortTable(List.of(), 0);
      assertNull(Differences.between(nobody, nobody, scan).get(passed));
      assertEquals(PortScan.Answer.GIVEN, scan.answer(passed));
      server.close();
      assertEquals(PortScan.Answer.GIVEN, scan.again(port));
      assertEquals(Differences.Reason.CHANGED, Differences.between(without, with, scan).get(port));
      assertEquals(
          Differences.Reason.NOT_IN_THE_WAY, Differences.between(with, with, scan).get(port));
    }
  }

  @Test
  void the_outcome_counts_the_tcp_ports_that_listen() throws Exception {
    assertEquals("up-to-10", Portmap.outcome(0));
    assertEquals("up-to-10", Portmap.outcome(10));
    assertEquals("up-to-50", Portmap.outcome(11));
    assertEquals("up-to-50", Portmap.outcome(50));
    assertEquals("more", Portmap.outcome(51));
    for (int i = 0; i < 60; i++) {
      listen("127.0.0.1");
    }
    RunState run = trial.run();
    assertEquals("more", run.outcome());
    assertTrue(evidence(run).listening() >= 60);
    assertTrue(
        Trial.summary(run, "en", Role.GUEST).contains(": " + evidence(run).listening() + "."));
  }

  @Test
  void an_address_of_another_computer_is_not_mapped() {
    String foreign = "192.0.2.1"; // RFC 5737
    RunState run = trial.run("source", "scan", "address", foreign);
    assertNull(run.outcome());
    assertNull(run.evidence(), "nothing was bound");
    assertEquals(new Missing("foreign-address", Map.of("address", foreign)), run.missing());
    assertEquals(
        "foreign-address",
        new Portmap()
            .missing(
                new PortmapParameters(PortmapParameters.Source.TABLE, Trial.address(foreign)),
                ThisComputer.now())
            .orElseThrow()
            .reason());
  }

  @Test
  void a_link_presets_the_form_and_is_checked_like_it() {
    try (TestSite site = TestSite.start()) {
      String page = page(site, "probe?port=5353&address=127.0.0.2").body();
      assertTrue(page.contains("value=\"5353\""), page);
      assertTrue(page.contains("value=\"127.0.0.2\""));
      assertFalse(page.contains("data-run="), "nothing runs before the reader says so");
      assertTrue(page(site, "probe").body().contains("value=\"8080\""));
      assertEquals(200, page(site, "probe?lang=en&port=22").statusCode());
      for (String bad :
          List.of("port=70000", "prt=80", "address=localhost", "port=" + "9".repeat(5_000))) {
        assertEquals(400, page(site, "probe?" + bad).statusCode(), bad);
      }
      assertFalse(page(site, "probe?address=%22%3E%3Cb%3E").body().contains("\"><b>"));
    }
  }

  private static HttpResponse<String> page(TestSite site, String path) {
    // Java's client would offer HTTP/2 with an Upgrade header, which is for the live connection.
    return site.send(
        site.request("/experiments/" + path)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Accept", "text/html"));
  }

  // --- sockets of the test ---

  /**
   * One socket of every kind that a map can show, at ports that nobody else is lent meanwhile: of
   * UDP's, TCP's of the same number stays free.
   */
  private final class Sockets {
    final int here = listen("127.0.0.1");
    final int elsewhere = listen("127.0.0.2");
    final int ipv6 = ipv6();
    final int udp;
    final int client;
    final int timeWait;
    final int silent = silent();

    Sockets() throws Exception {
      DatagramChannel datagrams = keep(DatagramChannel.open(StandardProtocolFamily.INET));
      datagrams.bind(new InetSocketAddress(Trial.address("127.0.0.1"), QuietPort.next()));
      udp = port(datagrams);
      ServerSocketChannel server = keep(server("127.0.0.1"));
      client = port(keep(QuietPort.client(server)));
      keep(server.accept());
      // Who closes first keeps TIME_WAIT (RFC 9293 §3.6).
      SocketChannel leaving = QuietPort.client(server);
      timeWait = port(leaving);
      SocketChannel left = server.accept();
      leaving.close();
      left.close();
      Patience.until(
          () -> "no TIME_WAIT",
          () -> PortTable.read(Trial.address("127.0.0.1")).timeWait().get(timeWait));
    }

    Set<Integer> ports() {
      return Set.of(here, elsewhere, ipv6, udp, client, timeWait, silent);
    }
  }

  private <C extends AutoCloseable> C keep(C channel) {
    open.push(channel);
    return channel;
  }

  private static ServerSocketChannel server(String address) throws Exception {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
    server.bind(new InetSocketAddress(Trial.address(address), QuietPort.next()));
    return server;
  }

  private int listen(String address) throws Exception {
    return port(keep(server(address)));
  }

  private int ipv6() throws Exception {
    ServerSocketChannel server = keep(ServerSocketChannel.open(StandardProtocolFamily.INET6));
    server.bind(new InetSocketAddress(Trial.address("::1"), QuietPort.next()));
    return port(server);
  }

  /** A port that is held by a socket which does not listen. */
  private int silent() throws Exception {
    SocketChannel bound = keep(SocketChannel.open(StandardProtocolFamily.INET));
    bound.bind(new InetSocketAddress(Trial.address("127.0.0.1"), QuietPort.next()));
    return port(bound);
  }

  private static int port(NetworkChannel channel) throws Exception {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  /** How many sockets this process has open. */
  private static int sockets() {
    Path folder = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(folder), "needs Linux");
    int count = 0;
    for (String each : folder.toFile().list()) {
      try {
        if (Files.readSymbolicLink(folder.resolve(each)).toString().startsWith("socket:")) {
          count++;
        }
      } catch (IOException closedMeanwhile) {
        // it is not open any more
      }
    }
    return count;
  }

  // --- what the tools say ---

  private static Set<String> rows(List<PortRow> all, Set<Integer> ports) {
    return all.stream()
        .filter(row -> ports.contains(row.port()))
        .map(
            row ->
                "%s %s %s:%d"
                    .formatted(
                        row.protocol().key(),
                        row.state(),
                        IpAddresses.text(row.address()),
                        row.port()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ss(Set<Integer> ports) throws Exception {
    Set<String> rows = new TreeSet<>();
    for (String line : printed("ss", "-tunaH")) {
      String[] field = line.strip().split("\\s+");
      String local = field[4].replace("[", "").replace("]", "").replace("::ffff:", "");
      if (ports.contains(port(local))) {
        SocketState state =
            switch (field[1]) {
              case "LISTEN" -> SocketState.LISTEN;
              case "UNCONN" -> SocketState.BOUND;
              case "ESTAB" -> SocketState.ESTABLISHED;
              default -> SocketState.valueOf(field[1].replace('-', '_'));
            };
        rows.add(field[0] + " " + state + " " + local);
      }
    }
    return rows;
  }

  private static int port(String addressAndPort) {
    String port = addressAndPort.substring(addressAndPort.lastIndexOf(':') + 1);
    return port.matches("\\d+") ? Integer.parseInt(port) : -1;
  }

  private static List<String> printed(String... line) throws Exception {
    Process process = new ProcessBuilder(line).start();
    process.getOutputStream().close();
    List<String> lines = process.inputReader().lines().toList();
    Patience.untilEnded(process);
    assertFalse(new HashSet<>(lines).isEmpty(), Arrays.toString(line) + " printed nothing");
    return lines;
  }

  private static JsonNode post(TestSite site, String json) throws Exception {
    HttpResponse<String> answer = site.post("/experiments/portmap", json);
    assertEquals(200, answer.statusCode(), answer.body());
    return Json.read(answer.body());
  }

  private static HttpResponse<byte[]> bytes(TestSite site, String path, String key)
      throws Exception {
    HttpRequest.Builder request = site.request(path).version(HttpClient.Version.HTTP_1_1);
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static PortmapEvidence evidence(RunState run) {
    return Trial.evidence(run, PortmapEvidence.class);
  }

  private static boolean has(byte[] map, int port, int state) {
    return (map[port] & state) != 0;
  }
}
