package portside.debug;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.Java;
import portside.testing.Patience;

/** A Portside that is killed while a program stands at a breakpoint leaves nothing behind. */
@EnabledOnOs(OS.LINUX)
class DeathWhilePausedTest {

  @ParameterizedTest
  @ValueSource(strings = {"java", "python"})
  void sigkill_while_paused_leaves_no_process(String runtime) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Java.line(PausedStandIn.class, runtime));
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
      Patience.until(() -> alive(pids) + " live on", () -> alive(pids).isEmpty());
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
