package portside.experiments.leftover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portside.experiments.leftover.LeftoverParameters.Variant;
import portside.net.HostSystem;

class HintTest {
  private static Stream<String> commands(HostSystem system) {
    return Arrays.stream(Variant.values())
        .flatMap(variant -> Hint.of(variant, 8080, system).stream())
        .flatMap(hint -> hint.commands().stream())
        .distinct();
  }

  @ParameterizedTest
  @EnumSource(HostSystem.class)
  void a_number_stands_where_the_pid_goes(HostSystem system) {
    assertEquals(
        List.of(), commands(system).filter(c -> c.matches(".*(?<!/|,|-o )\\bPID\\b.*")).toList());
  }

  @ParameterizedTest
  @EnumSource(value = HostSystem.class, names = "WINDOWS")
  void on_windows_the_children_end_too_and_an_empty_port_is_no_error(HostSystem windows) {
    assertTrue(commands(windows).toList().contains("taskkill /PID 12345 /T /F"));
    assertTrue(commands(windows).anyMatch(c -> c.contains("-ErrorAction SilentlyContinue")));
    assertTrue(commands(windows).anyMatch(c -> c.startsWith("netstat -ano")), "cmd beside it");
    assertTrue(commands(windows).noneMatch(c -> c.contains("lsof") || c.startsWith("kill")));
  }
}
