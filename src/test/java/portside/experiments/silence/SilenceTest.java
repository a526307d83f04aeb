package portside.experiments.silence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Role;
import portside.experiments.Digits;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.experiments.silence.SilenceEvidence.WaitedFor;
import portside.testing.GivenBack;
import portside.testing.TestSite;

class SilenceTest {
  private final Trial trial = new Trial(new Silence());

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void where_nobody_listens_the_connection_is_refused_at_once() {
    RunState run = trial.run("target", "nobody");
    assertEquals("refused", run.outcome(), run.toString());
    SilenceEvidence found = evidence(run);
    assertEquals(false, found.connected());
    assertNotNull(found.error());
    assertNull(found.sent());
    assertNull(found.answer());
    assertEquals(WaitedFor.CONNECTION, found.waitedFor());
    // At once compared with the patience; Windows tries for two seconds before it says so.
    assertTrue(found.elapsedMicros() < Silence.LIMIT_MILLIS * 1_000L / 2, found.toString());
  }

  @Test
  void a_server_answers() {
    RunState run = trial.run("target", "server");
    assertEquals("answered", run.outcome(), run.toString());
    SilenceEvidence found = evidence(run);
    assertEquals(true, found.connected());
    assertEquals("HTTP/1.1 200 OK", found.answer());
    assertEquals("GET / HTTP/1.1", found.sent());
    assertNull(found.error());
    assertTrue(found.connectMicros() <= found.elapsedMicros(), found.toString());
    long micros = found.elapsedMicros();
    String time =
        micros < 10_000
            ? Digits.grouped(micros) + " µs"
            : Digits.grouped(Math.round(micros / 1_000.0)) + " ms";
    String sentence = Trial.summary(run, "en", Role.GUEST);
    assertTrue(sentence.contains("within " + time + ":"), sentence + " " + micros);
  }

  @Test
  void a_stopped_server_is_connected_to_and_never_answers() {
    RunState run = trial.run("target", "stopped-server");
    assertEquals("no-answer", run.outcome(), run.toString());
    SilenceEvidence found = evidence(run);
    assertEquals(true, found.connected());
    assertEquals("GET / HTTP/1.1", found.sent());
    assertNull(found.answer());
    assertNull(found.error());
    assertEquals(WaitedFor.ANSWER, found.waitedFor());
    assertTrue(found.elapsedMicros() >= (Silence.LIMIT_MILLIS - 10) * 1_000L, found.toString());
    assertTrue(found.elapsedMicros() < Silence.LIMIT_MILLIS * 2_000L, found.toString());
  }

  @Test
  void while_it_waits_the_reader_sees_how_far_it_is_and_can_stop_it() throws Exception {
    RunState run = trial.start("target", "stopped-server");
    RunState waiting = trial.until(run.id(), state -> state.evidence() != null);
    assertNull(waiting.outcome());
    assertEquals(true, evidence(waiting).connected());
    trial.act(run.id(), "stop"); // before it has waited long enough
    assertTrue(trial.view(waiting, Role.HOST, "en").contains("waiting…"));
    assertNull(trial.ended(run.id()).outcome());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "server", "stopped-server"})
  void the_port_is_given_back(String target) {
    RunState run = trial.ended(trial.start("target", target).id());
    GivenBack.expect(Trial.address("127.0.0.1"), evidence(run).port());
  }

  @Test
  void the_view_tells_refusal_from_silence() {
    String refused = trial.view(trial.run("target", "nobody"), Role.GUEST, "en");
    String silent = trial.view(trial.run("target", "stopped-server"), Role.GUEST, "en");
    assertTrue(refused.contains(">RST<") && !refused.contains("SYN, ACK"), refused);
    assertTrue(silent.contains(">SYN, ACK<") && silent.contains("drawing-nothing"), silent);
    assertTrue(refused.contains("silence-no") && refused.contains(">refused<"), refused);
    assertTrue(silent.contains(">came about<") && silent.contains("listen queue"), silent);
    assertFalse(refused.contains("listen queue"), refused);
  }

  @Test
  void over_http_it_answers_with_outcome_and_evidence() {
    try (TestSite site = TestSite.start()) {
      String body = site.post("/experiments/silence", "{\"target\":\"nobody\"}").body();
      assertTrue(body.contains("\"outcome\":\"refused\"") && body.contains("elapsedMicros"), body);
    }
  }

  private static SilenceEvidence evidence(RunState run) {
    return Trial.evidence(run, SilenceEvidence.class);
  }
}
