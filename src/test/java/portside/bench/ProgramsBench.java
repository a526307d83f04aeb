package portside.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.page.Json;
import portside.testing.LessonPython;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/** How long a reader waits for a card that starts a program of the lessons. */
final class ProgramsBench {
  private static final int TIMES = 9;
  private static final List<String> CARDS = List.of("reach", "server", "request", "noserver");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;
  @TempDir Path cache;

  @Test
  void from_the_click_to_the_answer() throws IOException, InterruptedException {
    Path python = LessonPython.ensure();
    try (PortsideProcess portside =
        PortsideProcess.start(
                PortsideProcess.jar("--port", "0", "--no-open", "--python", python.toString()),
                folder,
                Map.of("PORTSIDE_KEY", PortsideProcess.KEY, "XDG_CACHE_HOME", cache.toString()))
            .awaitStart()) {
      Row.budget("reach, Java, the very first", answered(portside, "reach", "java"), 350, "ms");
      Patience.until(() -> "no archive in " + cache, () -> archives() > 0);
      TimeUnit.SECONDS.sleep(2); // what was started by the first is over
      for (String card : CARDS) {
        Taken taken = taken(portside, card, "java");
        double answer = Row.median(taken.answers());
        Row.budget(card + ", java: click to answer", answer, 350, "ms");
        stop(card, taken);
      }
      for (String card : CARDS) {
        List<Double> floors = new ArrayList<>();
        Taken taken = new Taken(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i <= TIMES; i++) {
          double floor = flask(python, card);
          Taken one = new Taken(new ArrayList<>(), new ArrayList<>());
          take(portside, card, "flask", one);
          if (i > 0) { // the first time reads the files
            floors.add(floor);
            taken.answers().addAll(one.answers());
            taken.stops().addAll(one.stops());
          }
        }
        Row.print(
            card + ", flask: click to answer (goal: 1.1)",
            Row.median(taken.answers()),
            Row.median(floors),
            "ms (floor: python -m flask)");
        stop(card, taken);
      }
    }
  }

  private static void stop(String card, Taken taken) {
    if (card.equals("server")) {
      Row.budget("  its stop", Row.median(taken.stops()), 100, "ms");
    }
  }

  /** How long the answers of one card took, and the ends of its programs, in milliseconds. */
  private record Taken(List<Double> answers, List<Double> stops) {}

  private static Taken taken(PortsideProcess portside, String card, String runtime)
      throws IOException {
    Taken taken = new Taken(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < TIMES; i++) {
      take(portside, card, runtime, taken);
    }
    return taken;
  }

  private static void take(PortsideProcess portside, String card, String runtime, Taken taken)
      throws IOException {
    long start = System.nanoTime();
    JsonNode run = Json.read(post(portside, card, runtime));
    taken.answers().add((System.nanoTime() - start) / 1e6);
    String url = "/runs/" + run.path("run").asText();
    start = System.nanoTime();
    portside.post(url + "/stop", "{}");
    Patience.until(() -> card + " lives", () -> !alive(portside, url));
    taken.stops().add((System.nanoTime() - start) / 1e6);
  }

  /** From the start of Flask's own command with the card's program until it has answered. */
  private double flask(Path python, String card) throws IOException, InterruptedException {
    boolean hello = card.equals("request") || card.equals("noserver");
    String file = hello ? "hello.py" : "app.py";
    Path program = folder.resolve(file);
    if (!Files.exists(program)) {
      Files.copy(Path.of("content", hello ? "flask" : "wildcard", file), program);
    }
    int port = Binding.nextFreePort(IpAddresses.LOOPBACK, 20_000, Protocol.TCP).orElseThrow();
    long start = System.nanoTime();
    Process flask =
        new ProcessBuilder(
                python.toString(),
                "-m",
                "flask",
                "--app",
                file.replace(".py", ""),
                "run",
                "--port",
                "" + port)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      BufferedReader said = flask.inputReader();
      String line = said.readLine();
      while (line != null && !line.contains("Running on")) {
        line = said.readLine();
      }
      int status =
          CLIENT
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build(),
                  BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new AssertionError(status);
      }
      return (System.nanoTime() - start) / 1e6;
    } finally {
      flask.destroy();
      Patience.untilEnded(flask);
    }
  }

  private long archives() {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).count();
    } catch (IOException notNow) {
      return 0;
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
}
