package portside.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.Patience;

/** However Portside ends, its children end with it. */
@EnabledOnOs(OS.LINUX)
class DeathOfPortsideTest {

  @Test
  void sigkill_leaves_nothing() throws Exception {
    try (StandIn portside = StandIn.start(Scripts.STUBBORN)) {
      StandIn.signal("KILL", portside.process.pid());
      portside.awaitNothingLeft();
    }
  }

  @Test
  void sigkill_of_its_whole_process_group_leaves_nothing() throws Exception {
    try (StandIn portside = StandIn.start(Scripts.STUBBORN)) {
      StandIn.signal("KILL", -portside.process.pid());
      portside.awaitNothingLeft();
    }
  }

  @Test
  void a_halt_without_any_hook_leaves_nothing() throws Exception {
    try (StandIn portside = StandIn.start(Scripts.STUBBORN)) {
      portside.type("halt\n");
      portside.awaitNothingLeft();
    }
  }

  @Test
  void sigterm_leaves_nothing_and_asks_politely_first() throws Exception {
    try (StandIn portside = StandIn.start(Scripts.STUBBORN)) {
      StandIn.signal("TERM", portside.process.pid());
      portside.awaitNothingLeft();
      portside.await("heard");
    }
  }

  @Test
  void sigint_to_the_whole_process_group_leaves_nothing() throws Exception {
    try (StandIn portside = StandIn.start(Scripts.STUBBORN)) {
      StandIn.signal("INT", -portside.process.pid());
      portside.awaitNothingLeft();
      portside.await("heard");
    }
  }

  @Test
  void ctrl_c_in_a_terminal_leaves_nothing() throws Exception {
    try (StandIn portside = StandIn.atTerminal(Scripts.STUBBORN)) {
      portside.type("\u0003");
      portside.awaitNothingLeft();
    }
  }

  @Test
  void a_terminal_that_is_closed_leaves_nothing() throws Exception {
    try (StandIn portside = StandIn.atTerminal(Scripts.STUBBORN)) {
      portside.process.destroyForcibly();
      portside.awaitNothingLeft();
    }
  }

  @Test
  void sigkill_in_the_middle_of_a_start_leaves_nothing() throws Exception {
    for (int children = 1; children <= 6; children++) {
      int enough = children;
      try (StandIn portside = StandIn.start(List.of(Scripts.PLAIN))) {
        portside.type("breed\n");
        Patience.until(() -> "some bred", () -> portside.numbers("bred ").size() >= enough);
        portside.process.destroyForcibly();
        portside.awaitNothingLeft();
      }
    }
  }

  @Test
  void a_process_without_any_environment_is_found_by_its_parent() throws Exception {
    try (StandIn portside = StandIn.start(List.of(Scripts.WITHOUT_ENVIRONMENT))) {
      portside.process.destroyForcibly();
      portside.awaitNothingLeft();
    }
  }

  @Test
  void an_orphan_that_cleared_its_environment_is_remembered_past_sigkill() throws Exception {
    try (StandIn portside = StandIn.start(List.of(Scripts.PLAIN))) {
      portside.type("orphan\n");
      portside.await("orphaned");
      portside.process.destroyForcibly();
      portside.awaitNothingLeft();
    }
  }

  @Test
  void the_keeper_does_not_heed_signals_and_still_does_its_work() throws Exception {
    Mark mark = Mark.ofNewPortside();
    ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
    mark.ofChild(1).addTo(builder.environment(), "");
    Process child = builder.start();
    try (KeeperLink link = KeeperLink.start(mark)) {
      assertTrue(link.awaitReady(Duration.ofSeconds(Patience.SECONDS)), link.lastWords());
      for (String signal : List.of("INT", "TERM", "HUP", "TSTP")) {
        StandIn.signal(signal, link.handle().pid());
      }
    }
    Patience.untilEnded(child); // by the keeper
  }

  @Test
  void a_keeper_is_replaced_as_often_as_it_is_killed() throws Exception {
    try (StandIn portside = StandIn.start(List.of(Scripts.PLAIN))) {
      for (int times = 1; times <= 12; times++) {
        long keeper = portside.keeper();
        StandIn.signal("KILL", keeper);
        String killed = times + " times";
        Patience.until(
            () -> "another keeper after " + killed,
            () -> portside.keepers().stream().anyMatch(other -> other != keeper));
      }
      assertEquals(1, portside.up().size());
      portside.process.destroyForcibly();
      portside.awaitNothingLeft();
    }
  }

