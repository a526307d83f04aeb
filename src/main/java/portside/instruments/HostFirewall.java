package portside.instruments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import portside.net.HostSystem;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;

/**
 * What this computer tells of its own firewall, as far as it does so without more rights. That one
 * is on does not say that it stands in the way; only a device that comes in says that it does not.
 *
 * @param state whether it filters what comes in
 * @param said from what that is known: a command with its answer, or a file
 */
public record HostFirewall(State state, String said) {

  /** Whether a firewall filters what comes in. */
  public enum State {
    ON,
    OFF,
    /** The system does not tell, or not without more rights. */
    UNKNOWN
  }

  /** Nothing was asked, or nothing could be. */
  public static final HostFirewall UNKNOWN = new HostFirewall(State.UNKNOWN, "");

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Readable by everybody, while {@code ufw status} wants root (ufw(8)). */
  private static final Path UFW = Path.of("/etc/ufw/ufw.conf");

  private static final List<String> FIREWALLD = List.of("firewall-cmd", "--state");
  private static final List<String> NFT = List.of("nft", "list", "ruleset");

  /** Apple, "macOS Application Firewall"; written from its documentation, not run there. */
  private static final List<String> MACOS =
      List.of("/usr/libexec/ApplicationFirewall/socketfilterfw", "--getglobalstate");

  /** Microsoft, "netsh advfirewall"; written from its documentation, not run there. */
  private static final List<String> WINDOWS =
      List.of("netsh", "advfirewall", "show", "currentprofile", "state");

  /**
   * Asks the system; some hundred milliseconds.
   *
   * @param children starts the commands
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public static HostFirewall read(Children children) throws InterruptedException {
    return switch (HostSystem.here()) {
      case LINUX -> linux(children);
      case MACOS -> ask(children, MACOS).map(HostFirewall::ofMacos).orElse(UNKNOWN);
      case WINDOWS -> ask(children, WINDOWS).map(HostFirewall::ofWindows).orElse(UNKNOWN);
      case OTHER -> UNKNOWN;
    };
  }

  private static HostFirewall linux(Children children) throws InterruptedException {
    HostFirewall ufw = ofUfw(text(UFW));
    if (ufw.state() == State.ON) {
      return ufw;
    }
    HostFirewall firewalld =
        ask(children, FIREWALLD).map(HostFirewall::ofFirewalld).orElse(UNKNOWN);
    if (firewalld.state() == State.ON) {
      return firewalld;
    }
    return ask(children, NFT).map(HostFirewall::ofNft).orElse(UNKNOWN);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException absent) {
      return "";
    }
  }

  /** The settings of ufw: {@code ENABLED=yes} (ufw(8)). */
  static HostFirewall ofUfw(String settings) {
    return settings.lines().anyMatch(line -> line.strip().equalsIgnoreCase("ENABLED=yes"))
        ? new HostFirewall(State.ON, UFW + ": ENABLED=yes")
        : UNKNOWN;
  }

  /** {@code running} or {@code not running} (firewall-cmd(1)); that it does not run says little. */
  static HostFirewall ofFirewalld(String answer) {
    return answer.strip().equals("running")
        ? new HostFirewall(State.ON, "firewall-cmd --state: running")
        : UNKNOWN;
  }

  /** The rules of the kernel (nft(8)): none at all, or a chain for input that lets not all in. */
  static HostFirewall ofNft(String rules) {
    if (rules.isBlank()) {
      return new HostFirewall(State.OFF, "nft list ruleset: –");
    }
    boolean input = rules.contains("hook input");
    boolean filters = rules.contains("policy drop") || rules.matches("(?s).*\\b(drop|reject)\\b.*");
    return input && filters
        ? new HostFirewall(State.ON, "nft list ruleset: hook input … drop")
        : new HostFirewall(State.UNKNOWN, "nft list ruleset");
  }

  /** {@code Firewall is enabled. (State = 1)}; 2 blocks everything. */
  static HostFirewall ofMacos(String answer) {
    if (answer.contains("State = 0")) {
      return new HostFirewall(State.OFF, "socketfilterfw: State = 0");
    }
    return answer.contains("State = ")
        ? new HostFirewall(State.ON, "socketfilterfw: " + answer.strip())
        : UNKNOWN;
  }

  /** {@code State ON}, in the language of the system; of others than English nothing is guessed. */
  static HostFirewall ofWindows(String answer) {
    Optional<String> line =
        answer.lines().map(String::strip).filter(each -> each.startsWith("State")).findFirst();
    if (line.isEmpty()) {
      return UNKNOWN;
    }
    boolean on = line.get().endsWith("ON");
    return new HostFirewall(
        on ? State.ON : line.get().endsWith("OFF") ? State.OFF : State.UNKNOWN,
        "netsh advfirewall: " + line.get().replaceAll("\\s+", " "));
  }

  /** What a command prints; empty when it is not there or does not succeed. */
  private static Optional<String> ask(Children children, List<String> line)
      throws InterruptedException {
    if (Executables.find(line.get(0)).isEmpty()) {
      return Optional.empty();
    }
    StringBuffer output = new StringBuffer();
    try (Child child =
        children.start(Command.of(line), (stream, text) -> output.append(text).append('\n'))) {
      return child.awaitExit(PATIENCE).filter(exit -> exit.code() == 0).map(exit -> output + "");
    } catch (IOException notStarted) {
      return Optional.empty();
    }
  }
}
