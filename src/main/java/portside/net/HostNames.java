package portside.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that this computer goes by, read where the system keeps them. {@code
 * InetAddress.getLocalHost} would ask DNS what its own name means.
 */
final class HostNames {
  private static final Path MACOS =
      Path.of("/Library/Preferences/SystemConfiguration/preferences.plist");

  /** Letters, digits and hyphens (RFC 1123 §2.1), and the underscore that Windows allows. */
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

  private static final Pattern MACOS_NAME =
      Pattern.compile("<key>(?:LocalHostName|HostName)</key>\\s*<string>([^<]*)</string>");

  private HostNames() {}

  /**
   * Returns {@code localhost} and the names of this computer, each as it is and with {@code .local}
   * (multicast DNS, RFC 6762 §3), in lower case.
   *
   * <p>Linux: the kernel's host name. Windows: the environment's COMPUTERNAME. macOS has no such
   * file and sets no such variable; there it is what the settings keep, LocalHostName (Bonjour's)
   * and HostName. If that file cannot be read, only {@code localhost} is left, and the addresses
   * still work.
   */
  static List<String> ofThisComputer() {
    return switch (HostSystem.here()) {
      case LINUX -> all(ProcSys.read("kernel/hostname").stream().toList());
      case WINDOWS -> all(Optional.ofNullable(System.getenv("COMPUTERNAME")).stream().toList());
      case MACOS -> all(readSettings().map(HostNames::inMacSettings).orElse(List.of()));
      case OTHER -> all(Optional.ofNullable(System.getenv("HOSTNAME")).stream().toList());
    };
  }

  /** Adds to each name its first label and their forms with {@code .local}. */
  static List<String> all(List<String> systemNames) {
    Set<String> names = new LinkedHashSet<>();
    names.add("localhost");
    for (String systemName : systemNames) {
      String name = systemName.strip().toLowerCase(Locale.ROOT);
      if (name.length() > 253 || !NAME.matcher(name).matches() || isAddress(name)) {
        continue;
      }
      String label = name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
      names.add(name);
      names.add(label);
      names.add(label + ".local");
    }
    return List.copyOf(names);
  }

  /** Finds the names in macOS' network settings, a property list in XML. */
  static List<String> inMacSettings(String plist) {
    List<String> names = new ArrayList<>();
    Matcher matcher = MACOS_NAME.matcher(plist);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** A computer that is named like an address must not make that address its own. */
  private static boolean isAddress(String name) {
    return name.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
  }

  private static Optional<String> readSettings() {
    try {
      return Optional.of(Files.readString(MACOS));
    } catch (IOException notReadable) {
      return Optional.empty();
    }
  }
}
