package portside.experiments.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.experiments.debugger.DebuggerEvidence.Seen;
import portside.experiments.debugger.DebuggerEvidence.Watch;
import portside.process.Children;
import portside.programs.Language;
import portside.programs.Programs;
import portside.testing.LessonPython;

/** A program with more variables than a reader can look through. */
final class ManyVariablesTest {
  @TempDir Path content;

  @BeforeEach
  void write() throws IOException {
    HeavyProgram.VARIABLES.writeCourse(content);
  }

  @ParameterizedTest
  @EnumSource
  void a_hundred_are_listed_the_others_are_counted_and_can_be_watched(Language language) {
    HeavyProgram heavy = HeavyProgram.VARIABLES;
    String runtime = language == Language.JAVA ? "java" : "python";
    int line = HeavyProgram.line(language == Language.JAVA ? heavy.java() : heavy.python());
    try (Children children = new Children();
        Programs programs = new Programs(content, children, LessonPython.ensure());
        Trial trial = new Trial(new Debugger(programs))) {
      RunState run =
          trial.answered(
              trial.start("program", "average", "runtime", runtime, "breakpoint", "" + line).id());
      DebuggerEvidence now = Trial.evidence(run, DebuggerEvidence.class);
      List<String> names = now.variables().stream().map(Seen::name).toList();
      assertEquals(100, names.size());
      assertTrue(names.containsAll(List.of("i", "total")), "those of the line itself: " + names);
      assertEquals(1_003, names.size() + now.moreVariables(), "deeper, total, i and the thousand");
      // One of each end is surely not listed.
      trial.act(run.id(), "watch", "expression", "v0 + v950");
      DebuggerEvidence watched =
          Trial.evidence(
              trial.until(
                  run.id(), s -> !Trial.evidence(s, DebuggerEvidence.class).watches().isEmpty()),
              DebuggerEvidence.class);
      assertEquals(List.of(new Watch("v0 + v950", "950", null)), watched.watches());
      trial.act(run.id(), "next");
      DebuggerEvidence later =
          Trial.evidence(
              trial.until(
                  run.id(),
                  s ->
                      Trial.evidence(s, DebuggerEvidence.class).stops() == 2
                          && Trial.evidence(s, DebuggerEvidence.class).state().equals("paused")),
              DebuggerEvidence.class);
      assertEquals(now.moreVariables(), later.at(1).moreVariables(), "also looked back at");
    }
  }
}
