package portside.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where the systems want a program to keep what belongs to its user. */
final class UserFolders {
  private static final String PORTSIDE = "portside";

  private UserFolders() {}

  /**
   * The folder for what can be made again (XDG Base Directory Specification; macOS: File System
   * Programming Guide; Windows: Known Folders, LocalAppData).
   *
   * @param environment the variables of the process
   * @param system {@code os.name}
   * @param home {@code user.home}, which ignores the variable HOME
   */
  static Path cache(Map<String, String> environment, String system, String home) {
    String named = environment.getOrDefault("XDG_CACHE_HOME", "");
    if (Path.of(named).isAbsolute()) {
      return Path.of(named, PORTSIDE);
    }
    String local = environment.getOrDefault("LOCALAPPDATA", "");
    if (system.startsWith("Windows") && !local.isEmpty()) {
      return Path.of(local, PORTSIDE);
    }
    String own = environment.getOrDefault("HOME", "");
    Path user = Path.of(own.isEmpty() ? home : own);
    return system.startsWith("Mac")
        ? user.resolve("Library").resolve("Caches").resolve(PORTSIDE)
        : user.resolve(".cache").resolve(PORTSIDE);
  }

  /** The same for this process. */
  static Path cache() {
    return cache(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }
}
