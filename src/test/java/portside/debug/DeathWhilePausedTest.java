package portside.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Portside that is killed while a program stands at a breakpoint leaves nothing behind. */
@EnabledOnOs(OS.LINUX)
@Timeout(90)
class DeathWhilePausedTest {

  @ParameterizedTest
  @ValueSource(strings = {"java", "python"})
  void sigkill_while_paused_leaves_no_process(String runtime) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "portside.debug.PausedStandIn",
            runtime);
    builder.redirectErrorStream(true);
    Process portside = builder.start();
    List<Long> pids = new ArrayList<>();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = portside.inputReader()) {
      for (String line = lines.readLine();
          line != null && !line.equals("paused");
          line = lines.readLine()) {
        said.add(line);
        if (line.startsWith("pid ")) {
          pids.add(Long.valueOf(line.substring(4)));
        }
      }
      assertTrue(!pids.isEmpty(), said.toString());
      portside.destroyForcibly();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (!alive(pids).isEmpty() && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertEquals(List.of(), alive(pids));
    } finally {
      portside.destroyForcibly();
    }
  }

  private static List<Long> alive(List<Long> pids) {
    return pids.stream()
        .filter(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
        .toList();
  }
}
