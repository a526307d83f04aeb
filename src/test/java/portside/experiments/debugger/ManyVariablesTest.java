package portside.experiments.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

/** A program with more variables, or more calls, than a reader can look through. */
final class ManyVariablesTest {
  @TempDir Path content;

  @BeforeEach
  void write() throws IOException {
    HeavyProgram.VARIABLES.writeCourse(content);
  }

  @Test
  void what_is_a_modules_own_and_around_it_as_well_is_counted_once() throws IOException {
    String assigned =
        IntStream.range(0, 150).mapToObj("v%1$d = %1$d\n"::formatted).collect(Collectors.joining());
    Files.writeString(content.resolve("debugger/average.py"), assigned + "print(v0)\n");
    try (Children children = new Children();
        Programs programs = new Programs(content, children, LessonPython.ensure());
        Trial trial = new Trial(new Debugger(programs))) {
      RunState run =
          trial.answered(
              trial.start("program", "average", "runtime", "python", "breakpoint", "151").id());
      DebuggerEvidence now = Trial.evidence(run, DebuggerEvidence.class);
      assertEquals(100, now.variables().size());
      assertEquals(50, now.moreVariables());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_hundred_are_listed_the_others_are_counted_and_can_be_watched(Language language) {
    try (Children children = new Children();
        Programs programs = new Programs(content, children, LessonPython.ensure());
        Trial trial = new Trial(new Debugger(programs))) {
      RunState run = stopped(trial, HeavyProgram.VARIABLES, language);
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
      DebuggerEvidence later = next(trial, run.id());
      assertEquals(now.moreVariables(), later.at(1).moreVariables(), "also looked back at");
    }
  }

  @ParameterizedTest
  @EnumSource
  void twenty_calls_are_listed_and_the_others_are_counted(Language language) throws IOException {
    HeavyProgram.STACK.writeCourse(content);
    try (Children children = new Children();
        Programs programs = new Programs(content, children, LessonPython.ensure());
        Trial trial = new Trial(new Debugger(programs))) {
      RunState run = stopped(trial, HeavyProgram.STACK, language);
      DebuggerEvidence now = Trial.evidence(run, DebuggerEvidence.class);
      assertEquals(20, now.stack().size());
      assertTrue(
          now.stack().stream().allMatch(at -> at.function().equals("work")), "the inner ones");
      assertEquals(480, now.moreFrames(), "of five hundred");
      DebuggerEvidence later = next(trial, run.id());
      assertEquals(480, later.at(1).moreFrames(), "also looked back at");
    }
  }

  /** Its first stop, in the loop. */
  private static RunState stopped(Trial trial, HeavyProgram program, Language language) {
    boolean java = language == Language.JAVA;
    int line = HeavyProgram.line(java ? program.java() : program.python());
    String runtime = java ? "java" : "python";
    return trial.answered(
        trial.start("program", "average", "runtime", runtime, "breakpoint", "" + line).id());
  }

  /** One step on, its second stop. */
  private static DebuggerEvidence next(Trial trial, String id) {
    trial.act(id, "next");
    RunState stands =
        trial.until(
            id,
            s ->
                Trial.evidence(s, DebuggerEvidence.class).stops() == 2
                    && Trial.evidence(s, DebuggerEvidence.class).state().equals("paused"));
    return Trial.evidence(stands, DebuggerEvidence.class);
  }

  @Test
  void what_is_listed_because_another_one_is_gone_has_not_changed() throws IOException {
    String assigned =
        IntStream.range(0, 100)
            .mapToObj("int v%1$d = %1$d; "::formatted)
            .collect(Collectors.joining());
    Files.writeString(
        content.resolve("debugger/Average.java"),
        """
        public class Average {
          public static void main(String[] args) {
            %s
            {
              int inner = 1;
              v99 += inner;
            }
            System.out.println(v0);
          }
        }
        """
            .formatted(assigned));
    try (Children children = new Children();
        Programs programs = new Programs(content, children, LessonPython.ensure());
        Trial trial = new Trial(new Debugger(programs))) {
      RunState run =
          trial.answered(
              trial.start("program", "average", "runtime", "java", "breakpoint", "6").id());
      DebuggerEvidence in = Trial.evidence(run, DebuggerEvidence.class);
      assertEquals("v1", in.variables().get(0).name());
      trial.act(run.id(), "next");
      RunState after =
          trial.until(
              run.id(),
              s -> Integer.valueOf(8).equals(Trial.evidence(s, DebuggerEvidence.class).line()));
      List<Seen> out = Trial.evidence(after, DebuggerEvidence.class).variables();
      assertEquals("v0", out.get(0).name());
      assertEquals(List.of("v99"), out.stream().filter(Seen::changed).map(Seen::name).toList());
    }
  }
}
