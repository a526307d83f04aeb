package portside.net;

import java.util.Locale;

/** The operating system that Portside runs on, as far as its networking differs. */
public enum HostSystem {
  LINUX,
  MACOS,
  WINDOWS,
  /** Another one, a BSD for instance: nothing special is assumed of it. */
  OTHER;

  private static final HostSystem HERE = named(System.getProperty("os.name", ""));

  /** Returns the system of this computer. WSL is {@link #LINUX}. */
  public static HostSystem here() {
    return HERE;
  }

  /**
   * Recognises a system by Java's name of it.
   *
   * @param osName a value of the system property {@code os.name}, such as {@code Mac OS X}
   */
  static HostSystem named(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    if (name.startsWith("linux")) {
      return LINUX;
    }
    if (name.startsWith("mac") || name.startsWith("darwin")) {
      return MACOS;
    }
    return name.startsWith("windows") ? WINDOWS : OTHER;
  }
}
