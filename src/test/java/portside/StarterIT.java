package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portside.testing.PortsideProcess;

/** The starter that stands beside the jar, with whatever has become of the archive beside it. */
@DisabledOnOs(OS.WINDOWS)
final class StarterIT {
  private static final Path BUILT = Path.of("target");

  @TempDir Path temporary;

  private enum Archive {
    AS_BUILT,
    MISSING,
    NO_ARCHIVE,
    OF_ANOTHER_JAR
  }

  private Path unpacked(Archive archive) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("받은 파일"));
    for (String file : List.of("portside", "portside.jar", "portside.jsa")) {
      Files.copy(BUILT.resolve(file), folder.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Path kept = folder.resolve("portside.jsa");
    assertTrue(kept.toFile().setWritable(true));
    switch (archive) {
      case AS_BUILT -> {}
      case MISSING -> Files.delete(kept);
      case NO_ARCHIVE -> Files.writeString(kept, "no archive at all\n");
      case OF_ANOTHER_JAR ->
          Files.setLastModifiedTime(folder.resolve("portside.jar"), FileTime.fromMillis(0));
    }
    return folder;
  }

  @ParameterizedTest
  @EnumSource
  void it_serves_and_says_no_word_about_the_archive(Archive archive) throws IOException {
    Path starter = unpacked(archive).resolve("portside");
    List<String> line = List.of(starter.toString(), "--port=0", "--no-open", "--lang=en");
    try (PortsideProcess portside = PortsideProcess.start(line, temporary, Map.of()).awaitStart()) {
      assertEquals(200, portside.get("/en/wildcard").statusCode());
      portside.signal("TERM"); // the starter has become Java, so that it hears of it
      portside.awaitEnd();
      assertEquals(List.of(), portside.err());
      assertTrue(portside.out().stream().noneMatch(said -> said.contains("[warning]")));
    }
  }

  @Test
  void it_starts_with_the_archive_that_was_built() throws IOException {
    Path archive = BUILT.resolve("portside.jsa").toAbsolutePath();
    try (PortsideProcess portside =
        PortsideProcess.start(
                List.of(
                    BUILT.resolve("portside").toAbsolutePath().toString(), "--port=0", "--no-open"),
                temporary,
                Map.of("JAVA_HOME", System.getProperty("java.home")))
            .awaitStart()) {
      Path maps = Path.of("/proc/" + portside.handle().pid() + "/maps");
      if (Files.isReadable(maps)) {
        assertTrue(
            Files.readString(maps).contains(archive.toString()), "it is mapped into the process");
      }
    }
  }

  @Test
  void without_any_java_it_says_what_is_needed() throws IOException {
    Path folder = unpacked(Archive.MISSING);
    Path tools = Files.createDirectories(temporary.resolve("tools"));
    for (String tool : List.of("sh", "dirname")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin/" + tool).toRealPath());
    }
    try (PortsideProcess portside =
        PortsideProcess.start(
            List.of(folder.resolve("portside").toString()),
            temporary,
            Map.of("PATH", tools.toString(), "JAVA_HOME", ""))) {
      assertEquals(1, portside.awaitEnd());
      assertTrue(portside.said().contains("Java 17"), portside.said());
      assertFalse(portside.said().contains("not found"), portside.said());
    }
  }
}
