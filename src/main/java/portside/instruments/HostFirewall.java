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
 * @param name what it is called; empty where nothing is known
 * @param said from what that is known: a command with its answer, or a file; may be empty
 */
public record HostFirewall(State state, String name, String said) {

  /** Whether a firewall filters what comes in. */
  public enum State {
    ON,
    OFF,
    /** The system does not tell, or not without more rights. */
    UNKNOWN
  }

  /** Nothing was asked, or nothing could be. */
  public static final HostFirewall UNKNOWN = new HostFirewall(State.UNKNOWN, "", "");

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Readable by everybody, while {@code ufw status} wants root (ufw(8)). */
  private static final Path UFW = Path.of("/etc/ufw/ufw.conf");

  /** firewalld keeps a file of its process while it runs. */
  private static final List<Path> FIREWALLD =
      List.of(Path.of("/run/firewalld.pid"), Path.of("/run/firewalld"));

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
    for (Path file : FIREWALLD) {
      if (Files.exists(file)) {
        return new HostFirewall(State.ON, "firewalld", file.toString());
      }
    }
    HostFirewall nft = ask(children, NFT).map(HostFirewall::ofNft).orElse(UNKNOWN);
    return nft.state() == State.UNKNOWN && ufw.state() == State.OFF ? ufw : nft;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException absent) {
      return "";
    }
  }

  /** The settings of ufw: {@code ENABLED=yes} (ufw-framework(8)). */
  static HostFirewall ofUfw(String settings) {
    State state =
        settings.isEmpty()
            ? State.UNKNOWN
            : settings.lines().anyMatch(line -> line.strip().equalsIgnoreCase("ENABLED=yes"))
                ? State.ON
                : State.OFF;
    String said = state == State.ON ? "ENABLED=yes" : "ENABLED=no";
    return state == State.UNKNOWN ? UNKNOWN : new HostFirewall(state, "ufw", UFW + ": " + said);
  }

  /** The rules of the kernel (nft(8)): none at all, or a chain for input that lets not all in. */
  static HostFirewall ofNft(String rules) {
    if (rules.isBlank()) {
      return new HostFirewall(State.OFF, "nftables", "nft list ruleset: –");
    }
    boolean filters = rules.contains("hook input") && rules.matches("(?s).*\\b(drop|reject)\\b.*");
    return filters
        ? new HostFirewall(State.ON, "nftables", "nft list ruleset: hook input … drop")
        : new HostFirewall(State.UNKNOWN, "nftables", "nft list ruleset");
  }

  /** {@code Firewall is enabled. (State = 1)}; 2 blocks everything. */
  static HostFirewall ofMacos(String answer) {
    State state =
        answer.contains("State = 0")
            ? State.OFF
            : answer.contains("State = ") ? State.ON : State.UNKNOWN;
    return new HostFirewall(
        state, "macOS Application Firewall", "socketfilterfw: " + answer.strip());
  }

  /** {@code State ON}: the words are in the language of the system, ON and OFF are not. */
  static HostFirewall ofWindows(String answer) {
    State state =
        answer.matches("(?s).*\\bON\\b.*")
            ? State.ON
            : answer.matches("(?s).*\\bOFF\\b.*") ? State.OFF : State.UNKNOWN;
    return new HostFirewall(
        state,
        "Windows Defender Firewall",
        "netsh advfirewall show currentprofile state: " + state);
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
