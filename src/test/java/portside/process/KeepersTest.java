package portside.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.Java;
import portside.testing.Patience;

/** Without a keeper nothing is started. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the keepers that fail are shell scripts")
class KeepersTest {
  private final List<KeeperLink> started = Collections.synchronizedList(new ArrayList<>());

  private KeeperLink failing(Mark mark) throws IOException {
    KeeperLink link = KeeperLink.of(List.of("sh", "-c", "echo 'no memory'; exit 1"));
    started.add(link);
    return link;
  }

  @Test
  void where_no_keeper_starts_no_child_starts_and_the_reason_is_said() {
    try (Children children = new Children(this::failing)) {
      for (int times = 1; times <= 2; times++) {
        IOException refused =
            assertThrows(IOException.class, () -> children.start(Command.of("sleep", "1000")));
        assertTrue(refused.getMessage().contains("(no memory)"), refused.getMessage());
        assertEquals(times * Keepers.TRIES, started.size(), "tries in a row");
        assertEquals(List.of(), children.running());
        assertEquals(
            Set.of(), ProcessTable.ofThisComputer().bearing(children.mark()), "nothing is left");
      }
    }
  }

  @Test
  void where_the_system_starts_no_keeper_the_systems_words_are_said() {
    try (Children children =
        new Children(mark -> KeeperLink.of(List.of("no-such-program-as-this")))) {
      IOException refused =
          assertThrows(IOException.class, () -> children.start(Command.of("sleep", "1000")));
      assertTrue(refused.getMessage().contains("no-such-program-as-this"), refused.getMessage());
      assertEquals(List.of(), children.running());
    }
  }

  @Test
  void a_keeper_that_fails_once_is_tried_again() throws Exception {
    try (Children children =
        new Children(mark -> started.isEmpty() ? failing(mark) : KeeperLink.start(mark))) {
      assertTrue(children.start(Command.of("sleep", "1000")).isAlive());
      assertTrue(children.keeperProcess().orElseThrow().isAlive());
    }
  }

  @Test
  void when_keepers_can_be_started_again_children_can() throws Exception {
    AtomicBoolean possible = new AtomicBoolean(true);
    try (Children children =
        new Children(mark -> possible.get() ? KeeperLink.start(mark) : failing(mark))) {
      Child child = children.start(Command.of("sleep", "1000"));
      ProcessHandle first = children.keeperProcess().orElseThrow();
      possible.set(false);
      first.destroyForcibly();
      Patience.until(() -> "it gives up", () -> started.size() >= Keepers.TRIES);
      assertThrows(IOException.class, () -> children.start(Command.of("sleep", "1000")));
      assertEquals(List.of(child), children.running(), "what runs goes on");
      possible.set(true);
      children.start(Command.of("sleep", "1000"));
      ProcessHandle second = children.keeperProcess().orElseThrow();
      assertTrue(second.isAlive());
      assertNotEquals(first, second);
    }
  }

  /** One that dies before it is ready is another matter: it is tried a few times in a row. */
  @Test
  void one_that_was_ready_is_replaced_as_often_as_it_dies() throws Exception {
    try (Children children = new Children()) {
      for (int times = 1; times <= 8; times++) {
        children.start(Command.of("sleep", "1000")); // which waits until it is ready
        ProcessHandle keeper = children.keeperProcess().orElseThrow();
        keeper.destroyForcibly();
        String died = times + " times";
        Patience.until(
            () -> "another keeper after " + died,
            () ->
                children
                    .keeperProcess()
                    .filter(next -> !next.equals(keeper) && next.isAlive())
                    .isPresent());
      }
      assertEquals(8, children.running().size());
    }
  }

  @Test
  void a_new_keeper_is_told_of_what_runs_already(@TempDir Path folder) throws Exception {
    Path told = folder.resolve("told");
    List<String> notesWhatItHears =
        List.of("sh", "-c", "echo " + Keeper.READY + "; exec cat > " + told);
    AtomicBoolean later = new AtomicBoolean();
    try (Children children =
        new Children(
            mark ->
                later.getAndSet(true) ? KeeperLink.of(notesWhatItHears) : KeeperLink.start(mark))) {
      String child = Long.toString(children.start(Command.of("sleep", "1000")).pid());
      children.keeperProcess().orElseThrow().destroyForcibly();
      Patience.until(
          () -> "it is not told of " + child,
          () -> told.toFile().exists(),
          there -> there && heard(told).stream().anyMatch(line -> line.startsWith(child + " ")));
    }
  }

  @Test
  void a_number_that_has_become_a_strangers_is_not_ended() throws Exception {
    Process member = new ProcessBuilder("sleep", "1000").start();
    Process stranger = new ProcessBuilder("sleep", "1000").start();
    try {
      String birth = ProcessTable.ofThisComputer().birth(member.pid()).orElseThrow();
      Process keeper =
          new ProcessBuilder(Java.line(Keeper.class, Mark.ofNewPortside().text()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (Writer pipe = keeper.outputWriter()) {
        pipe.write(stranger.pid() + " " + (Long.parseLong(birth) - 1) + "\n");
        pipe.write(member.pid() + " " + birth + "\n");
      }
      keeper.waitFor();
      assertTrue(stranger.isAlive());
      Patience.until(() -> "the member lives", () -> !member.isAlive());
    } finally {
      member.destroyForcibly();
      stranger.destroyForcibly();
    }
  }

  private static List<String> heard(Path told) {
    try {
      return Files.readAllLines(told);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
