package portside.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.page.Json;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/** How long a reader waits for a card that starts a program of the lessons. */
final class ProgramsBench {
  private static final int TIMES = 9;
  private static final String BUDGET = "ms (budget)";
  private static final List<String> CARDS = List.of("reach", "server", "request", "noserver");

  @TempDir Path folder;
  @TempDir Path cache;

  @Test
  void from_the_click_to_the_answer() throws IOException, InterruptedException {
    try (PortsideProcess portside =
        PortsideProcess.start(
                PortsideProcess.jar("--port", "0", "--no-open"),
                folder,
                Map.of("PORTSIDE_KEY", PortsideProcess.KEY, "XDG_CACHE_HOME", cache.toString()))
            .awaitStart()) {
      Row.print("reach, Java, the very first", answered(portside, "reach", "java"), 350, BUDGET);
      Patience.until(() -> "no archive in " + cache, () -> archives() > 0);
      TimeUnit.SECONDS.sleep(2); // what was started by the first is over
      for (String card : CARDS) {
        cards(portside, card, "java", 350);
      }
      for (String card : CARDS) {
        cards(portside, card, "flask", 1_000);
      }
    }
  }

  private long archives() {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).count();
    } catch (IOException notNow) {
      return 0;
    }
  }

  private static void cards(PortsideProcess portside, String card, String runtime, double budget)
      throws IOException {
    List<Double> answers = new ArrayList<>();
    List<Double> stops = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      JsonNode run = Json.read(post(portside, card, runtime));
      answers.add((System.nanoTime() - start) / 1e6);
      String url = "/runs/" + run.path("run").asText();
      start = System.nanoTime();
      portside.post(url + "/stop", "{}");
      Patience.until(() -> card + " lives", () -> !alive(portside, url));
      stops.add((System.nanoTime() - start) / 1e6);
    }
    Row.print(card + ", " + runtime + ": click to answer", median(answers), budget, BUDGET);
    Row.print("  its fastest", answers.stream().min(Double::compare).orElseThrow(), budget, BUDGET);
    if (card.equals("server")) {
      Row.print("  its stop", median(stops), 100, BUDGET);
    }
  }

  private static double answered(PortsideProcess portside, String card, String runtime) {
    long start = System.nanoTime();
    post(portside, card, runtime);
    return (System.nanoTime() - start) / 1e6;
  }

  private static String post(PortsideProcess portside, String card, String runtime) {
    // 8080, where the server would begin, may be somebody else's.
    String more = card.equals("server") ? ",\"port\":0" : "";
    String run =
        portside
            .post("/experiments/" + card, "{\"runtime\":\"" + runtime + "\"" + more + "}")
            .body();
    if (!run.matches("(?s).*\"outcome\":\"(answered|listening|200|answered-without-port)\".*")) {
      throw new AssertionError(run);
    }
    return run;
  }

  private static boolean alive(PortsideProcess portside, String url) {
    try {
      return Json.read(
              portside
                  .send(
                      portside
                          .request(url)
                          .header("Authorization", "Bearer " + PortsideProcess.KEY)
                          .header("Accept", "application/json"))
                  .body())
          .path("alive")
          .asBoolean();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
