package portside.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Both ways to look at the processes find the same. */
@EnabledOnOs(OS.LINUX)
class ProcessTableTest {
  static final List<ProcessTable> TABLES = List.of(new ProcFiles(), new OshiProcesses());

  @ParameterizedTest
  @FieldSource("TABLES")
  void parents_and_marks_are_found(ProcessTable table) throws Exception {
    Transcript transcript = new Transcript();
    try (Children children = new Children();
        Child child = children.start(Scripts.command(Scripts.OWN_SESSION), transcript);
        Child sibling = children.start(Command.of("sleep", "1000"))) {
      long grandchild = transcript.awaitUp();
      assertEquals(child.pid(), table.parents().get(grandchild));
      assertEquals(ProcessHandle.current().pid(), table.parents().get(child.pid()));
      assertEquals(Set.of(child.pid(), sibling.pid(), grandchild), table.bearing(children.mark()));
      assertEquals(Set.of(sibling.pid()), table.bearing(children.mark().ofChild(2)));
      assertEquals(Set.of(), table.bearing(Mark.ofNewPortside()));
    }
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void a_process_has_one_birth_until_it_ends(ProcessTable table) throws Exception {
    Process process = new ProcessBuilder("sleep", "1000").start();
    Optional<String> birth = table.birth(process.pid());
    assertTrue(birth.isPresent());
    assertEquals(birth, table.birth(process.pid()));
    assertNotEquals(birth, table.birth(ProcessHandle.current().pid()));
    process.destroyForcibly().waitFor();
    assertEquals(Optional.empty(), table.birth(process.pid()));
  }

  @ParameterizedTest
  @FieldSource("TABLES")
  void a_family_is_ended_by_either(ProcessTable table) throws Exception {
    Transcript transcript = new Transcript();
    try (Children children = new Children()) {
      Child child = children.start(Scripts.command(Scripts.NOHUP_IN_OWN_SESSION), transcript);
      long grandchild = transcript.awaitUp();
      new Family(children.mark(), table).kill(Child.KILL_LIMIT, Child.LOOKS);
      assertFalse(new ProcFiles().parents().containsKey(grandchild));
      assertFalse(child.isAlive() && new ProcFiles().parents().containsKey(child.pid()));
    }
  }

  @Test
  void the_mark_of_child_1_is_not_that_of_child_11() {
    Mark portside = Mark.ofNewPortside();
    String eleventh = portside.ofChild(11).text();
    assertFalse(portside.ofChild(1).isIn(eleventh));
    assertEquals(true, portside.isIn("outer.3;" + eleventh));
  }
}
