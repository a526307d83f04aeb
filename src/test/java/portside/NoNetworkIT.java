package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.PortsideProcess;

/** With nothing but the loopback interface, as with the cable out and the Wi-Fi off. */
final class NoNetworkIT {
  @TempDir Path folder;

  private static void needsNamespaces() {
    try {
      int code = new ProcessBuilder("unshare", "-n", "true").start().waitFor();
      assumeTrue(code == 0, "this user may make no network namespace");
    } catch (IOException | InterruptedException e) {
      assumeTrue(false, "there is no unshare here");
    }
  }

  /** A command in a network of its own that has loopback alone. */
  private PortsideProcess alone(String script) {
    List<String> line =
        new ArrayList<>(
            List.of("unshare", "-n", "sh", "-c", "ip link set lo up && " + script, "sh"));
    line.addAll(PortsideProcess.jar());
    return PortsideProcess.start(
        line, folder, Map.of("PORTSIDE_KEY", PortsideProcess.KEY, "LANG", "C.UTF-8"));
  }

  @Test
  void the_pages_for_one_person_are_all_there() {
    needsNamespaces();
    String pages =
        "\"$@\" --port 7070 --no-open & "
            + "for i in $(seq 1200); do curl -s -o /dev/null 127.0.0.1:7070/health && break;"
            + " sleep 0.1; done; "
            + "for p in ko/ en/ports ko/glossary 'ko/search?q=port' ko/clinic ko/found; do"
            + " curl -s -o /dev/null -w \"$p %{http_code}\\n\""
            + " -H \"Authorization: Bearer $PORTSIDE_KEY\" \"127.0.0.1:7070/$p\"; done; "
            + "kill $!";
    try (PortsideProcess site = alone(pages)) {
      site.awaitEnd();
      assertEquals(6, site.out().stream().filter(l -> l.endsWith(" 200")).count(), site.said());
    }
  }

  @Test
  void the_terminal_runs_experiments_and_says_what_is_lacking() {
    needsNamespaces();
    try (PortsideProcess run = alone("\"$@\" run conflict --expect second-fails --lang en")) {
      assertEquals(0, run.awaitEnd(), run.said());
    }
    try (PortsideProcess doctor = alone("\"$@\" doctor --lang en")) {
      doctor.awaitEnd();
      assertTrue(String.join(" ", doctor.out()).contains("no network"), doctor.said());
    }
  }
}
