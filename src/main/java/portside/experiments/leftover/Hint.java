package portside.experiments.leftover;

import java.util.ArrayList;
import java.util.List;
import portside.experiments.leftover.LeftoverParameters.Variant;
import portside.net.HostSystem;

/**
 * One step of help. They come in the order of the three ways of the lesson: another number; find
 * who listens, and end that; look for what runs in the background.
 *
 * @param key its words are {@code hint.<key>}
 * @param commands what to type; {@code 12345} stands for the number that was found
 */
public record Hint(String key, List<String> commands) {

  /** The steps for a variant on a system. Those of macOS and Windows were not run. */
  public static List<Hint> of(Variant variant, int port, HostSystem system) {
    boolean windows = system == HostSystem.WINDOWS;
    List<Hint> hints = new ArrayList<>();
    hints.add(new Hint("number", List.of()));
    hints.add(new Hint("find", find(port, system)));
    if (variant == Variant.RELOADER) {
      hints.add(
          new Hint(
              "pair",
              windows
                  ? List.of("Get-CimInstance Win32_Process -Filter \"ProcessId=12345\"")
                  : List.of("ps -o pid,ppid,args -p 12345")));
    }
    if (variant == Variant.STOPPED) {
      hints.add(new Hint("state", List.of("ps -o pid,stat,args -p 12345")));
    }
    if (windows) {
      hints.add(
          new Hint("windows", List.of("taskkill /PID 12345 /T /F", "Stop-Process -Id 12345")));
    } else {
      hints.add(new Hint("ask", List.of("kill 12345")));
      if (variant == Variant.STOPPED) {
        hints.add(new Hint("continue", List.of("kill -CONT 12345")));
      }
      hints.add(new Hint("force", List.of("kill -9 12345")));
      hints.add(new Hint("background", List.of("ps aux | grep flask")));
    }
    return List.copyOf(hints);
  }

  private static List<String> find(int port, HostSystem system) {
    String lsof = "lsof -nP -iTCP:" + port + " -sTCP:LISTEN";
    return switch (system) {
      case LINUX -> List.of("ss -ltnp 'sport = :" + port + "'", lsof);
      case WINDOWS ->
          List.of(
              "Get-NetTCPConnection -LocalPort "
                  + port
                  + " -State Listen -ErrorAction SilentlyContinue"
                  + " | Select-Object LocalAddress,OwningProcess",
              "netstat -ano -p TCP | findstr :" + port);
      case MACOS, OTHER -> List.of(lsof);
    };
  }
}
