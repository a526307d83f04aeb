package portside.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.net.Binding;
import portside.net.IpAddresses;
import portside.net.Knock;
import portside.net.Knock.Answer;
import portside.page.Json;
import portside.testing.Java;
import portside.testing.LessonPython;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/** How long a reader waits for a card that starts a program of the lessons. */
final class ProgramsBench {
  private static final int TIMES = 9;
  private static final List<String> CARDS = List.of("reach", "server", "request", "noserver");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int BETWEEN_KNOCKS = 5; // milliseconds
  private static final String JAVA_FLOOR = "ms (floor: java with an archive of its classes)";

  private final Path python = LessonPython.ensure();

  @TempDir Path folder;
  @TempDir Path cache;

  @Test
  void from_the_click_to_the_answer() throws IOException, InterruptedException {
    try (PortsideProcess portside =
        PortsideProcess.start(
                PortsideProcess.starter("--port", "0", "--no-open", "--python", python.toString()),
                folder,
                Map.of("PORTSIDE_KEY", PortsideProcess.KEY, "XDG_CACHE_HOME", cache.toString()))
            .awaitStart()) {
      Row.budget("reach, Java, the very first", answered(portside, "reach", "java"), 350, "ms");
      Patience.until(() -> "no archive in " + cache, () -> archive().isPresent());
      TimeUnit.SECONDS.sleep(2); // what was started by the first is over
      for (String card : CARDS) {
        Taken taken = taken(portside, card, "java");
        double answer = Row.median(taken.answers());
        Row.budget(card + ", java: click to answer", answer, 350, "ms");
        Row.print("  beside the program alone", answer, Row.median(taken.floors()), JAVA_FLOOR);
        stop(card, taken);
      }
      for (String card : CARDS) {
        Taken taken = taken(portside, card, "flask");
        Row.print(
            card + ", flask: click to answer (goal: 1.1)",
            Row.median(taken.answers()),
            Row.median(taken.floors()),
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

  /**
   * How long the answers of one card took, the ends of its programs, and its program alone, in
   * milliseconds.
   */
  private record Taken(List<Double> answers, List<Double> stops, List<Double> floors) {
    Taken() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /** By turns, so that what else the computer does meets both. */
  private Taken taken(PortsideProcess portside, String card, String runtime)
      throws IOException, InterruptedException {
    Taken taken = new Taken();
    for (int i = 0; i <= TIMES; i++) {
      double floor = alone(card, runtime);
      Taken one = new Taken();
      take(portside, card, runtime, one);
      if (i > 0) { // the first time reads the files
        taken.floors().add(floor);
        taken.answers().addAll(one.answers());
        taken.stops().addAll(one.stops());
      }
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

  /** From the start of the card's program, as the card starts it, until it has answered. */
  private double alone(String card, String runtime) throws IOException, InterruptedException {
    boolean hello = card.equals("request") || card.equals("noserver");
    String lesson = hello ? "flask" : "wildcard";
    int port = Binding.portForAProgram(IpAddresses.LOOPBACK).orElseThrow();
    List<String> line =
        runtime.equals("java")
            ? java(lesson, hello ? "Hello" : "App", port)
            : flask(lesson, hello ? "hello" : "app", port);
    long start = System.nanoTime();
    Process program =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      while (Knock.at(IpAddresses.LOOPBACK, port, "/", PATIENCE).answer() != Answer.ANSWERED) {
        if (program.waitFor(BETWEEN_KNOCKS, TimeUnit.MILLISECONDS)) {
          throw new AssertionError(line);
        }
      }
      return (System.nanoTime() - start) / 1e6;
    } finally {
      program.destroy();
      Patience.untilEnded(program);
    }
  }

  private List<String> java(String lesson, String main, int port) {
    Path jar = Path.of("target", "portside.jar").toAbsolutePath();
    Path classes = Path.of("target", "classes", "content", lesson, "classes").toAbsolutePath();
    return List.of(
        Java.here().toString(),
        "-Djava.net.preferIPv4Stack=true",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-Dorg.eclipse.jetty.util.referencesPerCacheLine=16",
        "-Xshare:auto",
        "-XX:SharedArchiveFile=" + archive().orElseThrow(),
        "-Xlog:disable",
        "-cp",
        jar + File.pathSeparator + classes,
        main,
        "127.0.0.1",
        "" + port);
  }

  private List<String> flask(String lesson, String app, int port) throws IOException {
    Path program = folder.resolve(app + ".py");
    if (!Files.exists(program)) {
      Files.copy(Path.of("content", lesson, app + ".py"), program);
    }
    return List.of(
        python.toString(), "-m", "flask", "--app", app, "run", "--port", Integer.toString(port));
  }

  private Optional<Path> archive() {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).findFirst();
    } catch (IOException | UncheckedIOException notNow) {
      return Optional.empty();
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