  @Test
  void what_is_left_when_the_keeper_dies_in_the_same_moment_is_ended_by_the_next_portside(
      @TempDir Path temporary) throws Exception {
    try (StandIn portside =
        StandIn.startIn(temporary, List.of(Scripts.PLAIN, Scripts.DOUBLE_FORK))) {
      portside.type("folder\n");
      Patience.until(() -> "a folder", () -> portside.saidPart("folder /"));
      // Stopped first, so that neither sees the end of the other.
      long keeper = portside.keeper();
      StandIn.signal("STOP", keeper);
      portside.process.destroyForcibly().waitFor();
      StandIn.signal("KILL", keeper);
      Patience.until(() -> "the keeper lives", () -> portside.keepers().isEmpty());
      // The shell between them ends by itself, with its input; the two nobody has ended.
      Patience.until(() -> "two are left of " + portside.left(), () -> portside.left().size() == 2);
      try (StandIn next = StandIn.startIn(temporary, List.of())) {
        portside.awaitNothingLeft();
        assertTrue(next.process.isAlive());
      }
    }
  }

  @Test
  void who_cleared_its_environment_and_lost_its_parents_at_once_is_found_by_its_output()
      throws Exception {
    try (StandIn portside = StandIn.start(List.of(Scripts.ESCAPED))) {
      Patience.until(() -> "it is told of", () -> portside.saidPart("hid what it started"));
      portside.process.destroyForcibly();
      portside.awaitNothingLeft();
    }
  }

  @Test
  void neither_child_nor_keeper_gets_anything_of_the_users_settings() throws Exception {
    try (StandIn portside = StandIn.start(List.of(Scripts.PLAIN))) {
      Set<String> own = names(portside.process.pid());
      assertTrue(own.containsAll(StandIn.HOSTILE.keySet()), own.toString());
      for (long pid : List.of(portside.up().get(0), portside.keeper())) {
        Set<String> got = names(pid);
        assertTrue(got.contains("PATH"), got.toString());
        got.removeAll(Surroundings.of(System.getenv(), false).keySet());
        // The shells of this test put their own three into what they start.
        got.removeAll(Set.of(Mark.VARIABLE, "PWD", "OLDPWD", "SHLVL", "_"));
        assertEquals(Set.of(), got, StandIn.commandLine(pid));
      }
    }
  }

  @Test
  void the_children_of_another_portside_stay() throws Exception {
    try (StandIn other = StandIn.start(List.of(Scripts.PLAIN, Scripts.DOUBLE_FORK));
        StandIn portside = StandIn.start(Scripts.STUBBORN)) {
      List<Long> before = other.left();
      portside.process.destroyForcibly();
      portside.awaitNothingLeft();
      assertEquals(before, other.left());
      other.process.destroyForcibly();
      other.awaitNothingLeft();
    }
  }

  @Test
  void a_process_without_the_mark_stays() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "1000").start();
    try (StandIn portside = StandIn.start(Scripts.STUBBORN)) {
      portside.process.destroyForcibly();
      portside.awaitNothingLeft();
      assertTrue(stranger.isAlive());
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void a_portside_inside_a_portside_ends_with_everything_of_its_own() throws Exception {
    try (StandIn outer = StandIn.start(List.of(inner()))) {
      Patience.until(() -> "both up", () -> outer.up().size() == 2);
      outer.process.destroyForcibly();
      outer.awaitNothingLeft();
    }
  }

  private static String inner() {
    // The outer one keeps the inner one's standard input open.
    return Command.of(StandIn.command(List.of(Scripts.OWN_SESSION, Scripts.DOUBLE_FORK))).shown();
  }

  private static Set<String> names(long pid) throws IOException {
    String environment = Files.readString(Path.of("/proc/" + pid + "/environ"));
    return Stream.of(environment.split("\0"))
        .map(entry -> entry.split("=", 2)[0])
        .collect(Collectors.toCollection(HashSet::new));
  }
}
