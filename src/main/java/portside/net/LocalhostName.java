package portside.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the name {@code localhost} stands for on this computer. It is the only name that Portside
 * ever has resolved: it is fixed in the code, and must not become a question to the DNS (RFC 6761
 * §6.3). In practice the hosts file answers.
 */
public final class LocalhostName {
  /** The name. */
  public static final String NAME = "localhost";

  private static final int MOST_LINES = 20;

  private LocalhostName() {}

  /**
   * Returns the addresses in the order in which Java offers them. Whatever the system's order, Java
   * puts IPv4 first unless the property {@code java.net.preferIPv6Addresses} says otherwise (JDK,
   * Networking Properties), so this is Java's view and not every program's. Answers are kept by
   * Java for half a minute.
   *
   * @return empty where the name stands for nothing
   */
  public static List<InetAddress> inJava() {
    try {
      return List.of(InetAddress.getAllByName(NAME));
    } catch (UnknownHostException nothing) {
      return List.of();
    }
  }

  /**
   * Returns Java's own say in the order.
   *
   * @return {@code false} (IPv4 first, the default), {@code true} or {@code system}
   */
  public static String javaPrefersIpv6() {
    return System.getProperty("java.net.preferIPv6Addresses", "false");
  }

  /**
   * Returns the lines of the hosts file that name it, comments left out; at most twenty. Windows
   * has the file too, but answers this name by itself (the file's own comment says so).
   *
   * @return empty when there are none, or the file cannot be read
   */
  public static List<String> inHostsFile() {
    try {
      return naming(Files.readString(file(), StandardCharsets.UTF_8));
    } catch (IOException notReadable) {
      return List.of();
    }
  }

  static List<String> naming(String hosts) {
    return hosts
        .lines()
        .map(line -> line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#')))
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> List.of(line.split(" ")).indexOf(NAME) > 0)
        .limit(MOST_LINES)
        .toList();
  }

  private static Path file() {
    return HostSystem.here() == HostSystem.WINDOWS
        ? Path.of(
            System.getenv().getOrDefault("SystemRoot", "C:\\Windows"),
            "System32",
            "drivers",
            "etc",
            "hosts")
        : Path.of("/etc/hosts");
  }
}
