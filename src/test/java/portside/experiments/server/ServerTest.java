package portside.experiments.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Caller;
import portside.access.Role;
import portside.experiments.BadInput;
import portside.experiments.Missing;
import portside.experiments.OnDevice;
import portside.experiments.Parameters;
import portside.experiments.Refused;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.instruments.BrowserTry;
import portside.instruments.Curl;
import portside.instruments.DoorTry;
import portside.net.HostSystem;
import portside.net.Knock;
import portside.net.ThisComputer;
import portside.process.Children;
import portside.programs.DevServer;
import portside.programs.FewPythons;
import portside.programs.Programs;
import portside.programs.ServerRuntime;
import portside.testing.GivenBack;
import portside.testing.LessonPython;
import portside.testing.Patience;
import portside.testing.QuietPort;

/** Real servers on this computer. The doors of other devices are tried by {@code ReachTableIT}. */
class ServerTest {
  private static final InetAddress LOOPBACK = Trial.address("127.0.0.1");

  private static Children children;
  private final List<AutoCloseable> others = new ArrayList<>();
  private static Programs programs;
  private final Trial trial = new Trial(new Server(programs, LOOPBACK));

  private Programs programs() {
    return new Programs(Path.of("content"), children, LessonPython.ensure());
  }

  @BeforeAll
  static void start(Children itsChildren, Programs itsPrograms) {
    children = itsChildren;
    programs = itsPrograms;
  }

  @AfterEach
  void close() throws Exception {
    trial.close();
    for (AutoCloseable other : others) {
      other.close();
    }
  }

  private static ServerEvidence evidence(RunState run) {
    return Trial.evidence(run, ServerEvidence.class);
  }

  /** What came of each door: a result, or the address that the server saw. */
  private static Map<String, String> table(List<DoorTry> reach) {
    Map<String, String> table = new TreeMap<>();
    reach.forEach(
        row -> table.put(row.door().name(), row.seenAs() == null ? row.result() : row.seenAs()));
    return table;
  }

