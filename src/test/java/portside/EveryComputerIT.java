package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portside.process.Child;
import portside.testing.Campaign;
import portside.testing.Devices;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/**
 * Computers as most have them, in every network; {@link BareComputerIT} and {@link OddComputerIT}
 * have the others.
 */
final class EveryComputerIT extends EveryComputer {
  @Test
  void the_table_has_every_experiment() {
    for (String table : List.of(RIGHT, RIGHT_ONCE)) {
      List<String> named =
          rows(table).map(row -> row.get(0).split(" ")[0]).distinct().sorted().toList();
      assertEquals(22, named.size(), named.toString());
    }
  }

  static Stream<Computer> computers() {
    return Stream.of(Computer.NO_IPV6, Computer.NO_NETWORK);
  }

  /** The suite has {@link JarIT} for it. */
  @Campaign
  @Test
  void on_a_complete_computer_every_experiment_says_what_is_right() throws Exception {
    assertEverythingRight(Computer.COMPLETE);
  }

  @Test
  void thirty_networks_of_containers_are_not_thirty_lines() throws Exception {
    String links =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    ("ip link add br-%1$012d type veth peer name end-%1$d; ip link set end-%1$d up;"
                            + "ip addr add 172.30.%1$d.1/24 dev br-%1$012d;"
                            + "ip link set br-%1$012d up;")
                        .formatted(i))
            .collect(Collectors.joining());
    Path out = folder.resolve("thirty");
    List<String> line = new ArrayList<>(List.of("sh", "-e", "-c"));
    line.add(links + "exec \"$@\" >" + out + " 2>&1");
    line.add("sh");
    line.addAll(PortsideProcess.jar("--port", "7070", "--no-open", "--lang", "en", "--lan"));
    try (Child portside = devices.start(devices.phone(), line.toArray(String[]::new))) {
      awaitStart(devices.phone(), portside, out);
      Patience.until(() -> read(out), () -> read(out).contains("Ctrl+C"));
    }
    List<String> doors =
        read(out).lines().filter(said -> said.startsWith("  ")).map(String::strip).toList();
    assertTrue(doors.size() <= 5, doors.toString());
    assertTrue(doors.get(1).startsWith("http://" + Devices.PHONE_ADDRESS + ":7070/"), "" + doors);
    assertTrue(doors.get(doors.size() - 1).startsWith("and 30 more"), doors.toString());
  }
}
