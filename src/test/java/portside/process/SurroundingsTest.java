package portside.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a process may have of a user's environment. */
class SurroundingsTest {
  @Test
  void programs_get_what_a_system_needs_and_nothing_else() {
    Map<String, String> needed =
        Map.of(
            "PATH", "/usr/bin",
            "HOME", "/home/a",
            "LANG", "ko_KR.UTF-8",
            "LC_ALL", "C",
            "TZ", "Asia/Seoul",
            "TMPDIR", "/tmp");
    Map<String, String> all = new HashMap<>(StandIn.HOSTILE);
    all.putAll(Map.of("path", "/nowhere", "LC_", "x", "NLSPATH", "x", "LD_PRELOAD", "x.so"));
    all.putAll(needed);
    assertEquals(needed, Surroundings.of(all, false));
  }

  @Test
  void on_windows_names_have_no_case() {
    Map<String, String> needed =
        Map.of(
            "Path", "C:\\Windows",
            "SystemRoot", "C:\\Windows",
            "ComSpec", "C:\\Windows\\System32\\cmd.exe",
            "PATHEXT", ".EXE",
            "ProgramFiles(x86)", "C:\\Program Files (x86)",
            "APPDATA", "C:\\Users\\a\\AppData\\Roaming",
            "TEMP", "C:\\Temp");
    Map<String, String> all = new HashMap<>(StandIn.HOSTILE);
    all.putAll(Map.of("flask_debug", "1", "PSModulePath", "x", "PY_PYTHON", "2"));
    all.putAll(needed);
    assertEquals(needed, Surroundings.of(all, true));
  }
}
