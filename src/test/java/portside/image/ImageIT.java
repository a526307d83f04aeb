package portside.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.page.Json;
import portside.process.Executables;
import portside.testing.Campaign;
import portside.testing.PortsideProcess;

/** The zip for a computer without Java, unzipped below a folder with Korean letters and blanks. */
@Campaign
final class ImageIT {
  @TempDir static Path folder;

  private static Path portside;
  private static Path tools;

  @BeforeAll
  static void unzip() throws IOException {
    Path zip = folder.resolve("portside.zip");
    MakeImage.make(Path.of("target", "portside.jar"), folder.resolve("work"), zip);
    Path home = Files.createDirectory(folder.resolve("내 문서 (수업)"));
    URI uri = URI.create("jar:" + zip.toUri());
    try (FileSystem file =
            FileSystems.newFileSystem(uri, Map.of("enablePosixFileAttributes", "true"));
        Stream<Path> walk = Files.walk(file.getPath("/portside"))) {
      for (Path each : walk.toList()) {
        Path to = home.resolve(each.toString().substring(1));
        if (Files.isDirectory(each)) {
          Files.createDirectories(to);
        } else {
          Files.copy(each, to);
          Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(each));
        }
      }
    }
    portside = home.resolve("portside").resolve("portside");
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String name : List.of("sh", "dirname", "readlink", "locale", "env")) {
      Path tool = Executables.find(name).orElseThrow();
      Files.createSymbolicLink(tools.resolve(name), tool);
    }
    assertFalse(Files.exists(tools.resolve("java")));
    assertTrue(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(portside)).startsWith("rwx"));
  }

  private static PortsideProcess start(String locale, String... arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                tools.resolve("env").toString(),
                "-i",
                "PATH=" + tools,
                "HOME=" + folder,
                "LANG=" + locale,
                "PORTSIDE_KEY=" + PortsideProcess.KEY,
                portside.toString()));
    line.addAll(List.of(arguments));
    return PortsideProcess.start(line, folder, Map.of());
  }

  @Test
  void its_own_java_has_a_compiler_and_a_debugger() throws Exception {
    for (String locale : List.of("C", "ko_KR.UTF-8")) {
      try (PortsideProcess doctor = start(locale, "doctor", "--json")) {
        doctor.awaitEnd();
        JsonNode found = Json.read(String.join("\n", doctor.out()));
        for (JsonNode each : found) {
          if (List.of("java", "compiler", "jdi").contains(each.get("what").asText())) {
            assertEquals("fine", each.get("level").asText(), each.toString());
          }
        }
        assertTrue(found.get(0).get("home").asText().contains("내 문서"), found.get(0).toString());
      }
    }
  }

  @Test
  void the_site_starts_and_runs_a_lessons_program_under_its_debugger() {
    try (PortsideProcess site = start("C", "--port", "0", "--no-open")) {
      site.awaitStart();
      assertEquals(200, site.get("/ko/debugger").statusCode());
      String run =
          site.post(
                  "/experiments/debugger",
                  "{\"program\":\"average\",\"runtime\":\"java\",\"mode\":\"debug\",\"breakpoint\":5}")
              .body();
      assertTrue(run.contains("stopped-at-breakpoint"), run);
      site.signal("TERM");
      site.awaitEnd();
    }
  }
}
