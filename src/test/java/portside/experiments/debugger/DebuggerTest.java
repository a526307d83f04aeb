package portside.experiments.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Role;
import portside.access.Sight;
import portside.experiments.Missing;
import portside.experiments.Refused;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.experiments.debugger.DebuggerEvidence.Point;
import portside.experiments.debugger.DebuggerEvidence.Seen;
import portside.net.ThisComputer;
import portside.process.Children;
import portside.programs.Language;
import portside.programs.Programs;
import portside.testing.LessonPython;
import portside.testing.Patience;

/** Whole sessions with the real debuggers, as a reader drives them. */
class DebuggerTest {
  private static Children children;
  private static Programs programs;
  private final List<Programs> others = new ArrayList<>();
  private Trial trial = new Trial(new Debugger(programs));
  private final HttpClient browser = HttpClient.newHttpClient();

  @BeforeAll
  static void start(Children itsChildren, Programs itsPrograms) {
    children = itsChildren;
    programs = itsPrograms;
  }

  @AfterEach
  void close() {
    trial.close();
    Patience.untilNoneRuns(children);
    others.forEach(Programs::close);
  }

  private RunState start(String program, String runtime, String mode, int breakpoint) {
    return trial.start(
        "program", program, "runtime", runtime, "mode", mode, "breakpoint", "" + breakpoint);
  }

