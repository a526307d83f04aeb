package portside.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.PortsideProcess.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import portside.page.Json;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/**
 * A campaign, not a test of the suite: {@code mvn verify -Pchaos}. Portside as its users start it
 * meets ten minutes of what can go wrong, in an order that a seed decides; afterwards it is as it
 * was. {@code -Dportside.seconds=60} makes it short, {@code -Dportside.seed=N} repeats one.
 */
final class PortsideChaos {
  private static final long SECONDS = Long.getLong("portside.seconds", 600);
  private static final long SEED = Long.getLong("portside.seed", System.nanoTime());

  /** What may come and go while nothing is wrong: a pool's threads, a connection about to close. */
  private static final int SLACK = 24;

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private PortsideProcess portside;
  private JsonNode experiments;
  private final List<String> done = new ArrayList<>();
  private final List<String> begun = new ArrayList<>();

  /** What a Portside that nobody uses takes, and what it shows. */
  private record Still(
      long threads, long descriptors, List<String> files, Map<String, String> pages) {}

  @BeforeEach
  void start() throws IOException {
    System.out.println("Chaos for " + SECONDS + " s, repeat it with -Dportside.seed=" + SEED);
    Files.createDirectory(temporary());
    portside = serve("0");
    experiments = json(portside.get("/experiments").body());
  }

  @AfterEach
  void stop() {
    portside.close();
  }

  private Path temporary() {
    return folder.resolve("temporary");
  }

