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
    Path user = home(environment, home);
    return system.startsWith("Mac")
        ? user.resolve("Library").resolve("Caches").resolve(PORTSIDE)
        : user.resolve(".cache").resolve(PORTSIDE);
  }

  /**
   * The folder for what is to be kept (XDG Base Directory Specification; macOS: File System
   * Programming Guide, Application Support; Windows: Known Folders, RoamingAppData).
   *
   * @param environment the variables of the process
   * @param system {@code os.name}
   * @param home {@code user.home}, which ignores the variable HOME
   */
  static Path data(Map<String, String> environment, String system, String home) {
    String named = environment.getOrDefault("XDG_DATA_HOME", "");
    if (Path.of(named).isAbsolute()) {
      return Path.of(named, PORTSIDE);
    }
    String roaming = environment.getOrDefault("APPDATA", "");
    if (system.startsWith("Windows") && !roaming.isEmpty()) {
      return Path.of(roaming, PORTSIDE);
    }
    Path user = home(environment, home);
    return system.startsWith("Mac")
        ? user.resolve("Library").resolve("Application Support").resolve(PORTSIDE)
        : user.resolve(".local").resolve("share").resolve(PORTSIDE);
  }

  private static Path home(Map<String, String> environment, String home) {
    String own = environment.getOrDefault("HOME", "");
    return Path.of(own.isEmpty() ? home : own);
  }

  /** The same for this process. */
  static Path data() {
    return data(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  /** The folder for what can be made again, for this process. */
  static Path cache() {
    return cache(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }
}
