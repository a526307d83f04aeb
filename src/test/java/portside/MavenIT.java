package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static portside.testing.PortsideProcess.KEY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portside.net.IpAddresses;
import portside.process.Executables;
import portside.testing.Campaign;
import portside.testing.GivenBack;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/**
 * {@code mvn} alone, as the README says, in a copy of the sources, so that it does not build where
 * the tests are being built.
 */
@DisabledOnOs(OS.WINDOWS)
final class MavenIT {
  @TempDir static Path tree;
  private PortsideProcess maven;

  private static void copy() throws IOException {
    for (String part : List.of("pom.xml", ".mvn", "content", "static", "src/main")) {
      try (Stream<Path> files = Files.walk(Path.of(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = tree.resolve(file);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  /** Compiling takes long on a busy machine; the tests themselves then find it done. */
  @BeforeAll
  static void compile() throws IOException {
    copy();
    try (PortsideProcess build =
        PortsideProcess.start(List.of(mvn(), "-q", "-B", "process-classes"), tree, Map.of())) {
      assertEquals(0, build.awaitEnd(Duration.ofMinutes(5)), build.said());
    }
  }

  private static String mvn() {
    return Executables.find("mvn").orElseThrow(() -> new AssertionError("no mvn")).toString();
  }

  @AfterEach
  void stop() {
    if (maven != null) {
      maven.close();
    }
  }

  @Test
  void maven_alone_serves_and_its_end_is_the_sites() {
    assertEndsWithMaven("TERM");
  }

  @Campaign
  @Test
  void when_maven_is_killed_it_ends_too() {
    assertEndsWithMaven("KILL");
  }

  private void assertEndsWithMaven(String signal) {
    String options = "--port 0 --no-open --lang en";
    maven =
        PortsideProcess.start(
            List.of(mvn(), "-q", "-B", "-Dportside.args=" + options),
            tree,
            Map.of("PORTSIDE_KEY", KEY));
    maven.awaitStart();
    assertEquals(200, maven.get("/ko/wildcard").statusCode());
    ProcessHandle site =
        maven
            .handle()
            .descendants()
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow();
    int port = maven.port();
    assertFalse(GivenBack.isFree(IpAddresses.LOOPBACK, port));
    assertEquals(List.of(), maven.err(), "neither Maven nor Java warns of anything");

    maven.signal(signal);
    maven.awaitEnd();
    Patience.until(() -> "the site lives on: " + site.info(), () -> !site.isAlive());
    GivenBack.expect(IpAddresses.LOOPBACK, port);
  }
}
