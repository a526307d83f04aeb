package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.PortsideProcess.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.page.Json;
import portside.page.Words;
import portside.testing.Campaign;
import portside.testing.Java;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/** The lessons' programs as the finished jar brings them: in other Javas, and without a place. */
final class ProgramsIT {
  private static final List<String> LESSONS =
      List.of("debugger", "flask", "wildcard", "loopback", "ports");

  @TempDir Path folder;
  @TempDir Path elsewhere;
  private final List<PortsideProcess> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(PortsideProcess::close);
  }

  private PortsideProcess serve(Path java, List<String> options, String... more) {
    List<String> line = new ArrayList<>(List.of(java.toString()));
    line.addAll(options);
    List<String> jar = PortsideProcess.jar("--port", "0", "--no-open", "--lang", "en");
    line.addAll(jar.subList(1, jar.size()));
    line.addAll(List.of(more));
    PortsideProcess portside =
        PortsideProcess.start(
            line,
            folder,
            Map.of("PORTSIDE_KEY", KEY, "XDG_CACHE_HOME", elsewhere.resolve("cache").toString()));
    started.add(portside);
    return portside.awaitStart();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.read(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static JsonNode run(PortsideProcess portside, String name) {
    // 8080, where it would begin, may be somebody else's.
    String given = name.equals("server") ? "{\"port\":0}" : "{}";
    JsonNode run = json(portside.post("/experiments/" + name, given));
    portside.post("/runs/" + run.path("run").asText() + "/stop", "{}");
    return run;
  }

  private static void assertOutcome(PortsideProcess portside, String name, String expected) {
    JsonNode run = run(portside, name);
    assertEquals(expected, run.path("outcome").asText(), run.toString());
  }

  private static String words(String experiment, String key) {
    return Words.of("experiments/" + experiment, "en").get(key);
  }

  @Campaign
  @Test
  void a_java_without_a_compiler_runs_the_course_and_says_that_a_debugger_takes_a_jdk()
      throws Exception {
    PortsideProcess portside = serve(Java.withoutCompiler(), List.of());
    assertOutcome(portside, "server", "listening");
    assertOutcome(portside, "reach", "answered");
    assertOutcome(portside, "request", "200");
    assertOutcome(portside, "noserver", "answered-without-port");
    JsonNode debugger = run(portside, "debugger");
    assertEquals("missing-runtime", debugger.path("outcome").asText(), debugger.toString());
    assertTrue(
        portside.get("/experiments/debugger").body().contains(words("debugger", "missing.jdk")),
        "the page says what is missing");
    JsonNode plainly = json(portside.post("/experiments/debugger", "{\"mode\":\"run\"}"));
    assertEquals("ran-to-the-end", plainly.path("outcome").asText(), plainly.toString());
    assertEquals(List.of(), portside.err());
  }

  @Test
  void another_course_takes_a_compiler_and_without_one_the_page_says_so() throws Exception {
    Path course = elsewhere.resolve("course");
    copy(Path.of("content"), course);
    PortsideProcess with = serve(Java.here(), List.of(), "--content", course.toString());
    assertOutcome(with, "server", "listening");
    PortsideProcess without =
        serve(Java.withoutCompiler(), List.of(), "--content", course.toString());
    JsonNode server = run(without, "server");
    assertEquals("missing-runtime", server.path("outcome").asText(), server.toString());
    assertTrue(
        without
            .get("/experiments/server")
            .body()
            .contains(words("server", "missing.java-compiler")));
    assertEquals(List.of(), without.err());
  }

  @Test
  void without_a_temporary_folder_every_page_is_readable_and_says_what_is_missing() {
    Path gone = elsewhere.resolve("gone");
    PortsideProcess portside = serve(Java.here(), List.of("-Djava.io.tmpdir=" + gone));
    for (String lang : List.of("ko", "en")) {
      for (String lesson : LESSONS) {
        HttpResponse<String> page = portside.get("/" + lang + "/" + lesson);
        assertEquals(200, page.statusCode(), lesson);
      }
    }
    List<String> without = new ArrayList<>();
    String sentence =
        Words.of("page", "en").get("lack.no-place", Map.of("folder", gone.toString()));
    for (JsonNode experiment : json(portside.get("/experiments"))) {
      String name = experiment.path("name").asText();
      HttpResponse<String> page = portside.get("/experiments/" + name);
      assertEquals(200, page.statusCode(), name);
      if (page.body().replaceAll("<[^>]+>", "").contains(sentence)) {
        without.add(name);
        JsonNode run = run(portside, name);
        assertTrue(run.path("failure").isMissingNode(), run.toString());
        assertTrue(
            run.path("error").asText().equals("missing.no-place")
                || run.path("outcome").asText().equals("missing-runtime"),
            run.toString());
      }
    }
    assertFalse(run(portside, "probe").path("outcome").asText().isEmpty());
    assertTrue(
        without.containsAll(
            List.of("server", "reach", "debugger", "overhead", "request", "noserver")),
        without.toString());
    assertFalse(portside.said().contains("\tat "), portside.said());
  }

  @Campaign
  @Test
  void an_archive_of_classes_is_made_once_and_a_spoiled_one_does_no_harm() throws Exception {
    PortsideProcess first = serve(Java.here(), List.of());
    assertOutcome(first, "reach", "answered");
    Patience.until(() -> "there is no archive", () -> !archives().isEmpty());
    Path archive = archives().get(0);
    byte[] sound = Files.readAllBytes(archive);
    assertQuiet(first);
    archive.toFile().setWritable(true);
    for (byte[] spoiled : List.of(new byte[0], new byte[5_000], half(sound), "x".getBytes())) {
      Files.write(archive, spoiled);
      assertQuiet(first);
    }
    first.close();
    PortsideProcess second = serve(Java.here(), List.of());
    Files.write(archive, sound);
    assertQuiet(second);
    assertTrue(archives().contains(archive), "a sound one stays");
    assertEquals(List.of(), second.err());
  }

  private static byte[] half(byte[] all) {
    return java.util.Arrays.copyOf(all, all.length / 2);
  }

  /** A server of the lessons answers, and its console has the request's line and nothing else. */
  private static void assertQuiet(PortsideProcess portside) {
    JsonNode run = run(portside, "reach");
    assertEquals("answered", run.path("outcome").asText(), run.toString());
    for (JsonNode line : run.path("lines")) {
      assertTrue(
          line.path("stream").asText().equals("in") || line.path("text").asText().contains("GET /"),
          run.path("lines").toString());
    }
  }

  private List<Path> archives() {
    Path cache = elsewhere.resolve("cache");
    if (!Files.isDirectory(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }
}
