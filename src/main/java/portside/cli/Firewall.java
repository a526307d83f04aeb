package portside.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;

/**
 * Whether a firewall is on, as far as a user without rights can tell. Only Linux was tried; what is
 * asked on macOS and Windows comes from their documentation.
 */
final class Firewall {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String WHAT = "firewall";

  private Firewall() {}

  static Finding look(Children children) throws InterruptedException {
    String system = System.getProperty("os.name");
    if (system.startsWith("Mac")) {
      // man socketfilterfw
      return said(
          children,
          "macOS Application Firewall",
          "State = [12]",
          "State = 0",
          "/usr/libexec/ApplicationFirewall/socketfilterfw",
          "--getglobalstate");
    }
    if (system.startsWith("Windows")) {
      // learn.microsoft.com, netsh advfirewall; the words depend on the language, ON and OFF do not
      return said(
          children,
          "Windows Defender Firewall",
          "\\bON\\b",
          "\\bOFF\\b",
          "netsh",
          "advfirewall",
          "show",
          "currentprofile",
          "state");
    }
    return linux();
  }

  private static Finding linux() {
    // man ufw-framework; firewalld keeps a file of its process while it runs
    if (Files.exists(Path.of("/run/firewalld.pid")) || Files.exists(Path.of("/run/firewalld"))) {
      return state("firewalld", "on");
    }
    try {
      String ufw = Files.readString(Path.of("/etc/ufw/ufw.conf"));
      return state("ufw", ufw.lines().anyMatch("ENABLED=yes"::equals) ? "on" : "off");
    } catch (IOException noneOrNotForUs) {
      return state("", "unknown");
    }
  }

  private static Finding said(Children children, String name, String on, String off, String... line)
      throws InterruptedException {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Child child = children.start(Command.of(line), (stream, text) -> lines.add(text))) {
      child.awaitExit(PATIENCE);
    } catch (IOException cannot) {
      return state(name, "unknown");
    }
    String text = String.join("\n", lines);
    return state(name, has(text, on) ? "on" : has(text, off) ? "off" : "unknown");
  }

  private static boolean has(String text, String pattern) {
    return java.util.regex.Pattern.compile(pattern).matcher(text).find();
  }

  private static Finding state(String name, String state) {
    return Finding.note(WHAT, state, Map.of("name", name));
  }
}
