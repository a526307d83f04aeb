package portside.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.PortsideProcess.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.page.Json;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/** The Portside that all of it happens to, and by what it is compared with itself. */
final class Subject implements AutoCloseable {
  /** What may come and go while nothing is wrong: a pool's threads, a connection about to close. */
  private static final int SLACK = 24;

  private final Path folder;
  private final Disk disk;
  private final boolean lan;
  private final List<String> done = new ArrayList<>();
  private final List<String> begun = new ArrayList<>();
  private final JsonNode experiments;
  private PortsideProcess portside;
  private int classes;
  private @Nullable Still before;

  /** What a Portside that nobody uses takes, and what it shows. */
  private record Still(
      long threads, long descriptors, List<String> files, Map<String, String> pages) {}

  /**
   * @param folder its working directory
   * @param disk where it has its files
   * @param lan whether other devices can reach it
   */
  Subject(Path folder, Disk disk, boolean lan) {
    this.folder = folder;
    this.disk = disk;
    this.lan = lan;
    portside = serve("0");
    experiments = json(portside.get("/experiments").body());
  }

  private PortsideProcess serve(String port) {
    List<String> line =
        new ArrayList<>(PortsideProcess.jar("--port", port, "--no-open", "--lang", "en"));
    line.add(1, "-Djava.io.tmpdir=" + disk.temporary());
    line.addAll(List.of("--data", disk.data().toString()));
    if (lan) {
      line.add("--lan");
    }
    return PortsideProcess.start(
            line, folder, Map.of("PORTSIDE_KEY", KEY, "TMPDIR", disk.temporary().toString()))
        .awaitStart();
  }

  /** It as a process, and what can be asked of it. */
  PortsideProcess portside() {
    return portside;
  }

  /** Notes what is done to it, for whoever looks for the cause. */
  void note(String what) {
    done.add(what);
  }

  /** What was done to it. */
  String told() {
    return String.join(", ", done);
  }

  JsonNode any(Random random) {
    return experiments.get(random.nextInt(experiments.size()));
  }

  /**
   * Begins a run of any experiment.
   *
   * @return its id; empty where none has begun
   */
  String begin(Random random) {
    JsonNode experiment = any(random);
    String name = experiment.path("name").asText();
    String parameters = parameters(experiment, random);
    note(name + parameters);
    String answer =
        portside.post("/experiments/" + name, parameters, "Prefer", "respond-async").body();
    String run = json(answer).path("run").asText();
    if (!run.isEmpty()) {
      begun.add(run);
    }
    return run;
  }

  /** Parameters that the experiment allows, most of them the defaults. */
  private static String parameters(JsonNode experiment, Random random) {
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

  void stop(String run) {
    if (!run.isEmpty()) {
      portside.post("/runs/" + run + "/stop", "{}");
    }
  }

  /**
   * Opens a class and ends it.
   *
   * @return its title
   */
  String holdAClass() {
    String title = "class " + classes++;
    room("open", "title=" + title.replace(' ', '+'));
    room("end", "");
    return title;
  }

  /** What the host does in the room. */
  void room(String act, String form) {
    int status =
        portside
            .send(
                portside
                    .request("/room/" + act)
                    .header("Authorization", "Bearer " + KEY)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)))
            .statusCode();
    assertTrue(status < 500, () -> act + ": " + status + " " + told());
  }

  /** Whether a class that is held now is kept. */
  private boolean keeps() {
    String title = holdAClass();
    return portside
        .send(portside.request("/room/classes").header("Authorization", "Bearer " + KEY))
        .body()
        .contains(title + "<");
  }

  void assertReadable() {
    assertEquals(200, portside.get("/en/debugger").statusCode(), this::told);
  }

  /** It shows the same pages, runs what is to be run and keeps what is to be kept. */
  void assertAsBefore() {
    // A page that was made while something was missing is shown for a second.
    Patience.until(() -> differences() + "\n" + told(), () -> pages().equals(before.pages()));
    JsonNode probed = json(portside.post("/experiments/probe", "{\"port\":\"0\"}").body());
    assertEquals("free", probed.path("outcome").asText(), () -> probed + " " + told());
    Patience.until(() -> "nothing is kept: " + told(), this::keeps);
  }

  /** Lets it come to rest, and takes it as it is now for how it should be. */
  void remember() {
    settle();
    before = still();
  }

  /** The lines of its pages that were not there before. */
  private String differences() {
    return pages().entrySet().stream()
        .flatMap(
            page -> {
              List<String> old = before.pages().get(page.getKey()).lines().toList();
              return page.getValue()
                  .lines()
                  .filter(line -> !old.contains(line))
                  .map(line -> page.getKey() + ": " + line);
            })
        .limit(10)
        .collect(Collectors.joining("\n"));
  }

  /** It has come to rest, and takes and shows what it did when it was remembered. */
  void assertRestsAsBefore() {
    settle();
    assertAsBefore();
    // Connections of which nobody hears any more are closed after a while.
    Still after = Patience.until(() -> takes() + told(), this::still, this::takesNoMore);
    assertEquals(before.files(), after.files(), this::told);
    List<String> traces = portside.err().stream().filter(line -> line.startsWith("\tat ")).toList();
    assertEquals(List.of(), traces, () -> portside.said() + told());
  }

  private boolean takesNoMore(Still after) {
    return after.threads() <= before.threads() + SLACK
        && after.descriptors() <= before.descriptors() + SLACK;
  }

  private String takes() {
    Still now = still();
    return now.threads()
        + " threads, "
        + now.descriptors()
        + " descriptors; before "
        + before.threads()
        + " and "
        + before.descriptors()
        + "\n";
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
    Path process = Path.of("/proc", String.valueOf(portside.handle().pid()));
    return new Still(
        count(process.resolve("task")), count(process.resolve("fd")), disk.files(), pages());
  }

  private Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    for (String lang : List.of("ko", "en")) {
      for (String lesson : List.of("", "debugger", "flask", "wildcard", "loopback", "ports")) {
        String page = portside.get("/" + lang + "/" + lesson).body();
        // Each start is told from the others by it, and one of them may have been killed.
        pages.put(lang + "/" + lesson, page.replaceFirst("data-start=\"[^\"]*\"", ""));
      }
    }
    return pages;
  }

  /** Kills it, and starts another one in its place. */
  void killAndServe() {
    int port = portside.port();
    portside.signal("KILL");
    portside.awaitEnd();
    assertNothingOfItLives();
    portside = serve(String.valueOf(port));
  }

  /** Ends it as Ctrl+C does: nothing of it is left, and its port is free for whoever comes next. */
  void assertEndsAsItShould() {
    int port = portside.port();
    portside.signal("TERM");
    portside.awaitEnd();
    assertNothingOfItLives();
    assertEquals(List.of(), disk.files(), this::told);
    portside = serve(String.valueOf(port));
    assertEquals(port, portside.port());
  }

  private void assertNothingOfItLives() {
    Patience.until(() -> "left: " + ours() + " " + told(), () -> ours().isEmpty());
  }

  /** Every process that Portside started or is: they have its temporary folder in common. */
  private List<String> ours() {
    List<String> ours = new ArrayList<>();
    String mark = "TMPDIR=" + disk.temporary();
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

  private static long count(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  @Override
  public void close() {
    portside.close();
  }
}
