package portside.net;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import oshi.SystemInfo;
import oshi.hardware.NetworkIF;

/**
 * The names of interfaces that people see: on macOS "Wi-Fi" where Java says {@code en0}, on Windows
 * the connection's name where Java gives the adapter's description. OSHI asks the system for them.
 *
 * <p>Linux has no such names, so OSHI is not even loaded there. Asked once, and again when an
 * interface appears that was not there before, because the question takes a tenth of a second or
 * more.
 */
final class FriendlyNames {
  private static Set<String> askedFor = Set.of();
  private static Map<String, String> names = Map.of();

  private FriendlyNames() {}

  /**
   * Returns the friendly names by short name, as far as there are any.
   *
   * @param shortNames of all interfaces there are now
   */
  static synchronized Map<String, String> of(Set<String> shortNames) {
    HostSystem here = HostSystem.here();
    if (here != HostSystem.MACOS && here != HostSystem.WINDOWS) {
      return Map.of();
    }
    if (!askedFor.containsAll(shortNames)) {
      askedFor = Set.copyOf(shortNames);
      names = ask();
    }
    return names;
  }

  /** Asks the system. What it will not tell is left out: these names only help a guess. */
  static Map<String, String> ask() {
    Map<String, String> found = new HashMap<>();
    try {
      for (NetworkIF card : new SystemInfo().getHardware().getNetworkIFs(true)) {
        String alias = card.getIfAlias();
        found.put(card.getName(), alias.isBlank() ? card.getDisplayName() : alias);
      }
    } catch (RuntimeException | LinkageError notOnThisSystem) {
      return Map.of();
    }
    return found;
  }
}
