package portside.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import portside.net.HostSystem;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.testing.Campaign;
import portside.testing.LessonPython;
import portside.testing.Patience;
import portside.testing.QuietPort;

/** The Pythons of this computer, each with the Flask that it has. */
class PythonsTest {
  private static final InetAddress HOST = ServerStart.HOST;
  private static final Pattern HINTS =
      Pattern.compile(".*(words_..\\.properties|/..\\.md|/clinic/.*\\.txt)");
  private static final Pattern INSTALL = Pattern.compile("\\S+ -m pip install");

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
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the Python is a shell script")
  void a_python_that_was_killed_while_it_was_looked_at_is_no_lack(@TempDir Path folder)
      throws Exception {
    Path once = folder.resolve("once");
    Path python = folder.resolve("python");
    // The first look at it is killed, as by somebody who clears up processes.
    Files.writeString(
        python, "#!/bin/sh\n[ -e " + once + " ] && exit 0\ntouch " + once + "\nkill -9 $$\n");
    assertTrue(python.toFile().setExecutable(true));
    try (Children children = new Children()) {
      Pythons pythons = new Pythons(children, List.of(python.toString()));
      assertFalse(pythons.lack("flask"), "nobody knows yet");
      Patience.until(() -> "it is looked at", () -> Files.exists(once));
      assertFalse(pythons.lack("flask"), "nobody knows now");
      assertEquals(Optional.of(python), pythons.with("flask"), "a run looks again");
    }
  }

  @Campaign
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

  @Test
  void a_server_in_python_asks_no_name_server_for_its_own_name() throws Exception {
    String server =
        """
        import http.server, socket
        def asked(*name): raise SystemExit(f"asked for {name}")
        socket.gethostbyaddr = asked
        for host in "127.0.0.1", "0.0.0.0":
            http.server.HTTPServer((host, 0), None).server_close()
        """;
    assertEquals(List.of("0"), says("-c", server));
  }

  @Test
  void a_python_of_portside_has_only_its_own_folders_and_the_users_packages() throws Exception {
    String look =
        """
        import os, site, sys
        others = [p for p in sys.path if not p.startswith(sys.prefix)]
        assert not [p for p in others if "portside-" in p], others
        assert site.ENABLE_USER_SITE is not None
        assert os.listdir() == ["sitecustomize.py"], os.listdir()
        try:
            import usercustomize
        except ImportError:
            print("none of the user's")
        """;
    assertEquals(List.of("none of the user's", "0"), says("-c", look));
  }

  @Test
  void the_pythons_own_module_of_that_name_still_comes(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("sitecustomize.py"), "print('the Python itself')\n");
    try (Children children = new Children()) {
      Pythons pythons = new Pythons(children, (Path) null);
      Command command = pythons.command(LessonPython.ensure(), "-c", "pass");
      String ours = command.environment().get("PYTHONPATH");
      Command both = command.with("PYTHONPATH", ours + File.pathSeparator + folder);
      assertEquals(List.of("the Python itself", "0"), says(children, both));
    }
  }

  private static List<String> says(String... arguments) throws Exception {
    try (Children children = new Children()) {
      Pythons pythons = new Pythons(children, (Path) null);
      return says(children, pythons.command(LessonPython.ensure(), arguments));
    }
  }

  /** What it prints, and its exit code. */
  private static List<String> says(Children children, Command command) throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    try (Child child = children.start(command, (stream, text) -> said.add(text))) {
      said.add("" + child.awaitExit(Patience.LIMIT).orElseThrow().code());
    }
    return said;
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the Pythons are shell scripts")
  void a_virtual_environment_beside_the_start_comes_before_the_systems(@TempDir Path here)
      throws Exception {
    Path own = here.resolve(".venv").resolve("bin").resolve("python");
    Files.createDirectories(own.getParent());
    Files.writeString(own, "#!/bin/sh\nexit 0\n");
    assertTrue(own.toFile().setExecutable(true));
    try (Children children = new Children()) {
      List<String> names = Pythons.candidates(null, here, HostSystem.LINUX);
      assertEquals(Optional.of(own), new Pythons(children, names).withFlask());
      Path chosen = LessonPython.ensure();
      names = Pythons.candidates(chosen, here, HostSystem.LINUX);
      assertEquals(Optional.of(chosen), new Pythons(children, names).withFlask(), "--python");
    }
  }

  @Test
  void on_windows_a_virtual_environment_has_its_python_among_the_scripts(@TempDir Path here) {
    Path own = here.resolve(".venv").resolve("Scripts").resolve("python.exe");
    assertEquals(own.toString(), Pythons.candidates(null, here, HostSystem.WINDOWS).get(0));
  }

  private static void assertSays(Children children, Path python, boolean debug) throws Exception {
    int port = QuietPort.next();
    List<String> said = new CopyOnWriteArrayList<>();
    try (Programs programs = FewPythons.programs(children, python.toString())) {
      Launch launch = programs.server(Program.of(Programs.APP, Language.PYTHON), HOST, port, debug);
      try (DevServer server =
          DevServer.start(children, launch, HOST, port, (stream, text) -> said.add(text))) {
        assertTrue(server.awaitReady(Patience.LIMIT), launch.shown() + said);
      }
      Patience.until(
          () -> python + ": " + launch.shown() + said,
          () ->
              said.stream()
                  .anyMatch(line -> line.contains("Debug mode: " + (debug ? "on" : "off"))));
    }
  }

  /** A system's own Python refuses: {@code externally-managed-environment} (PEP 668). */
  @Test
  void whoever_says_install_names_the_python_of_a_virtual_environment() throws IOException {
    List<String> said = new ArrayList<>();
    for (String folder : List.of("src/main/java/portside", "content")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(each -> HINTS.matcher(each.toString()).matches()).toList()) {
          for (String line : Files.readAllLines(file)) {
            Matcher hint = INSTALL.matcher(line);
            while (hint.find()) {
              said.add(file + ": " + hint.group());
            }
          }
        }
      }
    }
    assertTrue(said.size() > 20, said.toString());
    assertEquals(List.of(), said.stream().filter(each -> !each.contains(".venv")).toList());
  }
}
