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
    return of(
        environment, system, home, "XDG_CACHE_HOME", "LOCALAPPDATA", "Library/Caches", ".cache");
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
    return of(
        environment,
        system,
        home,
        "XDG_DATA_HOME",
        "APPDATA",
        "Library/Application Support",
        ".local/share");
  }

  private static Path of(
      Map<String, String> environment,
      String system,
      String home,
      String xdg,
      String windows,
      String mac,
      String others) {
    String named = environment.getOrDefault(xdg, "");
    if (Path.of(named).isAbsolute()) {
      return Path.of(named, PORTSIDE);
    }
    String known = environment.getOrDefault(windows, "");
    if (system.startsWith("Windows") && !known.isEmpty()) {
      return Path.of(known, PORTSIDE);
    }
    return home(environment, home)
        .resolve(system.startsWith("Mac") ? mac : others)
        .resolve(PORTSIDE);
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
