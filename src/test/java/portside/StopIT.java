package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.PortsideProcess.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.page.Json;
import portside.testing.Campaign;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/**
 * A run that is stopped at any moment leaves a Portside that does everything it did before. The
 * finished jar, because what breaks is what many share: the jar's own file.
 */
@Campaign
final class StopIT {
  /** Milliseconds from the answer to the start until the stop is sent. */
  private static final List<Integer> AFTER =
      List.of(0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000);

  /** How often each moment is tried; {@code -Dportside.stops=50} for a long night. */
  private static final int TIMES = Integer.getInteger("portside.stops", 1);

  @TempDir Path folder;

  private PortsideProcess serve() {
    return PortsideProcess.start(
            PortsideProcess.jar("--port", "0", "--no-open", "--lang", "en"),
            folder,
            Map.of("PORTSIDE_KEY", KEY))
        .awaitStart();
  }

  /** The first reading of the course is the one that a stop can hit: each time a new Portside. */
  @ParameterizedTest
  @ValueSource(strings = {"server", "request", "noserver", "debugger"})
  void the_first_run_of_all_may_be_stopped_while_it_reads_the_course(String name) throws Exception {
    List<Callable<Void>> all = new ArrayList<>();
    for (int millis : new int[] {20, 100, 300}) {
      all.add(
          () -> {
            try (PortsideProcess portside = serve()) {
              stopped(portside, name, millis);
              everythingWorks(portside);
            }
            return null;
          });
    }
    sideBySide(all);
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS) // for fifty times each; once takes half a minute
  void every_experiment_may_be_stopped_at_any_moment() throws Exception {
    try (PortsideProcess portside = serve()) {
      List<Callable<Void>> all = new ArrayList<>();
      for (JsonNode experiment : json(portside.get("/experiments"))) {
        all.add(
            () -> {
              stoppedAtEachMoment(portside, experiment.path("name").asText());
              return null;
            });
      }
      assertEquals(22, all.size());
      sideBySide(all);
      everythingWorks(portside);
      assertEquals(List.of(), portside.err(), "nothing of it is worth a word in the terminal");
    }
  }

  /** The moments of one shift those of the others. */
  private static void sideBySide(List<Callable<Void>> all) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Void> one : threads.invokeAll(all)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void stoppedAtEachMoment(PortsideProcess portside, String name) {
    for (int time = 0; time < TIMES; time++) {
      AFTER.forEach(millis -> stopped(portside, name, millis));
    }
  }

  /** Starts a run, stops it at that moment, and waits until nothing of it is left. */
  private static void stopped(PortsideProcess portside, String name, int millis) {
    JsonNode started = json(portside.post("/experiments/" + name, "{}", "Prefer", "respond-async"));
    assertTrue(started.has("run"), started.toString());
    String run = "/runs/" + started.path("run").asText();
    long end = System.nanoTime() + millis * 1_000_000L;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    HttpResponse<String> answer = portside.post(run + "/stop", "{}");
    // A run that has ended by itself has nothing left to stop.
    assertTrue(List.of(200, 202, 204, 409).contains(answer.statusCode()), answer.body());
    Patience.until(
        () -> name + " after " + millis + " ms: " + state(portside, run),
        () -> !state(portside, run).path("alive").asBoolean(true));
    JsonNode ended = state(portside, run);
    assertTrue(ended.path("failure").isMissingNode(), name + " after " + millis + ": " + ended);
  }

  private static JsonNode state(PortsideProcess portside, String run) {
    return json(
        portside.send(
            portside
                .request(run)
                .header("Authorization", "Bearer " + KEY)
                .header("Accept", "application/json")));
  }

  private static void everythingWorks(PortsideProcess portside) {
    JsonNode server = json(portside.post("/experiments/server", "{\"port\":0}"));
    assertEquals("listening", server.path("outcome").asText(), server.toString());
    portside.post("/runs/" + server.path("run").asText() + "/stop", "{}");
    assertOutcome(portside, "request", "200");
    assertOutcome(portside, "noserver", "answered-without-port");
    assertOutcome(portside, "reach", "answered");
    assertOutcome(portside, "debugger", "ran-to-the-end");
    for (String file :
        List.of(
            "/ko/wildcard",
            "/en/debugger",
            "/content/wildcard/App.java",
            "/content/flask.zip",
            "/content/debugger.zip")) {
      assertEquals(200, portside.get(file).statusCode(), file);
    }
  }

  private static void assertOutcome(PortsideProcess portside, String name, String expected) {
    JsonNode run = json(portside.post("/experiments/" + name, "{}"));
    assertEquals(expected, run.path("outcome").asText(), run.toString());
    portside.send(
        portside
            .request("/runs/" + run.path("run").asText() + "/stop")
            .header("Authorization", "Bearer " + KEY)
            .POST(BodyPublishers.noBody()));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.read(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }
}
