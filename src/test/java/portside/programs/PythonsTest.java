package portside.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portside.process.Children;
import portside.process.Executables;
import portside.testing.LessonPython;
import portside.testing.Patience;

/** The Pythons of this computer, each with the Flask that it has. */
class PythonsTest {
  private static final InetAddress HOST = ServerStart.HOST;

  /** Every Python here that has Flask; more than one where a version manager is installed. */
  private static Set<Path> pythons(Children children) throws Exception {
    Set<Path> all = new LinkedHashSet<>(Set.of(LessonPython.ensure()));
    Stream.of("python3", "python", "/usr/bin/python3")
        .flatMap(name -> Executables.find(name).stream())
        .forEach(all::add);
    Set<Path> found = new LinkedHashSet<>();
    for (Path python : all) {
      new Pythons(children, List.of(python.toString())).withFlask().ifPresent(found::add);
    }
    return found;
  }

  @Test
  void debug_mode_is_on_when_it_is_asked_for_whatever_the_version_of_flask() throws Exception {
    try (Children children = new Children()) {
      Set<Path> found = pythons(children);
      assertFalse(found.isEmpty());
      for (Path python : found) {
        for (boolean debug : new boolean[] {true, false}) {
          assertSays(children, python, debug);
        }
      }
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the slow Python is a shell script")
  void what_is_not_known_yet_is_not_waited_for(@TempDir Path folder) throws Exception {
    Path goOn = folder.resolve("go-on");
    Path slow = folder.resolve("python");
    Files.writeString(
        slow, "#!/bin/sh\nwhile [ ! -e '" + goOn + "' ]; do sleep 0.05; done\nexit 1\n");
    assertTrue(slow.toFile().setExecutable(true));
    try (Children children = new Children()) {
      Pythons pythons = new Pythons(children, List.of(slow.toString()));
      assertFalse(pythons.lack("flask"), "it has waited, or does not know what it says");
      Files.createFile(goOn);
      assertEquals(Optional.empty(), pythons.withFlask());
      assertTrue(pythons.lack("flask"));
    }
  }

  private static void assertSays(Children children, Path python, boolean debug) throws Exception {
    int port = ServerStart.freePort();
    List<String> said = new CopyOnWriteArrayList<>();
    try (Programs programs = FewPythons.programs(children, python.toString())) {
      Launch launch = programs.server(Programs.APP, ServerRuntime.FLASK, HOST, port, debug);
      try (DevServer server =
          DevServer.start(children, launch, HOST, port, (stream, text) -> said.add(text))) {
        assertTrue(server.awaitReady(Patience.LIMIT), launch.shown() + said);
      }
      assertTrue(
          said.stream().anyMatch(line -> line.contains("Debug mode: " + (debug ? "on" : "off"))),
          python + ": " + launch.shown() + said);
    }
  }
}
