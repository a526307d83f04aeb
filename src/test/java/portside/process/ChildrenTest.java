package portside.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import portside.testing.Patience;

/** Families that are hard to get rid of, and what is none of Portside's business. */
@EnabledOnOs(OS.LINUX)
class ChildrenTest {
  private static final Duration LONG = Patience.LIMIT;
  static final List<String> STUBBORN = Scripts.STUBBORN;

  private final ProcessTable table = ProcessTable.ofThisComputer();
  private final Children children = new Children();
  private final Transcript transcript = new Transcript();

  @AfterEach
  void end() {
    children.close();
  }

  private Child start(String script) throws Exception {
    return children.start(Scripts.command(script), transcript);
  }

  private boolean alive(long pid) {
    return table.parents().containsKey(pid);
  }

  @ParameterizedTest
  @FieldSource("STUBBORN")
  void force_takes_the_whole_family_at_once(String script) throws Exception {
    Child child = start(script);
    long pid = transcript.awaitUp();
    assertTrue(alive(pid));
    assertTrue(child.endByForce());
    assertFalse(alive(pid));
    assertFalse(alive(child.pid()));
  }

  @ParameterizedTest
  @FieldSource("STUBBORN")
  void portside_owns_whatever_its_children_start(String script) throws Exception {
    start(script);
    long pid = transcript.awaitUp();
    assertTrue(children.owns(pid));
  }

  @Test
  void an_orphan_is_still_family_and_heard_when_the_child_itself_has_ended() throws Exception {
    Child child =
        start(
            "setsid sh -c '"
                + "n=0; trap \"n=\\$((n+1)); echo mourning \\$n\" USR1; "
                + "echo up $$; while :; do sleep 0.01; done' & read x");
    long orphan = transcript.awaitUp();
    child.input().close();
    child.awaitExit(LONG).orElseThrow();
    assertEquals(List.of(), children.running());
    assertTrue(children.owns(orphan));
    for (int times = 1; times <= 20; times++) {
      StandIn.signal("USR1", orphan);
      transcript.await("mourning " + times);
    }
    child.close();
    assertFalse(alive(orphan));
  }

  @Test
  void an_orphan_that_cleared_its_environment_is_remembered() throws Exception {
    Child child = start(Scripts.ORPHAN_WITHOUT_ENVIRONMENT);
    long orphan = transcript.awaitUp();
    Patience.until(
        () -> orphan + " in " + child.known(),
        () -> child.known().stream().anyMatch(process -> process.pid() == orphan));
    child.input().close();
    child.awaitExit(LONG).orElseThrow();
    assertEquals(Set.of(), table.bearing(children.mark()));
    assertTrue(children.owns(orphan));
    children.close();
    assertFalse(alive(orphan));
  }

  /** It waits for a line, since nobody could see what escapes before it has been started. */
  private Child startedToEscape() throws Exception {
    Child child = start(Scripts.ESCAPED);
    child.input().write('\n');
    child.input().flush();
    return child;
  }

  @Test
  void force_takes_what_escaped_but_still_writes_into_the_childs_output() throws Exception {
    Child child = startedToEscape();
    long escaped = transcript.awaitUp();
    child.awaitExit(LONG).orElseThrow();
    Patience.until(() -> "Java knows of its end", () -> !child.isAlive());
    assertEquals(Set.of(), table.bearing(children.mark()));
    assertTrue(child.endByForce());
    assertFalse(alive(escaped));
  }

  @Test
  void closing_takes_what_escaped_just_now() throws Exception {
    startedToEscape();
    long escaped = transcript.awaitUp();
    children.close();
    assertFalse(alive(escaped));
  }