  private static void needsCurlOnLinux() {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "measured on Linux");
    assumeTrue(Curl.missing().isEmpty(), "needs curl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void bound_to_127_0_0_1_only_its_own_door_and_the_names_of_it_answer(String runtime) {
    needsCurlOnLinux();
    RunState run = trial.run("runtime", runtime, "port", "0");
    assertEquals("listening", run.outcome(), run.toString());
    Map<String, String> table = table(evidence(run).reach());
    assertEquals("127.0.0.1", table.remove("127.0.0.1"));
    assertEquals("127.0.0.1", table.remove("0.0.0.0"));
    table.remove("localhost"); // whatever /etc/hosts says
    table.forEach((door, result) -> assertEquals("refused", result, door));
    assertTrue(table.keySet().containsAll(List.of("127.0.0.2", "[::1]")), table.toString());
    assertNull(evidence(run).lanUrl());
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void bound_to_127_0_0_2_the_door_127_0_0_1_is_closed(String runtime) {
    needsCurlOnLinux();
    RunState run = trial.run("runtime", runtime, "host", "127.0.0.2", "port", "0");
    Map<String, String> table = table(evidence(run).reach());
    assertEquals("refused", table.get("127.0.0.1"));
    assertEquals("127.0.0.1", table.get("127.0.0.2"), "by way of lo, from 127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void a_file_with_options_is_explained_where_the_command_names_one(String runtime) {
    RunState run = trial.run("runtime", runtime, "port", "0");
    String file = "(@java.args is a file";
    assertEquals("java".equals(runtime), trial.view(run, Role.HOST, "en").contains(file));
    assertEquals("java".equals(runtime), evidence(run).commandLine().contains("@java.args"));
  }

  @Test
  void the_very_command_its_process_and_its_console_are_shown() {
    RunState run = trial.run("runtime", "flask", "port", "0");
    ServerEvidence found = evidence(run);
    assertTrue(
        found
            .commandLine()
            .endsWith(" -m flask --app app run --host 127.0.0.1 --port " + found.port()),
        found.commandLine());
    assertTrue(ProcessHandle.of(found.pid()).orElseThrow().isAlive());
    assertTrue(
        found.console().stream().anyMatch(line -> line.contains("Running on http://127.0.0.1")),
        found.console().toString());
    assertTrue(
        found.console().stream()
            .anyMatch(line -> line.matches("127\\.0\\.0\\.1 - - .*GET /\\?door=.* 200 -")),
        found.console().toString());
  }

  @Test
  void a_taken_port_is_in_use_and_nothing_is_started() throws Exception {
    int port = take();
    RunState run = trial.ended(trial.run("port", Integer.toString(port)).id());
    assertEquals("in-use", run.outcome());
    assertNull(evidence(run).pid());
    assertNull(evidence(run).ours());
    assertNotNull(evidence(run).error());
  }

  @Test
  void a_taken_port_offers_a_start_on_the_next_free_one() throws Exception {
    RunState refused = trial.ended(trial.run("port", Integer.toString(take())).id());
    int next = evidence(refused).nextFreePort();
    assertTrue(next > Integer.parseInt(refused.values().get("port")), refused.toString());
    for (String lang : List.of("ko", "en")) {
      String card = trial.view(refused, Role.HOST, lang);
      assertTrue(card.contains("name=\"port\" value=\"" + next + "\""), card);
      assertFalse(trial.view(refused, Role.GUEST, lang).contains("name=\"port\""));
    }
    RunState second = trial.run("port", Integer.toString(next));
    assertEquals("listening", second.outcome());
    assertNull(evidence(second).nextFreePort());
  }

  private int take() throws Exception {
    ServerSocketChannel taken = ServerSocketChannel.open(StandardProtocolFamily.INET);
    others.add(taken);
    int port = QuietPort.pair(); // the one after it stays free
    taken.bind(new InetSocketAddress(LOOPBACK, port));
    return port;
  }

  @Test
  void a_port_that_an_earlier_run_has_leads_to_that_run() {
    RunState first = trial.run("port", "0");
    RunState second = trial.run("port", Integer.toString(evidence(first).port()));
    assertEquals("in-use", second.outcome());
    assertEquals(first.id(), evidence(second).ours());
    String link = "/experiments/server?run=" + first.id();
    assertTrue(trial.view(second, Role.HOST, "ko").contains(link));
    assertFalse(trial.view(second, Role.GUEST, "ko").contains(link));
  }

  @Test
  void an_address_of_nobody_here_is_not_this_computer() {
    assertEquals("not-this-computer", trial.run("host", "203.0.113.7").outcome());
  }

  @Test
  void a_low_port_needs_privilege() throws Exception {
    for (String runtime : List.of("java", "flask")) {
      String said = OnDevice.withoutPrivilege(children, "server", "runtime", runtime, "port", "80");
      assertTrue(said.contains("\"outcome\":\"needs-privilege\""), said);
    }
  }

  @Test
  void without_flask_the_twin_is_offered() {
    try (Programs none = FewPythons.programs(children);
        Trial here = new Trial(new Server(none, LOOPBACK))) {
      RunState run = here.ended(here.run("runtime", "flask", "port", "0").id());
      assertEquals("missing-runtime", run.outcome());
      String view = here.view(run, Role.HOST, "en");
      assertTrue(view.contains("pip install flask"), view);
      assertTrue(view.contains("name=\"runtime\" value=\"java\""), view);
      Server server = new Server(none, LOOPBACK);
      ThisComputer computer = ThisComputer.now();
      assertEquals(
          Optional.of("flask"),
          server.missing(parameters("runtime", "flask"), computer).map(Missing::reason));
      assertEquals(Optional.empty(), server.missing(parameters(), computer));
    }
  }

  private static ServerParameters parameters(String... given) {
    return Parameters.of(ServerParameters.class)
        .read(given.length == 0 ? Map.of() : Map.of(given[0], given[1]));
  }

  @Test
  void debug_is_refused_off_loopback_and_for_java() {
    for (String host : List.of("0.0.0.0", "::", "203.0.113.7")) {
      BadInput refused =
          assertThrows(
              BadInput.class,
              () -> trial.run("runtime", "flask", "debug", "on", "host", host),
              host);
      assertEquals("debug-open", refused.problem());
    }
    assertEquals(
        "debug-java", assertThrows(BadInput.class, () -> trial.run("debug", "on")).problem());
    assertTrue(children.running().stream().noneMatch(c -> c.command().shown().contains("--debug")));
  }

  @Test
  void debug_on_loopback_stays_on_loopback() throws Exception {
    RunState run = trial.run("runtime", "flask", "debug", "on", "port", "0");
    assertEquals("listening", run.outcome(), run.toString());
    assertTrue(evidence(run).commandLine().contains(" --debug "));
    trial.act(run.id(), "rebind", "host", "0.0.0.0");
    RunState after = trial.until(run.id(), state -> evidence(state).notice() != null);
    assertEquals("debug-open", evidence(after).notice());
    assertEquals(LOOPBACK, evidence(after).host());
    assertEquals(evidence(run).pid(), evidence(after).pid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"224.0.0.1", "255.255.255.255", "239.1.2.3"})
  void no_server_is_started_at_an_address_of_many_devices(String host) {
    RunState run = trial.run("host", host, "port", "0");
    assertEquals("not-this-computer", run.outcome(), run.toString());
    assertNull(evidence(run).commandLine());
  }

  @Test
  void an_address_that_is_not_this_computers_has_nothing_to_do_with_an_earlier_server() {
    RunState earlier = trial.run("port", "0");
    String port = Integer.toString(evidence(earlier).port());
    RunState foreign = trial.run("host", "192.0.2.1", "port", port);
    assertEquals("not-this-computer", foreign.outcome());
    assertNull(evidence(foreign).ours());
    RunState taken = trial.run("port", port);
    assertEquals("in-use", taken.outcome());
    assertEquals(earlier.id(), evidence(taken).ours());
  }

  @Test
  void a_fifth_server_is_refused_until_one_has_ended() {
    List<RunState> four = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      four.add(trial.run("port", "0"));
    }
    assertEquals(
        Refused.Reason.TOO_MANY,
        assertThrows(Refused.class, () -> trial.start("port", "0")).reason());
    trial.act(four.get(0).id(), "stop");
    trial.ended(four.get(0).id());
    RunState fifth = startWhenThereIsRoom();
    assertEquals("listening", trial.answered(fifth.id()).outcome());
  }

  /** The place is free a moment after the run has ended. */
  private RunState startWhenThereIsRoom() {
    return Patience.until(
            () -> "there is no room",
            () -> {
              try {
                return Optional.of(trial.start("port", "0"));
              } catch (Refused tooMany) {
                return Optional.<RunState>empty();
              }
            },
            Optional::isPresent)
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void a_port_that_somebody_has_for_a_moment_is_in_use(String runtime) throws Exception {
    RunState run = trial.start("runtime", runtime, "port", "0");
    RunState starting = trial.until(run.id(), state -> state.evidence() != null);
    ServerSocket quicker = new ServerSocket(evidence(starting).port(), 1, LOOPBACK);
    others.add(quicker);
    trial.until(run.id(), ServerTest::hasSaidSo);
    quicker.close();
    RunState after = trial.answered(run.id());
    assertEquals("in-use", after.outcome(), after.toString());
  }

  private static boolean hasSaidSo(RunState run) {
    return run.answered()
        || run.lines().stream().anyMatch(line -> line.text().contains("already in use"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void a_server_that_is_killed_from_outside_is_noticed(String runtime) {
    RunState run = trial.run("runtime", runtime, "port", "0");
    ProcessHandle.of(evidence(run).pid()).orElseThrow().destroyForcibly();
    RunState after = trial.ended(run.id());
    assertEquals("listening", after.outcome());
    assumeTrue(HostSystem.here() != HostSystem.WINDOWS, "Windows has no signals");
    assertEquals("SIGKILL", evidence(after).ended());
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "on"})
  void nothing_is_left_after_stop(String debug) throws Exception {
    RunState run = trial.run("runtime", "flask", "port", "0", "debug", debug);
    ServerEvidence found = evidence(run);
    List<ProcessHandle> family = new ArrayList<>();
    ProcessHandle server = ProcessHandle.of(found.pid()).orElseThrow();
    family.add(server);
    server.descendants().forEach(family::add);
    assertEquals(debug.equals("on") ? 2 : 1, family.size(), "the reloader has two processes");
    assertFalse(trial.view(run, Role.HOST, "en").contains("has been stopped"));
    trial.act(run.id(), "stop");
    RunState stopped = trial.ended(run.id());
    assertTrue(trial.view(stopped, Role.HOST, "en").contains("has been stopped"));
    for (ProcessHandle process : family) {
      Patience.untilGone(process.pid());
    }
    GivenBack.expect(LOOPBACK, found.port());
  }

  @Test
  void rebind_keeps_the_earlier_table() throws Exception {
    needsCurlOnLinux();
    RunState run = trial.run("port", "0");
    ServerEvidence before = evidence(run);
    assertNull(before.doing());
    trial.act(run.id(), "rebind", "host", "127.0.0.2");
    RunState starting = trial.until(run.id(), state -> evidence(state).doing() != null);
    String waiting = trial.view(starting, Role.HOST, "en");
    assertTrue(waiting.contains("<progress") && waiting.contains("is starting"), waiting);
    assertEquals(
        "The server is being moved to 127.0.0.2. It does not listen there yet.",
        Trial.summary(starting, "en", Role.GUEST));
    ServerEvidence after =
        evidence(
            trial.until(
                run.id(),
                state ->
                    evidence(state).earlier().size() == 1
                        && evidence(state).reach().size() == before.reach().size()));
    assertNull(after.doing());
    assertEquals(Trial.address("127.0.0.2"), after.host());
    assertEquals(before.port(), after.port());
    assertNotEquals(before.pid(), after.pid());
    assertEquals(LOOPBACK, after.earlier().get(0).host());
    assertEquals(before.reach(), after.earlier().get(0).reach());
    assertEquals("refused", table(after.reach()).get("127.0.0.1"));
    Patience.untilGone(before.pid());
  }

  @Test
  void who_stops_it_while_it_moves_is_not_told_that_it_listened_there() {
    needsCurlOnLinux();
    RunState run = trial.run("port", "0");
    trial.act(run.id(), "rebind", "host", "127.0.0.2");
    trial.until(run.id(), state -> "starting".equals(evidence(state).doing()));
    trial.act(run.id(), "stop");
    RunState stopped = trial.ended(run.id());
    assertEquals(
        "The server was stopped while it was being moved to 127.0.0.2.",
        Trial.summary(stopped, "en", Role.GUEST));
  }

  @Test
  void a_rebind_that_does_not_work_leaves_the_server_where_it_was() throws Exception {
    RunState run = trial.run("port", "0");
    trial.act(run.id(), "rebind", "host", "203.0.113.7");
    trial.until(run.id(), state -> "not-this-computer".equals(evidence(state).notice()));
    trial.act(run.id(), "rebind", "host", "<b>");
    RunState after =
        trial.until(run.id(), state -> "not-an-address".equals(evidence(state).notice()));
    assertEquals(evidence(run).pid(), evidence(after).pid());
  }

  @Test
  void a_guests_browser_adds_a_row_which_is_checked_against_the_servers_own_log() throws Exception {
    RunState run = trial.run("port", "0");
    int port = evidence(run).port();
    String mark = DevServer.mark();
    assertEquals(
        Knock.Answer.ANSWERED,
        Knock.at(LOOPBACK, port, DevServer.target(mark), Patience.LIMIT).answer());
    seen(run, "door", "127.0.0.1", "result", "answered", "ms", "12", "mark", mark);
    seen(run, "door", "localhost", "result", "answered", "ms", "3", "mark", "madeUp");
    seen(run, "door", "0.0.0.0", "result", "failed-at-once", "ms", "1");
    seen(run, "door", "0.0.0.0", "result", "no-answer", "ms", "3001");
    ServerEvidence after =
        evidence(
            trial.until(
                run.id(),
                state ->
                    evidence(state).devices().size() == 3
                        && row(evidence(state), "0.0.0.0").result().equals("no-answer")));
    assertEquals("127.0.0.1", row(after, "127.0.0.1").seenAs());
    assertEquals(Trial.address("192.168.0.20"), row(after, "127.0.0.1").device());
    assertNull(row(after, "localhost").seenAs(), "the server saw no such request");
    String view = trial.view(trial.until(run.id(), state -> true), Role.GUEST, "en");
    assertTrue(view.contains("data-device=\"192.168.0.20\""), view);
  }

  private static BrowserTry row(ServerEvidence found, String door) {
    return found.devices().stream()
        .filter(row -> row.door().name().equals(door))
        .findFirst()
        .orElseThrow();
  }

  /** A browser of another device sends something to the run. */
  private void seen(RunState run, String... fields) {
    trial.actAs(guest(), run.id(), "seen", fields);
  }

  private static Caller guest() {
    return Trial.caller(Role.GUEST, "192.168.0.20", 51_000, "192.168.0.10", 7_070);
  }

  @Test
  void what_makes_no_sense_adds_no_row() throws Exception {
    RunState run = trial.run("port", "0");
    seen(run, "door", "evil.example", "result", "answered", "ms", "1");
    seen(run, "door", "127.0.0.1", "result", "<script>", "ms", "1");
    seen(run, "door", "127.0.0.1", "result", "answered", "ms", "-1");
    seen(run, "door", "127.0.0.1", "result", "answered", "ms", "999999");
    seen(run);
    seen(run, "door", "localhost", "result", "failed-at-once", "ms", "1");
    ServerEvidence after =
        evidence(trial.until(run.id(), state -> !evidence(state).devices().isEmpty()));
    assertEquals(List.of("localhost"), after.devices().stream().map(d -> d.door().name()).toList());
  }

  @Test
  void guests_see_neither_the_console_nor_the_process() {
    RunState run = trial.run("runtime", "flask", "port", "0");
    String host = trial.view(run, Role.HOST, "en");
    String guest = trial.view(run, Role.GUEST, "en");
    String pid = "<td data-evidence=\"pid\">";
    assertTrue(host.contains(pid) && host.contains("Press CTRL+C"), host);
    assertFalse(guest.contains(pid) || guest.contains("Press CTRL+C"), guest);
    assertTrue(guest.contains("data-doors="), guest);
  }

  @Test
  void a_program_that_nobody_has_is_missing() throws Exception {
    assertEquals(
        Optional.of(Programs.Lack.PROGRAM), programs.lacks(ServerRuntime.JAVA.program("nothing")));
  }
}
