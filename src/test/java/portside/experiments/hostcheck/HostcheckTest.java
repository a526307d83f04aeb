package portside.experiments.hostcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.testing.GivenBack;
import portside.testing.TestSite;

class HostcheckTest {
  private final Trial trial = new Trial(new Hostcheck());

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void without_the_check_the_server_answers_to_a_strangers_name() {
    RunState run = trial.run();
    assertEquals("answered", run.outcome(), run.toString());
    HostcheckEvidence found = evidence(run);
    assertEquals(200, found.status());
    assertEquals(200, found.ownStatus());
    assertNull(found.allowed());
    assertTrue(
        found
            .requestBytes()
            .startsWith("GET / HTTP/1.1\r\nHost: evil.example:" + found.port() + "\r\n"),
        found.requestBytes());
    assertTrue(found.responseBytes().startsWith("HTTP/1.1 200 OK\r\n"), found.responseBytes());
  }

  @Test
  void with_the_check_it_rejects_the_stranger_and_still_answers_to_its_own_name() {
    RunState run = trial.run("check", "on");
    assertEquals("rejected", run.outcome(), run.toString());
    HostcheckEvidence found = evidence(run);
    assertEquals(400, found.status());
    assertEquals(200, found.ownStatus());
    assertEquals(
        List.of("127.0.0.1:" + found.port(), "localhost:" + found.port()), found.allowed());
    assertTrue(found.responseBytes().startsWith("HTTP/1.1 400 Bad Request\r\n"));
    assertTrue(found.ownResponseBytes().endsWith("Hello, World!\n"), found.ownResponseBytes());
  }

  @Test
  void the_two_requests_differ_in_the_name_alone() {
    HostcheckEvidence found = evidence(trial.run("check", "on"));
    assertEquals(
        found.ownRequestBytes(),
        found.requestBytes().replace(found.foreignHost(), found.ownHost()));
  }

  @Test
  void a_status_that_the_server_does_not_send_is_no_outcome() {
    assertThrows(IOException.class, () -> Hostcheck.outcome(302));
  }

  @Test
  void the_port_is_given_back() {
    RunState run = trial.run();
    trial.ended(run.id());
    GivenBack.expect(Trial.address("127.0.0.1"), evidence(run).port());
  }

  @Test
  void the_last_step_of_the_story_is_what_was_measured() {
    for (String lang : List.of("ko", "en")) {
      String open = trial.view(trial.run(), Role.GUEST, lang);
      String checked = trial.view(trial.run("check", "on"), Role.GUEST, lang);
      assertEquals(4, open.split("<li>", -1).length - 1, open);
      assertFalse(lastStep(open).equals(lastStep(checked)), open);
    }
  }

  @Test
  void over_http_a_switch_may_be_a_json_boolean() {
    try (TestSite site = TestSite.start()) {
      String body = site.post("/experiments/hostcheck", "{\"check\":true}").body();
      assertTrue(body.contains("\"outcome\":\"rejected\""), body);
    }
  }

  private static String lastStep(String view) {
    String step = view.substring(view.lastIndexOf("<li>"));
    return step.substring(step.indexOf("<p>"));
  }

  private static HostcheckEvidence evidence(RunState run) {
    return Trial.evidence(run, HostcheckEvidence.class);
  }
}