  @Test
  void an_output_that_the_jdk_closed_before_anybody_read_it_is_not_taken_for_its_end()
      throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Patience.until(() -> "its end is known", () -> !ended.isAlive());
    Output output = Output.of(ended, transcript, "test");
    output.delivered().get();
    assertFalse(output.awaitClosed(Duration.ZERO));
  }

  @Test
  void who_only_reads_an_output_is_no_member() throws Exception {
    Child child = start("echo up $$; exec sleep 1000");
    long pid = transcript.awaitUp();
    Set<String> pipes = table.outputs(pid);
    assertEquals(2, pipes.size());
    assertEquals(Set.of(pid), table.holding(pipes), "this process reads both");
    child.endByForce();
    assertEquals(Set.of(), table.holding(pipes));
  }

  @Test
  void whoever_asks_is_no_member_of_a_childs_family_even_with_the_writing_end() throws Exception {
    Child child = start("echo up $$; exec sleep 1000");
    Path input = Path.of("/proc/" + transcript.awaitUp() + "/fd/0");
    String pipe = Files.readSymbolicLink(input).toString();
    assertTrue(pipe.startsWith("pipe:"), pipe);
    assertEquals(Set.of(), table.holding(Set.of(pipe)), "this process writes into it");
    child.endByForce();
  }

  @Test
  void a_folder_is_only_this_users_and_goes_at_the_end() throws Exception {
    Path folder = children.folder("test");
    Files.writeString(folder.resolve("file"), "text");
    for (Path one : List.of(folder, folder.getParent())) {
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
    }
    assertEquals(folder.getParent(), children.folder("test").getParent());
    children.close();
    assertFalse(Files.exists(folder.getParent()));
    assertThrows(IllegalStateException.class, () -> children.folder("test"));
  }

  @Test
  void who_deletes_the_temporary_folder_gets_another() throws Exception {
    Path gone = children.folder("test");
    Files.delete(gone);
    Files.delete(gone.resolveSibling(PrivateFolder.LOCK));
    Files.delete(gone.getParent());
    assertTrue(Files.isDirectory(children.folder("test")));
  }

  @Test
  void force_on_one_child_leaves_its_siblings() throws Exception {
    Child sibling = children.start(Command.of("sleep", "1000"));
    Child child = start(Scripts.OWN_SESSION);
    transcript.awaitUp();
    child.endByForce();
    assertTrue(sibling.isAlive());
    assertEquals(List.of(sibling), children.running());
  }

  @Test
  void a_paused_debuggee_is_ended() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    String options = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";
    Child child = children.start(Command.of(java, options, "-version"), transcript);
    Patience.until(() -> "a debuggee that listens", () -> !transcript.out.isEmpty());
    child.close();
    assertFalse(alive(child.pid()));
  }

  @Test
  void closing_ends_all_and_the_keeper_and_can_be_done_again() throws Exception {
    start(Scripts.DEAF);
    start(Scripts.OWN_SESSION);
    transcript.awaitUp();
    long keeper = children.keeperProcess().orElseThrow().pid();
    assertTrue(alive(keeper));
    children.close();
    children.close();
    assertEquals(List.of(), children.running());
    assertEquals(Set.of(), table.bearing(children.mark()));
    Patience.until(() -> "the keeper lives on", () -> !alive(keeper));
    assertThrows(IllegalStateException.class, () -> children.start(Command.of("true")));
  }

  /** On a busy computer the looks themselves take longer than anybody waits for an end. */
  @Test
  void where_nobody_is_left_to_end_that_is_said_however_long_the_looks_take() {
    Family nobody = new Family(Mark.ofNewPortside().ofChild(1), ProcessTable.ofThisComputer());
    assertTrue(nobody.kill(Duration.ZERO, Child.LOOKS));
  }

  @Test
  void there_is_no_keeper_before_the_first_child() {
    assertTrue(children.keeperProcess().isEmpty());
  }

  @Test
  void strangers_are_neither_owned_nor_ended() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "1000").start();
    try (Children others = new Children()) {
      Child other = others.start(Command.of("sleep", "1000"));
      start(Scripts.PLAIN);
      transcript.awaitUp();
      assertFalse(children.owns(stranger.pid()));
      assertFalse(children.owns(other.pid()));
      assertFalse(children.owns(ProcessHandle.current().pid()));
      assertFalse(children.owns(children.keeperProcess().orElseThrow().pid()));
      assertFalse(children.owns(1));
      children.close();
      assertTrue(stranger.isAlive());
      assertTrue(other.isAlive());
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void what_has_ended_is_forgotten() throws Exception {
    Child child = start("exit 0");
    child.awaitExit(LONG).orElseThrow();
    Patience.until(() -> "forgotten " + child.known(), () -> child.known().isEmpty());
    assertFalse(children.owns(child.pid()));
  }
}
