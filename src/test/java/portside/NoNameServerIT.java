package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static portside.testing.Patience.until;
import static portside.testing.PortsideProcess.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.page.Json;
import portside.testing.Devices;
import portside.testing.LessonPython;
import portside.testing.PortsideProcess;

/**
 * A computer whose name server hears every question and answers none. No question may come to it
 * from anything that Portside starts; each would also cost the reader ten seconds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoNameServerIT {
  private static final String SILENT =
      "import socket\n"
          + "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
          + "s.bind(('127.0.0.1', 53))\n"
          + "print('ready', flush=True)\n"
          + "while True: print('asked', s.recv(2000), flush=True)\n";

  @TempDir static Path folder;

  private Devices devices;
  private Path settings;
  private PortsideProcess server;
  private PortsideProcess portside;

  @BeforeAll
  void start() throws IOException {
    devices = Devices.make();
    // What stands here is the device's /etc (ip-netns(8)).
    settings = Path.of("/etc/netns", devices.laptop());
    Files.createDirectories(settings);
    Files.writeString(settings.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
    String python = LessonPython.ensure().toString();
    server = onLaptop(List.of(python, "-c", SILENT));
    until(() -> "a name server: " + server.said(), () -> server.out().contains("ready"));
    portside =
        onLaptop(
            PortsideProcess.classes(
                folder, "--port=0", "--no-open", "--lang=en", "--key=" + KEY, "--python", python));
    portside.awaitStart();
  }

  @AfterAll
  void end() throws IOException {
    for (PortsideProcess one : new PortsideProcess[] {portside, server}) {
      if (one != null) {
        one.close();
      }
    }
    if (settings != null) {
      Files.deleteIfExists(settings.resolve("resolv.conf"));
      Files.deleteIfExists(settings);
    }
    if (devices != null) {
      devices.close();
    }
  }

  private PortsideProcess onLaptop(List<String> program) {
    List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", devices.laptop()));
    line.addAll(program);
    return PortsideProcess.start(line, folder, Map.of());
  }

  private long asked() {
    return server.out().stream().filter(line -> line.startsWith("asked")).count();
  }

  @Test
  void a_question_would_be_heard() {
    long before = asked();
    devices.run(devices.laptop(), "timeout", "2", "getent", "hosts", "portside.test");
    until(() -> "asked", () -> asked() > before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "server   | {'runtime':'flask','port':0,'host':'192.168.77.10'}",
        "server   | {'runtime':'flask','port':0}",
        "server   | {'runtime':'java','port':0,'host':'192.168.77.10'}",
        "request  | {'runtime':'flask'}",
        "request  | {'runtime':'java'}",
        "noserver | {'runtime':'flask'}",
        "noserver | {'runtime':'java'}",
        "whichrun | {}",
        "reach    | {'runtime':'flask','bind':'192.168.77.10','from':'lan'}",
        "zero     | {'from':'curl'}",
        "debugger | {'program':'average','runtime':'python'}",
        "debugger | {'program':'average','runtime':'java'}",
        "overhead | {'runtime':'python','compare':'step'}",
      })
  void nobody_asks(String experiment, String parameters) {
    long before = asked();
    JsonNode run = json(send("/experiments/" + experiment, parameters.replace('\'', '"')));
    assertEquals(0, asked() - before, server.said());
    String outcome = run.path("outcome").asText();
    assertEquals(
        false, List.of("", "null", "missing", "did-not-start").contains(outcome), "" + run);
    send("/runs/" + run.path("run").asText() + "/stop", "{}");
  }

  /** From inside, where it listens. */
  private String send(String path, String json) {
    String url = "http://127.0.0.1:" + portside.port() + path;
    Devices.Ran ran =
        devices.run(
            devices.laptop(),
            "curl",
            "-q",
            "-s",
            "--max-time",
            "60",
            "-H",
            "Authorization: Bearer " + KEY,
            "-H",
            "Accept: application/json",
            "-H",
            "Content-Type: application/json",
            "-d",
            json,
            url);
    return ran.out();
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