  private PortsideProcess serve(String port) {
    List<String> line =
        new ArrayList<>(PortsideProcess.jar("--port", port, "--no-open", "--lang", "en"));
    line.add(1, "-Djava.io.tmpdir=" + temporary());
    return PortsideProcess.start(
            line, folder, Map.of("PORTSIDE_KEY", KEY, "TMPDIR", temporary().toString()))
        .awaitStart();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS) // the suite's own limit is shorter than the campaign
  void portside_is_afterwards_as_it_was() {
    settle();
    Still before = still();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      disturb();
    }
    settle();
    Still after = still();
    assertEquals(before.pages(), after.pages(), this::told);
    assertEquals(before.files(), after.files(), this::told);
    assertTrue(after.threads() <= before.threads() + SLACK, after + "\n" + told());
    assertTrue(after.descriptors() <= before.descriptors() + SLACK, after + "\n" + told());
    List<String> traces = portside.err().stream().filter(line -> line.startsWith("\tat ")).toList();
    assertEquals(List.of(), traces, () -> portside.said() + told());
    int port = portside.port();
    portside.signal("TERM");
    portside.awaitEnd();
    Patience.until(() -> "left: " + ours(), () -> ours().isEmpty());
    assertEquals(List.of(), files(), this::told);
    // The port is free again for whoever comes next.
    portside = serve(String.valueOf(port));
    assertEquals(port, portside.port());
  }

  private String told() {
    return "seed " + SEED + ": " + String.join(", ", done);
  }

  private void disturb() {
    int what = random.nextInt(100);
    if (what < 40) {
      runAndStop();
    } else if (what < 55) {
      run();
    } else if (what < 75) {
      guest();
    } else if (what < 85) {
      kill(random.nextBoolean() ? "KILL" : "TERM");
    } else if (what < 90) {
      freeze();
    } else if (what < 94) {
      noPlace();
    } else if (what < 98) {
      hangUp();
    } else {
      killPortside();
    }
  }

  private JsonNode any() {
    return experiments.get(random.nextInt(experiments.size()));
  }

  /** Parameters that the experiment allows, most of them the defaults. */
  private String parameters(JsonNode experiment) {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (JsonNode parameter : experiment.path("parameters")) {
      JsonNode choices = parameter.path("choices");
      if (choices.size() > 0 && random.nextInt(3) == 0) {
        chosen.put(
            parameter.path("name").asText(), choices.get(random.nextInt(choices.size())).asText());
      } else if (parameter.path("name").asText().equals("port")) {
        chosen.put("port", "0");
      }
    }
    return Json.write(chosen);
  }

  private String begin() {
    JsonNode experiment = any();
    String name = experiment.path("name").asText();
    String parameters = parameters(experiment);
    done.add(name + parameters);
    String answer =
        portside.post("/experiments/" + name, parameters, "Prefer", "respond-async").body();
    String run = json(answer).path("run").asText();
    if (!run.isEmpty()) {
      begun.add(run);
    }
    return run;
  }

  private void runAndStop() {
    String run = begin();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1_500)));
    if (!run.isEmpty()) {
      portside.post("/runs/" + run + "/stop", "{}");
    }
  }

  private void run() {
    begin();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
  }

  private void guest() {
    String[] paths = {
      "/ko/wildcard",
      "/en/ports",
      "/whoami",
      "/experiments/probe?a=%",
      "/en/nothing",
      "/%uff0e",
      "/experiments/debugger",
      "/content/flask.zip",
      "/ko/debugger/present"
    };
    String path = paths[random.nextInt(paths.length)];
    done.add("guest " + path);
    raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", true);
    portside.send(
        portside
            .request("/experiments/" + any().path("name").asText())
            .header("Origin", "http://127.0.0.1:" + portside.port())
            .POST(BodyPublishers.ofString("port=0")));
  }

  /** A caller that leaves in the middle of a word. */
  private void hangUp() {
    done.add("hang up");
    raw(
        "POST /experiments/probe HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\nab",
        false);
    raw("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnec", false);
  }

  private void raw(String request, boolean answer) {
    try (Socket socket = new Socket("127.0.0.1", portside.port())) {
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      if (answer) {
        assertTrue(socket.getInputStream().read() == 'H', told());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(told(), e);
    }
  }

  private void kill(String signal) {
    List<ProcessHandle> children = portside.handle().descendants().toList();
    if (!children.isEmpty()) {
      ProcessHandle one = children.get(random.nextInt(children.size()));
      done.add(signal + " " + one.info().command().orElse("?"));
      if (signal.equals("KILL")) {
        one.destroyForcibly();
      } else {
        one.destroy();
      }
    }
  }

  private void freeze() {
    List<ProcessHandle> children = portside.handle().descendants().toList();
    if (!children.isEmpty()) {
      ProcessHandle one = children.get(random.nextInt(children.size()));
      done.add("STOP and CONT");
      try {
        PortsideProcess.signal(one, "STOP");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
        PortsideProcess.signal(one, "CONT");
      } catch (AssertionError gone) {
        done.add("it was gone");
      }
    }
  }

  /** The temporary folder is away for a moment, as on a full or broken disk. */
  private void noPlace() {
    done.add("no temporary folder");
    Path away = folder.resolve("away");
    try {
      Files.move(temporary(), away);
      try {
        String run = begin();
        assertEquals(200, portside.get("/en/debugger").statusCode(), this::told);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500)));
        if (!run.isEmpty()) {
          portside.post("/runs/" + run + "/stop", "{}");
        }
      } finally {
        if (Files.exists(temporary())) {
          throw new AssertionError("made again by somebody; " + told());
        }
        Files.move(away, temporary());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void killPortside() {
    done.add("KILL Portside");
    int port = portside.port();
    portside.signal("KILL");
    portside.awaitEnd();
    Patience.until(() -> "left: " + ours() + " " + told(), () -> ours().isEmpty());
    portside = serve(String.valueOf(port));
  }

  /** Ends every run, and waits until nothing goes on. */
  private void settle() {
    // What it keeps for itself is there after the first run of a program; then only the keeper
    // lives.
    String first =
        json(portside.post("/experiments/server", "{\"port\":\"0\"}").body()).path("run").asText();
    begun.add(first);
    Patience.until(
        () -> "still " + ours() + " " + told(),
        () -> stopped() && portside.handle().descendants().count() <= 1);
  }

  /** Stops what has been begun and goes on; a run that a killed Portside took along is unknown. */
  private boolean stopped() {
    begun.removeIf(
        run ->
            !json(portside.post("/runs/" + run + "/stop", "{}").body()).path("alive").asBoolean());
    return begun.isEmpty();
  }

  private Still still() {
    Map<String, String> pages = new LinkedHashMap<>();
    for (String lang : List.of("ko", "en")) {
      for (String lesson : List.of("", "debugger", "flask", "wildcard", "loopback", "ports")) {
        String page = portside.get("/" + lang + "/" + lesson).body();
        // Each start is told from the others by it, and one of them may have been killed.
        pages.put(lang + "/" + lesson, page.replaceFirst("data-start=\"[^\"]*\"", ""));
      }
    }
    Path process = Path.of("/proc", String.valueOf(portside.handle().pid()));
    return new Still(count(process.resolve("task")), count(process.resolve("fd")), files(), pages);
  }

  private List<String> files() {
    try (Stream<Path> files = Files.list(temporary())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("hsperfdata"))
          .map(name -> name.replaceAll("[0-9]+", "N"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long count(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every process that Portside started or is: they have its temporary folder in common. */
  private List<String> ours() {
    List<String> ours = new ArrayList<>();
    String mark = "TMPDIR=" + temporary();
    ProcessHandle.allProcesses()
        .forEach(
            process -> {
              try {
                Path at = Path.of("/proc", String.valueOf(process.pid()));
                String environment =
                    Files.readString(at.resolve("environ"), StandardCharsets.ISO_8859_1);
                if (environment.contains(mark) && process.isAlive()) {
                  ours.add(Files.readString(at.resolve("cmdline")).replace('\0', ' '));
                }
              } catch (IOException gone) {
                // it ended while we looked
              }
            });
    return ours;
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
