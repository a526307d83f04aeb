package portside.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import portside.net.IpAddresses;
import portside.process.Children;
import portside.process.Command;
import portside.programs.Language;
import portside.programs.Program;
import portside.programs.Programs;
import portside.testing.LessonPython;
import portside.testing.Patience;

/** Both debuggers with the lesson's own programs. */
class AdapterTest {
  private static final String LESSON = "debugger";

  private static Children children;
  private static Programs programs;
  private final Heard heard = new Heard();

  @BeforeAll
  static void start(Children itsChildren, Programs itsPrograms) {
    children = itsChildren;
    programs = itsPrograms;
  }

  @AfterEach
  void nothing_is_left() {
    Patience.untilNoneRuns(children);
  }

  private Adapter start(String program, Language runtime) throws IOException, InterruptedException {
    Program wanted = Program.of(program, runtime).in(LESSON);
    if (runtime == Language.JAVA) {
      Command command = programs.plain(wanted, List.of()).command();
      return Debuggers.java(children, command, wanted.mainClass(), heard);
    }
    Command command = programs.plain(wanted.with(LessonPython.ensure()), List.of()).command();
    return Debuggers.python(children, command, programs.file(wanted), heard);
  }

  private static String values(Adapter adapter) throws IOException {
    return adapter.variables(0).shown().stream()
        .filter(variable -> variable.scope().equals(Variable.LOCAL))
        .map(variable -> variable.name() + "=" + variable.value())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @EnumSource
  void a_breakpoint_shows_line_stack_and_variables_and_steps_show_what_changes(Language runtime)
      throws Exception {
    boolean java = runtime == Language.JAVA;
    int line = java ? 6 : 4;
    try (Adapter adapter = start("average", runtime)) {
      adapter.setBreakpoints(List.of(new Breakpoint(line, "")));
      adapter.configurationDone();
      assertEquals(Stop.BREAKPOINT, heard.stop().reason());
      List<StackFrame> stack = adapter.stackTrace().shown();
      assertEquals(line, stack.get(0).line());
      assertEquals("average", stack.get(0).function());
      assertEquals(java ? "main" : "<module>", stack.get(1).function());
      assertTrue(stack.stream().allMatch(StackFrame::own), stack.toString());
      assertEquals(
          java ? "grades=[90, 80, 100] total=0.0 i=1" : "grades=[90, 80, 100] i=1 total=0",
          values(adapter));
      adapter.next();
      assertEquals(Stop.STEP, heard.stop().reason());
      adapter.stackTrace();
      assertTrue(values(adapter).contains("total=80"), values(adapter));
      adapter.setBreakpoints(List.of());
      adapter.stepOut();
      assertEquals(Stop.STEP, heard.stop().reason());
      assertEquals(java ? "main" : "<module>", adapter.stackTrace().shown().get(0).function());
      adapter.resume();
      assertEquals(0, heard.end().code());
      assertEquals(List.of("평균 average: 60.0"), heard.output);
    }
  }

  @Test
  void a_port_that_somebody_takes_before_debugpy_is_given_up_for_another() throws Exception {
    Program wanted = Program.of("average", Language.PYTHON).in(LESSON).with(LessonPython.ensure());
    Command command = programs.plain(wanted, List.of()).command();
    try (ServerSocket taken = new ServerSocket(0, 10, IpAddresses.LOOPBACK)) {
      Iterator<Integer> ports = List.of(taken.getLocalPort(), PythonStart.freePort()).iterator();
      Adapter adapter =
          PythonAdapter.start(children, command, programs.file(wanted), heard, ports::next);
      try (adapter) {
        adapter.setBreakpoints(List.of(new Breakpoint(4, "")));
        adapter.configurationDone();
        assertEquals(Stop.BREAKPOINT, heard.stop().reason());
        adapter.setBreakpoints(List.of());
        adapter.resume();
        assertEquals(0, heard.end().code());
        assertEquals(List.of("평균 average: 60.0"), heard.output, "nothing of the first try");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void stepping_in_walks_through_the_whole_program_line_by_line(Language runtime) throws Exception {
    boolean java = runtime == Language.JAVA;
    List<Integer> lines = new ArrayList<>();
    try (Adapter adapter = start("average", runtime)) {
      adapter.setBreakpoints(List.of(new Breakpoint(java ? 12 : 8, "")));
      adapter.configurationDone();
      while (true) {
        Stop stop = heard.stops.poll(200, TimeUnit.MILLISECONDS);
        if (stop != null) {
          List<StackFrame> stack = adapter.stackTrace().shown();
          if (!stack.isEmpty() && stack.get(0).own()) {
            lines.add(stack.get(0).line());
          }
          adapter.stepIn();
        } else if (heard.exit.isDone()) {
          break;
        }
      }
      assertEquals(
          java
              ? List.of(12, 13, 4, 5, 6, 5, 6, 5, 8, 13, 14, 15)
              : List.of(8, 9, 2, 3, 4, 3, 4, 3, 5, 9, 10),
          unreturned(lines));
    }
  }

  /** debugpy may stop once more where a function returns; that line is not a further step. */
  private static List<Integer> unreturned(List<Integer> lines) {
    List<Integer> kept = new ArrayList<>();
    for (int line : lines) {
      if (kept.isEmpty() || kept.get(kept.size() - 1) != line) {
        kept.add(line);
      }
    }
    return kept;
  }

  @ParameterizedTest
  @EnumSource
  void a_conditional_breakpoint_stops_only_where_it_is_true(Language runtime) throws Exception {
    boolean java = runtime == Language.JAVA;
    try (Adapter adapter = start("average", runtime)) {
      adapter.setBreakpoints(
          List.of(
              new Breakpoint(
                  java ? 6 : 4, java ? "i == 2 && grades[i] > 90" : "i == 2 and grades[i] > 90")));
      adapter.configurationDone();
      heard.stop();
      adapter.stackTrace();
      assertTrue(values(adapter).contains("i=2"), values(adapter));
      assertEquals("100", adapter.evaluate(0, "grades[i]"));
      adapter.resume();
      assertEquals(0, heard.end().code());
      assertTrue(heard.stops.isEmpty());
    }
  }

  @Test
  void a_watch_in_java_calculates_and_the_program_stands_as_before() throws Exception {
    try (Adapter adapter = start("average", Language.JAVA)) {
      adapter.setBreakpoints(List.of(new Breakpoint(6, "-i + grades.length == i - 1")));
      adapter.configurationDone();
      heard.stop();
      adapter.stackTrace();
      assertEquals("26.666666666666668", adapter.evaluate(0, "total / grades.length"));
      assertEquals("63", adapter.evaluate(0, "(grades[i - 1] + grades[i] + 10) / grades.length"));
      assertEquals("\"i=2\"", adapter.evaluate(0, "\"i=\" + i"));
      assertEquals("'b'", adapter.evaluate(0, "(char) ('a' + 1)"));
      assertEquals("Infinity", adapter.evaluate(0, "total / 0"));
      assertEquals(NotEvaluated.Reason.DIVISION_BY_ZERO, refused(adapter, "grades[i] / (i - 2)"));
      assertEquals(NotEvaluated.Reason.ASSIGNMENT, refused(adapter, "total += 1"));
      assertEquals(NotEvaluated.Reason.CALL, refused(adapter, "grades.length + grades.hashCode()"));
      assertEquals(NotEvaluated.Reason.CALL, refused(adapter, "\"\" + grades"));
      assertEquals("80.0", adapter.evaluate(0, "total"));
      adapter.resume();
      assertEquals(0, heard.end().code());
    }
  }

  @Test
  void a_watch_that_eats_time_or_memory_is_given_up_and_the_program_stands_as_before()
      throws Exception {
    try (Adapter adapter = start("average", Language.PYTHON)) {
      adapter.setBreakpoints(List.of(new Breakpoint(4, "i == 2")));
      adapter.configurationDone();
      heard.stop();
      adapter.stackTrace();
      assertEquals(NotEvaluated.Reason.MEMORY, refused(adapter, "[0] * 10**9"));
      assertEquals(NotEvaluated.Reason.TIME, refused(adapter, "sum(range(10**12))"));
      assertEquals(NotEvaluated.Reason.TIME, refused(adapter, "10**10**8"));
      assertEquals(NotEvaluated.Reason.DEBUGGER, refused(adapter, "no_such_name"));
      assertEquals("100", adapter.evaluate(0, "[g for g in grades if g > grades[0] or i][i]"));
      assertEquals("'한\"글'", adapter.evaluate(0, "'한' + \"\\\"\" + '글'"));
      assertEquals("None", adapter.evaluate(0, "grades.clear()"));
      assertEquals("100", adapter.evaluate(0, "grades[i]"), "a watch changes nothing");
      adapter.resume();
      assertEquals(0, heard.end().code());
    }
  }

  /** debugpy does not stop there, and says why. */
  @ParameterizedTest
  @CsvSource({
    "[0] * 10**10, takes too much memory",
    "sum(range(10**12)), takes too much time",
    "no_such_name, NameError"
  })
  void a_condition_that_cannot_be_told_is_named_and_the_program_goes_on(
      String condition, String error) throws Exception {
    try (Adapter adapter = start("average", Language.PYTHON)) {
      adapter.setBreakpoints(List.of(new Breakpoint(4, condition)));
      adapter.configurationDone();
      assertEquals(0, heard.end().code());
      Patience.until(
          heard.messages::toString,
          () -> heard.messages.stream().anyMatch(said -> said.contains(error)));
    }
  }

  @Test
  void a_condition_changes_nothing() throws Exception {
    try (Adapter adapter = start("average", Language.PYTHON)) {
      adapter.setBreakpoints(List.of(new Breakpoint(4, "grades.clear() or i == 2")));
      adapter.configurationDone();
      heard.stop();
      adapter.stackTrace();
      assertEquals("2", adapter.evaluate(0, "i"));
      assertEquals("100", adapter.evaluate(0, "grades[i]"));
      adapter.resume();
      assertEquals(0, heard.end().code());
    }
  }

  private static NotEvaluated.Reason refused(Adapter adapter, String expression) {
    return assertThrows(NotEvaluated.class, () -> adapter.evaluate(0, expression), expression)
        .reason();
  }

  @Test
  void a_condition_is_read_before_any_program_runs() throws Exception {
    Debuggers.readJava("grades[i] == 80 && i > 1");
    NotEvaluated java =
        assertThrows(NotEvaluated.class, () -> Debuggers.readJava("grades.clone() == null"));
    assertEquals(NotEvaluated.Reason.CALL, java.reason());
    Command python = programs.pythons().command(LessonPython.ensure());
    Debuggers.readPython(children, python, "grade == 80 and 이름 != '가'");
    NotEvaluated no =
        assertThrows(
            NotEvaluated.class, () -> Debuggers.readPython(children, python, "grade = 80"));
    assertEquals(NotEvaluated.Reason.DEBUGGER, no.reason());
    assertTrue(no.at().startsWith("SyntaxError"), no.at());
  }

  @ParameterizedTest
  @EnumSource
  void an_exception_stops_where_it_is_thrown(Language runtime) throws Exception {
    try (Adapter adapter = start("share", runtime)) {
      adapter.setExceptionBreakpoints(true);
      adapter.configurationDone();
      Stop stop = heard.stop();
      assertEquals(Stop.EXCEPTION, stop.reason());
      assertTrue(stop.text().contains(runtime == Language.JAVA ? "/ by zero" : "by zero"));
      assertEquals("share", adapter.stackTrace().shown().get(0).function());
      assertTrue(values(adapter).contains("people=0"), values(adapter));
      while (!heard.exit.isDone()) { // each further stop is the same exception on its way out
        adapter.resume();
        heard.stops.poll(200, TimeUnit.MILLISECONDS);
      }
      assertEquals(1, heard.end().code());
    }
  }

  @ParameterizedTest
  @EnumSource
  void without_exception_breakpoints_an_exception_ends_the_program(Language runtime)
      throws Exception {
    try (Adapter adapter = start("share", runtime)) {
      adapter.setExceptionBreakpoints(false);
      adapter.configurationDone();
      assertEquals(1, heard.end().code());
      assertTrue(heard.stops.isEmpty());
      assertTrue(
          heard.output.stream().anyMatch(line -> line.contains("by zero")),
          heard.output.toString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_endless_loop_is_paused(Language runtime) throws Exception {
    try (Adapter adapter = start("forever", runtime)) {
      adapter.setBreakpoints(List.of());
      adapter.configurationDone();
      adapter.pause();
      assertEquals(Stop.PAUSE, heard.stop().reason());
      while (adapter.stackTrace().shown().stream()
          .noneMatch(StackFrame::own)) { // it has not begun yet
        adapter.resume();
        adapter.pause();
        heard.stop();
      }
      adapter.next();
      assertEquals(Stop.STEP, heard.stop().reason());
      adapter.resume();
      adapter.pause();
      assertEquals(Stop.PAUSE, heard.stop().reason());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_program_that_is_killed_from_outside_is_noticed(Language runtime) throws Exception {
    try (Adapter adapter = start("forever", runtime)) {
      adapter.configurationDone();
      adapter.pause();
      heard.stop();
      ProcessHandle.of(adapter.child().pid()).orElseThrow().destroyForcibly();
      assertEquals(Optional.of("SIGKILL"), heard.end().signal());
      assertThrows(
          IOException.class,
          () -> {
            adapter.stackTrace();
            adapter.next();
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void input_reaches_the_program_and_korean_comes_back(Language runtime) throws Exception {
    try (Adapter adapter = start("greet", runtime)) {
      adapter.configurationDone();
      adapter.child().input().write("지수\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      adapter.child().input().flush();
      heard.end();
      assertEquals(List.of("이름이 무엇인가요? What is your name?", "안녕하세요, 지수!"), heard.output);
    }
  }

  @Test
  void a_breakpoint_on_a_line_without_code_moves_to_the_next_one() throws Exception {
    try (Adapter adapter = start("average", Language.JAVA)) {
      assertFalse(adapter.setBreakpoints(List.of(new Breakpoint(2, ""))).get(0).verified());
      adapter.configurationDone();
      heard.stop();
      assertEquals(new Placed(2, 4, true), heard.placed.get(0));
      assertEquals(4, adapter.stackTrace().shown().get(0).line());
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_protocol_is_told(Language runtime) throws Exception {
    try (Adapter adapter = start("average", runtime)) {
      adapter.setBreakpoints(List.of(new Breakpoint(5, "")));
      adapter.configurationDone();
      heard.stop();
      for (String part : List.of("> ", "setBreakpoints", "configurationDone", "stopped")) {
        assertTrue(
            heard.messages.stream().anyMatch(message -> message.contains(part)),
            heard.messages.toString());
      }
      assertTrue(adapter.name().matches("(debugpy|JDI) \\d.*"), adapter.name() + heard.messages);
    }
  }
}