  private RunState startOnceThereIsRoom() {
    return Patience.until(
            () -> "there never was room",
            () -> {
              try {
                return Optional.of(start("average", "java", "debug", 6));
              } catch (Refused full) {
                return Optional.<RunState>empty();
              }
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private DebuggerEvidence until(RunState run, Predicate<DebuggerEvidence> expected)
      throws InterruptedException {
    RunState state =
        trial.until(
            run.id(),
            s ->
                !s.alive() && s.failure() != null
                    || s.evidence() instanceof DebuggerEvidence e && expected.test(e));
    assertEquals(null, state.failure(), state.toString());
    return Trial.evidence(state, DebuggerEvidence.class);
  }

  private DebuggerEvidence stop(RunState run, int number) throws InterruptedException {
    return until(run, now -> now.state().equals("paused") && Objects.equals(now.stops(), number));
  }

  private static String locals(DebuggerEvidence now) {
    return now.variables().stream()
        .filter(seen -> seen.scope().equals("local"))
        .map(seen -> seen.name() + "=" + seen.value() + (seen.changed() ? "*" : ""))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static String output(DebuggerEvidence now) {
    return now.output().stream().map(DebuggerEvidence.Line::text).collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @CsvSource({"java,6", "python,4"})
  void it_stops_at_the_breakpoint_and_a_step_marks_what_has_changed(String runtime, int line)
      throws Exception {
    RunState run = start("average", runtime, "debug", line);
    RunState settled = trial.answered(run.id());
    assertEquals("stopped-at-breakpoint", settled.outcome(), settled.toString());
    assertTrue(settled.alive());
    DebuggerEvidence first = stop(run, 1);
    assertEquals("breakpoint", first.reason());
    assertEquals("average", first.function());
    assertEquals(line, first.line());
    assertFalse(locals(first).contains("*"), locals(first));
    trial.act(run.id(), "next");
    DebuggerEvidence second = stop(run, 2);
    assertEquals("step", second.reason());
    assertTrue(locals(second).contains(runtime.equals("java") ? "total=80.0*" : "total=80*"));
    assertTrue(locals(second).contains("i=1 "), locals(second));
    trial.act(run.id(), "continue");
    assertEquals(line, stop(run, 3).line());
    assertTrue(locals(stop(run, 3)).contains("i=2*"), locals(stop(run, 3)));
    trial.act(run.id(), "breakpoint", "line", "" + line);
    trial.act(run.id(), "continue");
    DebuggerEvidence end = until(run, now -> now.state().equals("ended"));
    assertEquals(0, end.exitCode());
    assertEquals("평균 average: 60.0", output(end));
    assertEquals("stopped-at-breakpoint", trial.answered(run.id()).outcome());
    assertTrue(
        trial.until(run.id(), s -> true).lines().stream()
            .anyMatch(l -> l.stream().equals("protocol") && l.text().contains("\"next\"")));
  }

  @ParameterizedTest
  @CsvSource({"java,6", "python,4"})
  void run_without_debugging_runs_past_every_breakpoint_without_any_debugger(
      String runtime, int line) throws Exception {
    RunState run = start("average", runtime, "run", line);
    assertEquals("ran-to-the-end", trial.answered(run.id()).outcome());
    DebuggerEvidence end = until(run, now -> now.state().equals("ended"));
    assertEquals(0, end.exitCode());
    assertEquals(null, end.stops());
    assertEquals("평균 average: 60.0", output(end));
    assertFalse(end.commandLine().contains("jdwp") || end.commandLine().contains("debugpy"));
    assertTrue(trial.until(run.id(), s -> true).lines().isEmpty(), "no protocol was spoken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "python"})
  void without_a_breakpoint_the_debugger_lets_it_run_to_the_end(String runtime) throws Exception {
    RunState run = start("average", runtime, "debug", 0);
    assertEquals("ran-to-the-end", trial.answered(run.id()).outcome());
    assertEquals(0, until(run, now -> now.state().equals("ended")).stops());
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "python"})
  void an_exception_stops_it_where_it_happens_and_without_the_debugger_ends_it(String runtime)
      throws Exception {
    RunState run = start("share", runtime, "debug", 0);
    assertEquals("stopped-on-exception", trial.answered(run.id()).outcome());
    DebuggerEvidence now = stop(run, 1);
    assertEquals("share", now.function());
    assertTrue(now.exception().contains("by zero"), now.exception());
    assertTrue(locals(now).contains("people=0"), locals(now));
    trial.act(run.id(), "stop");
    trial.ended(run.id());
    RunState plain = start("share", runtime, "run", 0);
    assertEquals("stopped-on-exception", trial.answered(plain.id()).outcome());
    assertEquals(1, until(plain, e -> e.state().equals("ended")).exitCode());
  }

  @ParameterizedTest
  @CsvSource({"java,9,18", "python,12,19"})
  void a_request_waits_at_the_breakpoint_until_continue_and_an_exception_of_a_view_stops(
      String runtime, int line, int other) throws Exception {
    RunState run = start("visits", runtime, "debug", line);
    DebuggerEvidence up = until(run, now -> now.url() != null);
    assertEquals(null, trial.until(run.id(), s -> true).outcome());
    CompletableFuture<String> tab = get(up.url());
    assertEquals("stopped-at-breakpoint", trial.answered(run.id()).outcome());
    DebuggerEvidence now = stop(run, 1);
    assertEquals(runtime.equals("java") ? "helloWorld" : "hello_world", now.function());
    assertTrue(
        now.variables().stream().anyMatch(v -> v.name().equals("visits") && v.value().equals("1")),
        now.variables().toString());
    assertFalse(tab.isDone(), "the tab must wait");
    trial.act(run.id(), "continue");
    assertEquals("Hello, World! You are visitor 1.", tab.get(Patience.SECONDS, TimeUnit.SECONDS));
    CompletableFuture<String> bad = get(up.url() + "per/0");
    DebuggerEvidence thrown = stop(run, 2);
    assertEquals("exception", thrown.reason());
    assertTrue(thrown.exception().contains("by zero"), thrown.exception());
    assertTrue(
        List.of("visitsPerDay", "visits_per_day").contains(thrown.function()), thrown.function());
    trial.act(run.id(), "exceptions", "on", "off");
    trial.act(run.id(), "continue");
    assertTrue(bad.get(Patience.SECONDS, TimeUnit.SECONDS).contains("Server Error"), bad.join());
    // D12: the reason stays in the terminal, and nothing of the debugger's own stands beside it.
    DebuggerEvidence told = until(run, each -> output(each).contains("by zero"));
    assertFalse(output(told).toLowerCase(Locale.ROOT).contains("pydev"), output(told));
    trial.act(run.id(), "stop");
    assertFalse(trial.ended(run.id()).alive());
  }

  @Test
  void with_flasks_reloader_another_process_answers_and_the_breakpoint_is_passed()
      throws Exception {
    RunState run = start("reloader", "python", "debug", 10);
    DebuggerEvidence up = until(run, now -> now.url() != null);
    assertEquals(Integer.valueOf(10), up.breakpoints().get(0).placed());
    assertNotEquals(up.pid(), up.servedBy());
    assertEquals(
        up.pid(),
        ProcessHandle.of(up.servedBy()).flatMap(ProcessHandle::parent).orElseThrow().pid());
    assertEquals(
        "Hello, World! You are visitor 1.", get(up.url()).get(Patience.SECONDS, TimeUnit.SECONDS));
    DebuggerEvidence after = until(run, now -> output(now).contains("\"GET / HTTP/1.1\" 200"));
    assertEquals(Integer.valueOf(0), after.stops());
    assertEquals("running", after.state());
    assertEquals(Integer.valueOf(1), after.answered(), "the log's one visit");
    String shown = trial.view(trial.until(run.id(), s -> true), Role.HOST, "en");
    assertTrue(shown.contains("The breakpoint was passed."), shown);
    assertFalse(output(after).contains("[33m"), output(after));
    trial.act(run.id(), "stop");
    trial.ended(run.id());
    Patience.untilGone(up.servedBy());
  }

  @Test
  void the_reloader_is_flasks() {
    DebuggerParameters java =
        new DebuggerParameters(
            DebuggerParameters.Program.RELOADER, Language.JAVA, DebuggerParameters.Mode.DEBUG, 0);
    Missing missing = new Debugger(programs).missing(java, ThisComputer.now()).orElseThrow();
    assertEquals("only-flask", missing.reason());
  }

  @Test
  void the_program_is_shown_before_it_is_started() throws Exception {
    DebuggerParameters java =
        new DebuggerParameters(
            DebuggerParameters.Program.AVERAGE, Language.JAVA, DebuggerParameters.Mode.DEBUG, 6);
    DebuggerEvidence before = new Debugger(programs).before(java, Sight.GUEST).orElseThrow();
    assertEquals("      total = total + grades[i];", before.source().get(5));
    assertEquals(List.of(new Point(6, "", true, null)), before.breakpoints());
    assertTrue(children.running().isEmpty());
  }

  @Test
  void python_reads_a_condition_even_where_no_program_runs() throws Exception {
    RunState run = start("average", "python", "debug", 0);
    until(run, e -> e.state().equals("ended"));
    trial.act(run.id(), "breakpoint", "line", "4", "condition", "i = 2");
    DebuggerEvidence refused = until(run, e -> e.notice() != null);
    assertEquals("debugger", refused.notice().key());
    assertTrue(refused.notice().about().startsWith("SyntaxError"), refused.notice().about());
    assertEquals(List.of(), refused.breakpoints());
    trial.act(run.id(), "breakpoint", "line", "4", "condition", "i == 2");
    until(run, e -> e.breakpoints().size() == 1);
    trial.act(run.id(), "restart");
    assertTrue(locals(stop(run, 1)).contains("i=2"));
  }

  private CompletableFuture<String> get(String url) {
    return browser
        .sendAsync(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(HttpResponse::body);
  }

  @ParameterizedTest
  @CsvSource({"java,6,i == 2 && total > 0", "python,4,i == 2 and total > 0"})
  void a_condition_can_be_given_while_it_stands_and_watches_are_evaluated(
      String runtime, int line, String condition) throws Exception {
    RunState run = start("average", runtime, "debug", line);
    stop(run, 1);
    trial.act(run.id(), "breakpoint", "line", "" + line, "condition", condition);
    trial.act(run.id(), "watch", "expression", "grades[i]");
    DebuggerEvidence now = until(run, e -> !e.watches().isEmpty());
    assertEquals("80", now.watches().get(0).value());
    assertEquals(condition, now.breakpoints().get(0).condition());
    trial.act(run.id(), "continue");
    assertTrue(locals(stop(run, 2)).contains("i=2"));
    assertEquals("100", stop(run, 2).watches().get(0).value());
    trial.act(run.id(), "unwatch", "index", "0");
    until(run, e -> e.watches().isEmpty());
    trial.act(run.id(), "continue");
    assertEquals(0, until(run, e -> e.state().equals("ended")).exitCode());
  }

  @Test
  void a_watch_that_eats_memory_is_given_up_with_a_word_and_the_next_one_is_evaluated()
      throws Exception {
    RunState run = start("average", "python", "debug", 4);
    stop(run, 1);
    trial.act(run.id(), "watch", "expression", "[0] * 10**9");
    trial.act(run.id(), "watch", "expression", "grades[i]");
    DebuggerEvidence now =
        until(run, e -> e.watches().size() == 2 && e.watches().get(1).value() != null);
    assertEquals("memory", now.watches().get(0).refused().key());
    assertEquals("80", now.watches().get(1).value());
    String view = trial.view(trial.until(run.id(), s -> true), Role.HOST, "en");
    assertTrue(view.contains("It took too much memory and was given up"), view);
    trial.act(run.id(), "continue");
    String next = locals(stop(run, 2));
    assertTrue(next.contains("i=2"), next);
  }

  @Test
  void watches_and_conditions_calculate_in_java_and_what_cannot_be_calculated_says_why()
      throws Exception {
    RunState run = start("average", "java", "debug", 6);
    stop(run, 1);
    trial.act(
        run.id(), "breakpoint", "line", "6", "condition", "i % 2 == 0 && total / i >= 160 / 4");
    trial.act(run.id(), "watch", "expression", "total / grades.length");
    trial.act(run.id(), "watch", "expression", "grades[i] / (i - i)");
    until(run, e -> e.watches().size() == 2);
    trial.act(run.id(), "continue");
    DebuggerEvidence now = stop(run, 2);
    assertTrue(locals(now).contains("i=2"), locals(now));
    assertEquals("26.666666666666668", now.watches().get(0).value());
    assertEquals(
        new DebuggerEvidence.Notice("division-by-zero", "100 / 0"), now.watches().get(1).refused());
    String view = trial.view(trial.until(run.id(), s -> true), Role.HOST, "en");
    assertTrue(view.contains("A whole number would be divided by zero here."), view);
    trial.act(run.id(), "breakpoint", "line", "6", "condition", "1 / (i - i) == 1");
    until(run, e -> e.breakpoints().get(0).condition().startsWith("1 /"));
    trial.act(run.id(), "restart");
    assertEquals(
        new DebuggerEvidence.Notice("condition", "DIVISION_BY_ZERO: 1 / 0"), stop(run, 1).notice());
    view = trial.view(trial.until(run.id(), s -> true), Role.HOST, "ko");
    assertTrue(view.contains("정수를 0으로 나누는 식입니다."), view);
    assertFalse(view.contains("DIVISION_BY_ZERO"), view);
  }

  @Test
  void every_kind_of_value_of_a_java_program_can_be_calculated_with(@TempDir Path content)
      throws Exception {
    Files.writeString(content.resolve("order.txt"), "debugger\n");
    Path lesson = Files.createDirectories(content.resolve("debugger"));
    Files.writeString(
        lesson.resolve("Average.java"),
        """
        public class Average {
          static long count = 10_000_000_000L;

          public static void main(String[] args) {
            byte b = -1; short h = 300; char c = 'c'; float f = 0.1f;
            Integer boxed = 500; Integer same = Integer.valueOf(500); Double half = 0.5;
            String name = "kim"; StringBuilder builder = new StringBuilder(name);
            System.out.println(builder);
          }
        }
        """);
    trial.close();
    Programs own = new Programs(content, children, LessonPython.ensure());
    others.add(own);
    trial = new Trial(new Debugger(own));
    RunState run = start("average", "java", "debug", 8);
    stop(run, 1);
    List<String> watched =
        List.of("b + h + c", "f + 1", "count * 2", "boxed + half", "boxed == 500 && half < 1");
    for (String expression : watched) {
      trial.act(run.id(), "watch", "expression", expression);
    }
    trial.act(run.id(), "watch", "expression", "boxed == same || name.length() != 3");
    trial.act(run.id(), "watch", "expression", "name + boxed");
    trial.act(run.id(), "watch", "expression", "builder.length()");
    DebuggerEvidence now = until(run, e -> e.watches().size() == watched.size() + 3);
    assertEquals(
        Arrays.asList("398", "1.1", "20000000000", "500.5", "true", "false", "\"kim500\"", null),
        now.watches().stream().map(DebuggerEvidence.Watch::value).toList());
    assertEquals("call", now.watches().get(7).refused().key());
  }

  @Test
  void a_condition_that_calls_a_method_is_refused_in_java_with_the_reason() throws Exception {
    RunState run = start("average", "java", "debug", 6);
    stop(run, 1);
    trial.act(run.id(), "breakpoint", "line", "6", "condition", "grades.hashCode() == 1");
    DebuggerEvidence now = until(run, e -> e.notice() != null);
    assertEquals(new DebuggerEvidence.Notice("call", "hashCode(…)", 6), now.notice());
    assertEquals(new Point(6, "", true, 6), now.breakpoints().get(0));
    String view = trial.view(trial.until(run.id(), s -> true), Role.HOST, "en");
    assertTrue(view.contains("calls no methods"), view);
    trial.act(run.id(), "breakpoint", "line", "6", "condition", "i == nobody");
    until(run, e -> e.notice() == null);
    trial.act(run.id(), "continue");
    assertEquals("condition", stop(run, 2).notice().key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "python"})
  void an_endless_loop_is_paused_stepped_and_stopped(String runtime) throws Exception {
    RunState run = start("forever", runtime, "debug", 0);
    until(run, e -> e.state().equals("running") && e.pid() != null);
    trial.act(run.id(), "pause");
    assertEquals("pause", stop(run, 1).reason());
    trial.act(run.id(), "next");
    stop(run, 2);
    trial.act(run.id(), "continue");
    long pid = until(run, e -> e.state().equals("running")).pid();
    trial.act(run.id(), "stop");
    assertEquals(null, trial.ended(run.id()).outcome());
    Patience.untilGone(pid);
  }

  @ParameterizedTest
  @CsvSource({"java,debug", "java,run", "python,debug", "python,run"})
  void input_is_given_and_korean_comes_back(String runtime, String mode) throws Exception {
    RunState run = start("greet", runtime, mode, 0);
    until(run, e -> output(e).contains("What is your name?"));
    trial.act(run.id(), "input", "text", "지수");
    assertEquals("ran-to-the-end", trial.answered(run.id()).outcome());
    DebuggerEvidence end = until(run, e -> e.state().equals("ended"));
    assertEquals("이름이 무엇인가요? What is your name?\n지수\n안녕하세요, 지수!", output(end));
  }

  @ParameterizedTest
  @CsvSource({"java,6", "python,4"})
  void a_program_that_has_ended_can_be_started_again_either_way(String runtime, int line)
      throws Exception {
    RunState run = start("average", runtime, "debug", 0);
    until(run, e -> e.state().equals("ended"));
    trial.act(run.id(), "breakpoint", "line", "" + line, "on", "on");
    until(run, e -> e.breakpoints().size() == 1);
    trial.act(run.id(), "restart");
    DebuggerEvidence first = stop(run, 1);
    assertEquals(line, first.line());
    trial.act(run.id(), "restart");
    until(run, e -> e.state().equals("paused") && !Objects.equals(e.pid(), first.pid()));
    trial.act(run.id(), "restart", "mode", "run");
    DebuggerEvidence end = until(run, e -> e.mode().equals("run") && e.state().equals("ended"));
    assertEquals(null, end.stops());
  }

  @Test
  void another_frame_shows_its_own_variables() throws Exception {
    RunState run = start("average", "java", "debug", 6);
    stop(run, 1);
    trial.act(run.id(), "frame", "index", "1");
    DebuggerEvidence now = until(run, e -> Objects.equals(e.frame(), 1));
    assertEquals("average", now.function(), "where it stands is another matter");
    assertEquals(List.of("args", "grades"), now.variables().stream().map(Seen::name).toList());
    trial.act(run.id(), "frame", "index", "99");
    trial.act(run.id(), "frame", "index", "0");
    assertTrue(locals(until(run, e -> Objects.equals(e.frame(), 0))).contains("total="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "python"})
  void a_program_that_is_killed_from_outside_is_told(String runtime) throws Exception {
    RunState run = start("average", runtime, "debug", 5);
    DebuggerEvidence now = stop(run, 1);
    ProcessHandle.of(now.pid()).orElseThrow().destroyForcibly();
    DebuggerEvidence end = until(run, e -> e.state().equals("ended"));
    assertEquals(new DebuggerEvidence.Notice("killed", "SIGKILL"), end.notice());
    RunState second = start("forever", runtime, "run", 0);
    long pid = until(second, e -> e.pid() != null).pid();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    assertTrue(trial.ended(second.id()).failure().contains("SIGKILL"));
  }

  @Test
  void of_three_at_the_same_moment_two_go_on() {
    List<RunState> all =
        List.of(
            start("average", "java", "debug", 6),
            start("average", "java", "debug", 6),
            start("average", "java", "debug", 6));
    Patience.until(
        () -> "not two of " + all,
        () ->
            all.stream()
                    .map(run -> trial.until(run.id(), any -> true))
                    .filter(run -> run.alive() && "stopped-at-breakpoint".equals(run.outcome()))
                    .count()
                == 2);
  }

  @Test
  void for_a_third_program_the_one_that_waits_the_longest_gives_way_and_says_so() throws Exception {
    RunState first = start("average", "java", "debug", 6);
    stop(first, 1);
    RunState second = start("average", "java", "debug", 6);
    stop(second, 1);
    trial.act(first.id(), "next"); // its reader is there
    stop(first, 2);
    RunState third = start("average", "java", "debug", 6);
    assertEquals("stopped-at-breakpoint", trial.answered(third.id()).outcome());
    RunState gone = trial.ended(second.id());
    assertEquals("gave-way", Trial.evidence(gone, DebuggerEvidence.class).notice().key());
    assertTrue(trial.view(gone, Role.HOST, "en").contains("another one was started"));
    assertEquals("paused", stop(first, 2).state());
  }

  @Test
  void a_program_that_has_ended_makes_room_before_one_that_goes_on() throws Exception {
    RunState first = start("forever", "java", "run", 0);
    RunState second = start("average", "java", "debug", 6);
    until(first, e -> e.pid() != null);
    stop(second, 1);
    trial.act(second.id(), "breakpoint", "line", "6");
    trial.act(second.id(), "continue");
    until(second, e -> e.state().equals("ended"));
    RunState fourth = start("average", "java", "debug", 6);
    assertEquals("stopped-at-breakpoint", trial.answered(fourth.id()).outcome());
    assertFalse(trial.ended(second.id()).alive());
    assertTrue(trial.until(first.id(), any -> true).alive());
  }

  @Test
  void a_program_whose_page_was_closed_makes_room_and_one_that_is_still_seen_does_not()
      throws Exception {
    RunState closed = start("average", "java", "debug", 6);
    RunState seen = start("average", "java", "debug", 6);
    stop(closed, 1);
    stop(seen, 1);
    trial.watch(Trial.host(), closed.id()).run();
    trial.watch(Trial.host(), seen.id()).run();
    trial.watch(Trial.host(), seen.id()); // reloaded, or in another tab
    RunState third = startOnceThereIsRoom();
    assertEquals("stopped-at-breakpoint", trial.answered(third.id()).outcome());
    assertFalse(trial.ended(closed.id()).alive());
    assertEquals("paused", stop(seen, 1).state());
  }

  @Test
  void a_page_of_a_guest_does_not_keep_a_session_whose_reader_has_gone() throws Exception {
    RunState first = start("average", "java", "debug", 6);
    RunState second = start("average", "java", "debug", 6);
    stop(first, 1);
    stop(second, 1);
    trial.watch(Trial.person(1, "192.168.0.20"), first.id());
    trial.watch(Trial.host(), first.id()).run();
    RunState third = startOnceThereIsRoom();
    assertEquals("stopped-at-breakpoint", trial.answered(third.id()).outcome());
    assertFalse(trial.ended(first.id()).alive());
  }

  @Test
  void whoever_does_something_after_the_pages_have_closed_keeps_the_session() throws Exception {
    RunState first = start("average", "java", "debug", 6);
    RunState second = start("average", "java", "debug", 6);
    stop(first, 1);
    stop(second, 1);
    trial.watch(Trial.host(), first.id()).run();
    trial.act(first.id(), "watch", "expression", "i");
    until(first, e -> !e.watches().isEmpty());
    RunState third = start("average", "java", "debug", 6);
    assertEquals("stopped-at-breakpoint", trial.answered(third.id()).outcome());
    assertFalse(trial.ended(second.id()).alive());
    assertEquals("paused", stop(first, 1).state());
  }

  @Test
  void a_session_in_several_tabs_says_so() throws Exception {
    RunState run = start("average", "java", "debug", 6);
    stop(run, 1);
    trial.watch(Trial.host(), run.id());
    Runnable second = trial.watch(Trial.host(), run.id());
    until(run, e -> e.tabs() == 2);
    RunState now = trial.until(run.id(), any -> true);
    assertTrue(trial.view(now, Role.HOST, "ko").contains("탭 2개에 열려"));
    assertTrue(trial.view(now, Role.HOST, "en").contains("open in 2 tabs"));
    second.run();
    until(run, e -> e.tabs() == 1);
    now = trial.until(run.id(), any -> true);
    assertFalse(trial.view(now, Role.HOST, "en").contains("debugger-tabs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "python"})
  void a_megabyte_of_korean_output_neither_stops_the_program_nor_grows_the_page(
      String runtime, @TempDir Path content) throws Exception {
    Files.writeString(content.resolve("order.txt"), "debugger\n");
    Path lesson = Files.createDirectories(content.resolve("debugger"));
    Files.writeString(
        lesson.resolve("average.py"), "for i in range(20000):\n    print(i, '가나다라마바사아자차카타파하')\n");
    Files.writeString(
        lesson.resolve("Average.java"),
        """
        public class Average {
          public static void main(String[] args) {
            for (int i = 0; i < 20_000; i++) {
              System.out.println(i + " 가나다라마바사아자차카타파하");
            }
          }
        }
        """);
    trial.close();
    Programs chatty = new Programs(content, children, LessonPython.ensure());
    others.add(chatty);
    trial = new Trial(new Debugger(chatty));
    RunState run = start("average", runtime, "debug", 0);
    assertEquals("ran-to-the-end", trial.answered(run.id()).outcome());
    DebuggerEvidence end =
        until(run, e -> e.state().equals("ended") && output(e).contains("19999 가나다"));
    assertTrue(end.output().size() <= 201, "" + end.output().size());
    assertEquals("left-out", end.output().get(0).stream());
  }

  @Test
  void bad_input_of_an_action_changes_nothing() throws Exception {
    RunState run = start("average", "java", "debug", 6);
    stop(run, 1);
    for (String line : List.of("0", "-1", "999", "x", "")) {
      trial.act(run.id(), "breakpoint", "line", line);
    }
    trial.act(run.id(), "frame", "index", "-1");
    trial.act(run.id(), "unwatch", "index", "7");
    trial.act(run.id(), "watch", "expression", "grades.length");
    DebuggerEvidence now = until(run, e -> !e.watches().isEmpty());
    assertEquals("3", now.watches().get(0).value());
    assertEquals(1, now.breakpoints().size());
  }

  @Test
  void a_guest_sees_the_program_and_where_it_stands_and_neither_a_button_nor_the_process()
      throws Exception {
    RunState run = start("average", "java", "debug", 6);
    stop(run, 1);
    RunState state = trial.until(run.id(), s -> true);
    String guests = trial.view(state, Role.GUEST, "ko");
    String hosts = trial.view(state, Role.HOST, "ko");
    for (String seen : List.of("aria-current=\"step\"", "data-variable=\"grades\"", "average")) {
      assertTrue(guests.contains(seen), seen + "\n" + guests);
      assertTrue(hosts.contains(seen), seen + "\n" + hosts);
    }
    for (String hidden :
        List.of("<form", "data-evidence=\"pid\"", "data-evidence=\"commandLine\"")) {
      assertTrue(hosts.contains(hidden), hidden + "\n" + hosts);
      assertFalse(guests.contains(hidden), hidden + "\n" + guests);
    }
  }
}
