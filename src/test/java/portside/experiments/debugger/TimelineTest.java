package portside.experiments.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.access.Role;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.experiments.debugger.DebuggerEvidence.Seen;
import portside.page.Json;
import portside.process.Children;
import portside.programs.Programs;
import portside.testing.Patience;

/** What stood at each stop can be looked back at, with both debuggers, also when it has ended. */
class TimelineTest {
  private static Children children;
  private static Programs programs;
  private final Trial trial = new Trial(new Debugger(programs));

  @BeforeAll
  static void start(Children itsChildren, Programs itsPrograms) {
    children = itsChildren;
    programs = itsPrograms;
  }

  @AfterEach
  void close() {
    trial.close();
    Patience.untilNoneRuns(children);
  }

  private static DebuggerEvidence of(RunState run) {
    return Trial.evidence(run, DebuggerEvidence.class);
  }

  private RunState stop(RunState run, int number) {
    return trial.until(
        run.id(),
        state ->
            state.evidence() instanceof DebuggerEvidence now
                && now.state().equals("paused")
                && Objects.equals(now.stops(), number));
  }

  private static String value(DebuggerEvidence now, String name) {
    return now.variables().stream()
        .filter(seen -> seen.name().equals(name))
        .map(Seen::value)
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({"java,6", "python,4"})
  void what_stood_at_an_earlier_stop_is_shown_while_it_stands_and_after_its_end(
      String runtime, int line) {
    RunState run =
        trial.start("program", "average", "runtime", runtime, "breakpoint", String.valueOf(line));
    stop(run, 1);
    trial.act(run.id(), "watch", "expression", "total");
    trial.until(run.id(), state -> !of(state).watches().isEmpty());
    trial.act(run.id(), "next");
    stop(run, 2);
    trial.act(run.id(), "continue");
    RunState third = stop(run, 3);
    DebuggerEvidence now = of(third);
    DebuggerEvidence first = of(third.at(1));
    assertEquals(1, first.past());
    assertEquals(line, first.line());
    assertEquals("breakpoint", first.reason());
    assertEquals("average", first.stack().get(first.frame()).function());
    assertTrue(value(first, "total").matches("0|0\\.0"), first.variables().toString());
    assertEquals(value(first, "total"), first.watches().get(0).value());
    assertEquals(value(of(third.at(2)), "total"), value(now, "total"));
    assertTrue(of(third.at(2)).variables().stream().anyMatch(Seen::changed));
    assertEquals("step", of(third.at(2)).reason());
    assertSame(third, third.at(3), "the last stop is now");
    assertSame(third, third.at(17), "and so is what has not been");
    assertEquals(List.of(1, 2, 3), now.timeline().marks().stream().map(m -> m.stop()).toList());

    trial.act(run.id(), "continue");
    RunState ended =
        trial.until(run.id(), s -> of(s).state().equals("ended") && of(s).output().size() == 1);
    assertEquals(value(now, "total"), value(of(ended.at(3)), "total"));
    assertEquals(List.of(), of(ended.at(3)).output(), "it had written nothing by then");
    trial.act(run.id(), "stop");
    RunState closed = trial.ended(run.id());
    assertEquals(value(first, "total"), value(of(closed.at(1)), "total"));
    RunState seenByGuests = closed.at(1).as(Role.GUEST.sight());
    assertEquals(1, seenByGuests.moment());
    assertEquals(value(first, "total"), value(of(seenByGuests), "total"));
  }

  @ParameterizedTest
  @CsvSource({"java,12", "python,6"})
  void the_output_of_a_stop_is_what_was_written_until_the_program_went_on(
      String runtime, int line) {
    RunState run =
        trial.start("program", "greet", "runtime", runtime, "breakpoint", String.valueOf(line));
    stop(run, 1);
    trial.act(run.id(), "next");
    stop(run, 2);
    trial.until(run.id(), state -> of(state).output().size() == 1);
    trial.act(run.id(), "input", "text", "Ada");
    RunState second = trial.until(run.id(), state -> of(state).output().size() == 2);
    assertEquals(List.of(), of(second.at(1)).output());
    trial.act(run.id(), "continue");
    RunState ended =
        trial.until(run.id(), s -> of(s).state().equals("ended") && of(s).output().size() == 3);
    assertEquals(List.of(), of(ended.at(1)).output());
    assertEquals(
        of(second).output(), of(ended.at(2)).output(), "with what was typed while it stood");
  }

  private static Moment moment(int number, String value, long written) {
    return new Moment(
        number,
        "step",
        "f",
        1,
        null,
        List.of(),
        null,
        null,
        List.of(new Seen("x", value, "int", "local", false)),
        null,
        List.of(),
        written);
  }

  @Test
  void the_oldest_stops_give_way_to_two_hundred_and_to_their_size() {
    Recording recording = new Recording();
    for (int stop = 1; stop <= 1_000; stop++) {
      recording.stands(moment(stop, "1", stop));
      recording.stands(moment(stop, "2", stop));
    }
    Timeline many = recording.timeline(1_000);
    assertEquals("801 1000", many.first() + " " + many.last());
    assertEquals("2", many.find(1_000).orElseThrow().variables().get(0).value());
    recording.clear();
    assertTrue(recording.timeline(0).isEmpty());
    for (int stop = 1; stop <= 20; stop++) {
      recording.stands(moment(stop, "x".repeat(100_000), 0));
    }
    assertEquals(17, recording.timeline(0).first());
  }

  @Test
  void an_answer_names_the_stops_and_not_what_stood_there() {
    Recording recording = new Recording();
    recording.stands(moment(1, "secret", 0));
    assertEquals(
        "[{\"stop\":1,\"reason\":\"step\",\"function\":\"f\",\"line\":1}]",
        Json.write(recording.timeline(0)));
  }
}
