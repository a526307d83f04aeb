package portside.experiments.noserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Role;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.process.Children;
import portside.programs.Programs;
import portside.testing.Patience;

/** Real applications. Without Flask on this computer, Python's part is skipped. */
class NoserverTest {
  private static Children children;
  private static Programs programs;
  private final Trial trial = new Trial(new Noserver(programs));

  @BeforeAll
  static void start(Children itsChildren, Programs itsPrograms) {
    children = itsChildren;
    programs = itsPrograms;
  }

  @AfterEach
  void nothing_is_left_running() {
    trial.close();
    Patience.untilNoneRuns(children);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void the_application_answers_and_no_port_is_open(String runtime) throws Exception {
    RunState run = trial.ended(trial.start("runtime", runtime).id());
    assertEquals("answered-without-port", run.outcome(), run.toString());
    NoserverEvidence found = Trial.evidence(run, NoserverEvidence.class);
    assertEquals("Hello, World!", found.body());
    assertEquals("Hello, World!", found.serverBody());
    assertEquals(List.of(), found.listeningPorts());
    assertEquals(1, found.serverPorts().size(), "the same look does see a server's port");
    if (runtime.equals("flask")) {
      assertEquals("200 OK", found.status());
      assertTrue(found.serverHeader().startsWith("Werkzeug/"), found.serverHeader());
      assertTrue(found.headers().stream().noneMatch(header -> header.startsWith("Server")));
    }
    assertTrue(trial.view(run, Role.GUEST, "ko").contains("Hello, World!"));
  }

  @Test
  void without_the_program_the_runtime_is_missing(@TempDir Path empty) {
    try (Programs none = new Programs(empty, children, null);
        Trial without = new Trial(new Noserver(none))) {
      RunState run = without.ended(without.start("runtime", "flask").id());
      assertEquals("missing-runtime", run.outcome());
      assertTrue(without.view(run, Role.HOST, "en").contains("pip install flask"));
    }
  }
}
