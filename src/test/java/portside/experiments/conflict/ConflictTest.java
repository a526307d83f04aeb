package portside.experiments.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.access.Role;
import portside.experiments.Missing;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.HostSystem;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.net.ThisComputer;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.testing.Patience;

class ConflictTest {
  /** The same pairs with Python's own sockets: AF_INET for IPv4, a dual-stack one for "::". */
  private static final String PYTHON =
      """
      import socket, sys
      def sock(a, port):
          s = socket.socket(socket.AF_INET6 if ':' in a else socket.AF_INET)
          if ':' in a: s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
          try: s.bind((a, port)); s.listen()
          except OSError: s.close(); raise
          return s
      def pair(a, b):
          for i in range(20):
              s = sock(a, 0); port = s.getsockname()[1]; s.close()
              try: sock(b, port).close()
              except OSError: continue
              s = sock(a, port)
              try: sock(b, port).close(); return 'both-listen'
              except OSError: return 'second-fails'
              finally: s.close()
      for a in sys.argv[1:]:
          for b in sys.argv[1:]: print(a, b, pair(a, b), flush=True)
      """;

  private final Trial trial = new Trial(new Conflict());

  @BeforeEach
  void measuredOnLinuxOnly() {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "the systems differ in this");
  }

  @AfterEach
  void close() {
    trial.close();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, tcp, 127.0.0.1, tcp, off, off, second-fails",
    "127.0.0.1, tcp, 127.0.0.1, tcp, on, off, second-fails",
    "127.0.0.1, tcp, 127.0.0.2, tcp, off, off, both-listen",
    "127.0.0.1, tcp, 0.0.0.0, tcp, on, off, second-fails",
    "0.0.0.0, tcp, 127.0.0.1, tcp, on, off, second-fails",
    "0.0.0.0, tcp, ::1, tcp, off, off, both-listen",
    "::, tcp, 127.0.0.1, tcp, off, off, second-fails",
    "127.0.0.1, udp, 127.0.0.1, udp, off, off, second-fails",
    "127.0.0.1, udp, 127.0.0.1, udp, on, off, both-listen",
    "127.0.0.1, tcp, 127.0.0.1, udp, off, off, both-listen",
    "127.0.0.1, tcp, 127.0.0.1, tcp, off, on, both-listen",
    "127.0.0.1, udp, 127.0.0.1, udp, off, on, both-listen",
    "127.0.0.1, tcp, 0.0.0.0, tcp, off, on, both-listen"
  })
  void pairs_do_what_linux_does(
      String first,
      String firstProtocol,
      String second,
      String secondProtocol,
      String reuseAddress,
      String reusePort,
      String outcome) {
    assumeTrue(!(first + second).contains(":") || ThisComputer.now().owns(Trial.address("::1")));
    RunState run =
        trial.run(
            "first", first,
            "firstProtocol", firstProtocol,
            "second", second,
            "secondProtocol", secondProtocol,
            "reuseAddress", reuseAddress,
            "reusePort", reusePort);
    assertEquals(outcome, run.outcome(), run.toString());
    ConflictEvidence found = evidence(run);
    if (outcome.equals("both-listen")) {
      assertNull(found.error());
      found.reached().forEach(door -> assertEquals(0, door.nobody(), door.toString()));
    } else {
      assertFalse(found.error().isBlank());
      assertNull(found.reached());
    }
  }

  @Test
  void the_more_specific_listener_gets_every_call() {
    RunState run = trial.run("second", "0.0.0.0", "reusePort", "on");
    ConflictEvidence.Reached door = evidence(run).reached().get(0);
    assertEquals(Trial.address("127.0.0.1"), door.address());
    assertEquals(List.of(10, 0, 0), List.of(door.first(), door.second(), door.nobody()));
    RunState turned = trial.run("first", "0.0.0.0", "second", "127.0.0.1", "reusePort", "on");
    assertEquals(10, evidence(turned).reached().get(0).second());
  }

  @Test
  void each_protocol_answers_at_its_own_door() {
    List<ConflictEvidence.Reached> doors = evidence(trial.run("secondProtocol", "udp")).reached();
    assertEquals(
        List.of(Protocol.TCP, Protocol.UDP), doors.stream().map(d -> d.protocol()).toList());
    assertEquals(10, doors.get(0).first());
    assertEquals(10, doors.get(1).second());
  }

  @Test
  void the_matrix_is_what_pythons_own_sockets_find(Children children) throws Exception {
    assumeTrue(Executables.find("python3").isPresent(), "needs python3");
    assumeTrue(ThisComputer.now().owns(Trial.address("::1")), "needs IPv6");
    RunState run = trial.run("variant", "matrix");
    List<ConflictEvidence.Row> rows = evidence(run).matrix();
    Map<String, String> measured = new HashMap<>();
    Map<String, String> addresses = new HashMap<>();
    rows.stream()
        .filter(row -> row.address() != null)
        .forEach(row -> addresses.put(row.name(), IpAddresses.text(row.address())));
    for (ConflictEvidence.Row row : rows) {
      for (ConflictEvidence.Cell cell : row.cells()) {
        if (addresses.containsKey(row.name()) && addresses.containsKey(cell.second())) {
          measured.put(
              addresses.get(row.name()) + " " + addresses.get(cell.second()), cell.outcome());
        } else {
          assertEquals("not-tried", cell.outcome());
        }
      }
    }
    assertEquals(measured, python(children, addresses.values().stream().toList()));
    assertEquals("both-listen", measured.get("0.0.0.0 ::1"));
    assertEquals("both-listen", measured.get("::1 0.0.0.0"));
    rows.forEach(
        row ->
            row.cells()
                .forEach(c -> assertFalse(c.differsFrom().contains("linux"), row + " " + c)));
    String view = trial.view(run, Role.HOST, "ko");
    assertTrue(view.contains("matrix.csv"));
    assertEquals(7, view.split("<th scope=\"row\">", -1).length - 1 - evidenceRows(view));
    assertFalse(trial.view(run, Role.GUEST, "en").contains("matrix.csv"));
  }

  private static int evidenceRows(String view) {
    return view.split("data-evidence=", -1).length - 2;
  }

  private static Map<String, String> python(Children children, List<String> addresses)
      throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    Command command = Command.of("python3", "-c", PYTHON).and(addresses.toArray(String[]::new));
    try (Child child = children.start(command, (stream, text) -> said.add(text))) {
      assertEquals(0, child.awaitExit(Patience.LIMIT).orElseThrow().code(), "" + said);
    }
    Map<String, String> found = new HashMap<>();
    said.forEach(
        line -> {
          String[] words = line.split(" ");
          found.put(words[0] + " " + words[1], words[2]);
        });
    return found;
  }

  @Test
  void what_others_are_known_to_do_is_marked_and_every_line_has_its_source() {
    ConflictParameters asked = parameters(true);
    assertEquals(List.of("macos"), Known.differing(asked, "0.0.0.0", "127.0.0.1", "second-fails"));
    assertEquals(
        List.of("linux", "windows"),
        Known.differing(parameters(false), "0.0.0.0", "127.0.0.1", "both-listen"));
    assertEquals(List.of(), Known.differing(parameters(false), "::1", "lan", "both-listen"));
    Known.lines().forEach(line -> assertFalse(line.source().isBlank(), line.toString()));
  }

  @Test
  void the_csv_has_a_line_for_each_cell_and_quotes_what_the_system_says() {
    byte[] csv =
        Matrix.csv(
            List.of(
                new ConflictEvidence.Row(
                    "127.0.0.1",
                    null,
                    List.of(
                        new ConflictEvidence.Cell(
                            "lan", "second-fails", "a, \"b\"", List.of("macos", "windows"))))));
    assertEquals(
        "first,second,outcome,error,differs_from\r\n"
            + "127.0.0.1,lan,second-fails,\"a, \"\"b\"\"\",macos windows\r\n",
        new String(csv, StandardCharsets.UTF_8));
  }

  @Test
  void an_address_of_another_computer_cannot_be_tested_here() {
    Missing missing =
        new Conflict()
            .missing(
                new ConflictParameters(
                    Trial.address("203.0.113.1"),
                    Protocol.TCP,
                    Trial.address("127.0.0.1"),
                    Protocol.TCP,
                    false,
                    false,
                    ConflictParameters.Variant.PAIR),
                ThisComputer.now())
            .orElseThrow();
    assertEquals("address", missing.reason());
    assertEquals("address", trial.run("first", "203.0.113.1").missing().reason());
  }

  private static ConflictParameters parameters(boolean reuseAddress) {
    return new ConflictParameters(
        Trial.address("127.0.0.1"),
        Protocol.TCP,
        Trial.address("127.0.0.1"),
        Protocol.TCP,
        reuseAddress,
        false,
        ConflictParameters.Variant.MATRIX);
  }

  private static ConflictEvidence evidence(RunState run) {
    return Trial.evidence(run, ConflictEvidence.class);
  }
}
