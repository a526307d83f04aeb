package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.access.Sight;
import portside.experiments.probe.Probe;
import portside.experiments.probe.ProbeEvidence;
import portside.experiments.probe.ProbeParameters;
import portside.net.IpAddresses;
import portside.net.PortZone;
import portside.net.Protocol;
import portside.net.ThisComputer;
import portside.page.Words;
import portside.process.Children;

/** A run at one moment: who sees what of it, and what is said of it. */
final class RunStateTest {
  private static final Registered<ProbeParameters, ProbeEvidence> PROBE =
      Registered.of(new Probe(new Children()));
  private static final InetAddress LOOPBACK = IpAddresses.parse("127.0.0.1").orElseThrow();

  private static ProbeEvidence evidence(@Nullable Integer port, long micros) {
    return new ProbeEvidence(
        port,
        port == null ? "Address already in use" : null,
        micros,
        null,
        PortZone.REGISTERED,
        false,
        true,
        List.of("java"),
        true,
        null,
        null);
  }

  private static RunState run(
      boolean alive,
      @Nullable String outcome,
      @Nullable Missing missing,
      @Nullable String failure,
      @Nullable ProbeEvidence evidence,
      List<String> changed) {
    return new RunState(
        "id",
        PROBE,
        new ProbeParameters(LOOPBACK, 8080, Protocol.TCP),
        Map.of("address", "127.0.0.1", "port", "8080", "protocol", "tcp"),
        Trial.host(),
        null,
        Instant.EPOCH,
        alive,
        outcome,
        missing,
        failure,
        evidence,
        1,
        List.of(new RunState.Line("out", "a line")),
        changed,
        1,
        Sight.HOST,
        null);
  }

  private static RunState free() {
    return run(false, "free", null, null, evidence(8080, 1_234), List.of());
  }

  @Test
  void a_guest_sees_neither_lines_nor_what_is_the_hosts() {
    RunState host = free();
    assertSame(host, host.as(Sight.HOST));
    RunState guest = host.as(Sight.GUEST);
    assertEquals(List.of(), guest.lines());
    assertEquals(Sight.GUEST, guest.sight());
    assertEquals(8080, ((ProbeEvidence) guest.evidence()).boundPort());
    assertEquals(List.of(), ((ProbeEvidence) guest.evidence()).owner());
    assertSame(guest, guest.as(Sight.GUEST));
    assertSame(guest, guest.as(Sight.HOST), "what was cut does not come back");
  }

  @Test
  void a_guest_hears_that_it_failed_and_not_of_what() {
    RunState failed = run(false, null, null, "/home/ada: no space left", null, List.of());
    assertEquals("", failed.as(Sight.GUEST).failure());
    assertNull(failed.as(Sight.GUEST).evidence());
    assertNull(free().as(Sight.GUEST).failure());
  }

  @Test
  void how_it_ended() {
    RunState runs = run(true, null, null, null, null, List.of());
    RunState lives = run(true, "free", null, null, null, List.of());
    RunState stopped = run(false, null, null, null, null, List.of());
    RunState lacked = run(false, null, new Missing("curl"), null, null, List.of());
    RunState failed = run(false, null, null, "why", null, List.of());
    List<RunState> all = List.of(runs, lives, stopped, lacked, failed, free());
    assertEquals(
        List.of(false, true, false, false, false, true),
        all.stream().map(RunState::settled).toList());
    assertEquals(
        List.of(false, false, true, false, false, false),
        all.stream().map(RunState::stopped).toList());
    assertEquals(
        List.of(false, true, true, true, true, true),
        all.stream().map(RunState::answered).toList());
  }

  @Test
  void its_sentence_says_what_was_chosen_as_the_form_says_it() {
    assertEquals(
        "Port 8080 (TCP) at 127.0.0.1 is free. The system gave it to us, and we gave it back at"
            + " once.",
        Summary.of(free(), "en"));
  }

  @Test
  void of_a_changed_program_its_sentence_says_so() {
    RunState changed =
        run(false, "free", null, null, evidence(8080, 1), List.of("flask/hello.py", "app.py"));
    String said = Summary.of(changed, "en");
    assertTrue(said.startsWith(Summary.of(free(), "en")), said);
    assertTrue(said.endsWith("(This is what the changed hello.py, app.py did.)"), said);
  }

