package portside.instruments;

import java.util.Map;
import portside.net.HostSystem;

/**
 * Where a switch of an experiment changes nothing. On Windows, Java binds exclusively, and only
 * emulates SO_REUSEADDR: it is remembered and not set (JDK, {@code sun.nio.ch.Net}, {@code
 * net_util_md.c}). Read there; nothing was run on Windows.
 */
public final class ReuseOnWindows {
  private ReuseOnWindows() {}

  /** Whether the experiments' listeners set SO_REUSEADDR in vain on this computer. */
  public static boolean isInVain(Map<String, String> values) {
    return isInVain(values, HostSystem.here());
  }

  /**
   * Whether they do on another one.
   *
   * @param values the parameters of the run, as text
   */
  static boolean isInVain(Map<String, String> values, HostSystem system) {
    return system == HostSystem.WINDOWS && "on".equals(values.get("reuseAddress"));
  }
}