  @Test
  void the_sentence_that_is_expected_needs_no_run() {
    Map<String, String> values = PROBE.complete(Map.of());
    assertEquals(
        Optional.of(
            "Port 8080 (TCP) at 127.0.0.1 is in use already. The system did not give it to us."),
        Summary.expected(PROBE, "in-use", values, "en"));
    assertEquals(Optional.empty(), Summary.expected(PROBE, "free", values, "en"), "needs a port");
    assertEquals(Optional.empty(), Summary.expected(PROBE, "nonsense", values, "en"));
  }

  private static View view(RunState run, String page) {
    return new View(run, PROBE.words("en"), Words.of("page", "en"), "en", Role.GUEST, page, "at");
  }

  @Test
  void a_time_is_shown_in_the_unit_that_goes_with_it() {
    View quick = view(run(false, "free", null, null, evidence(8080, 9_999), List.of()), "/");
    View slow = view(run(false, "free", null, null, evidence(8080, 10_000), List.of()), "/");
    assertEquals(List.of("9,999", "µs"), time(quick));
    assertEquals(List.of("10", "ms"), time(slow));
  }

  private static List<String> time(View view) {
    return view.rows().stream()
        .filter(row -> row.name().equals("elapsedMicros"))
        .flatMap(row -> List.of(row.value().toString(), row.unit()).stream())
        .toList();
  }

  @Test
  void of_many_rows_two_tell_most_and_the_systems_words_come_first() {
    List<View.Row> rows =
        List.of("commandLine", "a", "error", "b", "c").stream()
            .map(name -> new View.Row(name, name, name, ""))
            .toList();
    assertEquals(List.of("error", "a"), names(View.keyRows(rows, List.of())));
    assertEquals(List.of("error", "c"), names(View.keyRows(rows, List.of("c"))));
    assertEquals(List.of("error"), names(View.keyRows(rows, List.of("commandLine"))));
    assertEquals(
        List.of("b", "c"), names(View.keyRows(rows.subList(3, 5), List.of("c", "b", "a"))));
  }

  private static List<String> names(List<View.Row> rows) {
    return rows.stream().map(View.Row::name).toList();
  }

  @Test
  void an_experiments_own_page_is_its_alone() {
    assertTrue(view(free(), "/experiments/probe").alone());
    assertFalse(view(free(), "/experiments/silence").alone());
    assertFalse(view(free(), "/").host());
    assertTrue(view(free(), "/").all());
    assertFalse(view(free().as(Sight.GUEST), "/").all());
  }

  /** Says what it lacks, in one way or in the other. */
  private record Lacks(boolean asOutcome) implements Experiment<ProbeParameters, ProbeEvidence> {
    @Override
    public String name() {
      return "probe";
    }

    @Override
    public Class<ProbeParameters> parameters() {
      return ProbeParameters.class;
    }

    @Override
    public Class<ProbeEvidence> evidence() {
      return ProbeEvidence.class;
    }

    @Override
    public List<String> outcomes() {
      return asOutcome ? List.of("free", Missing.OUTCOME) : List.of("free");
    }

    @Override
    public Optional<Missing> missing(ProbeParameters parameters, ThisComputer here) {
      return Optional.of(new Missing("curl"));
    }

    @Override
    public void run(ProbeParameters parameters, Run<ProbeEvidence> run) {}
  }

  @Test
  void what_is_lacked_ends_a_run_unless_that_is_an_outcome_of_its_own() {
    ThisComputer here = ThisComputer.now();
    ProbeParameters asked = new ProbeParameters(LOOPBACK, 8080, Protocol.TCP);
    assertEquals(
        Optional.of(new Missing("curl")), Registered.of(new Lacks(false)).endsWithout(asked, here));
    assertEquals(Optional.empty(), Registered.of(new Lacks(true)).endsWithout(asked, here));
    assertEquals(
        Optional.of(new Missing("curl")),
        Registered.of(new Lacks(true)).missing(Map.of(), here),
        "the form says it all the same");
  }

  @Test
  void an_address_of_ipv6_needs_ipv6() {
    ThisComputer here = ThisComputer.now();
    ProbeParameters asked =
        new ProbeParameters(IpAddresses.parse("::1").orElseThrow(), 8080, Protocol.TCP);
    assertEquals(
        here.hasIpv6() ? Optional.empty() : Optional.of(new Missing("ipv6")),
        Registered.of(new Lacks(true)).endsWithout(asked, here));
  }
}
