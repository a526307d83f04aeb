package portside.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The command lines of processes, as they may be shown: without Portside's key, in whatever form it
 * stands in Portside's own command or in that of a program which calls it: whoever sees the screen
 * of the host, on a projector for instance, must not become the host.
 */
public final class CommandLines {
  private static final List<Pattern> SECRETS =
      List.of(
          // Up to the next option, since a key may hold spaces, which a command line does not
          // quote.
          Pattern.compile("(--key(?:=|\\s+)).*?(?=\\s+-|\\s*$)", Pattern.DOTALL),
          Pattern.compile("(?i)(authorization:\\s*bearer\\s+)\\S+"),
          Pattern.compile("([?&]key=)[^\\s&#]+"));

  /** A long class path hides what is run: in Java it stands between the two. */
  private static final Pattern CLASS_PATH =
      Pattern.compile("(\\s(?:-cp|-classpath|--class-path|-p|--module-path)[=\\s])\\S{80,}");

  /** Java tells no more of a command line than a page of memory, 4096 bytes (Linux). */
  private static final int CUT = 4_000;

  private static final int START = 160;
  private static final int END = 240;

  private CommandLines() {}

  /** The command line of a process, as it may be shown; empty where the system does not tell. */
  static Optional<String> of(long pid, ProcessHandle.Info info) {
    return info.commandLine()
        .map(line -> line.length() < CUT ? line : whole(pid, line))
        .or(info::command)
        .map(CommandLines::shown);
  }

  /** Linux tells all of it in a file (proc(5)), its arguments ended by a zero each. */
  private static String whole(long pid, String cut) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.UTF_8)
          .replace('\0', ' ')
          .strip();
    } catch (IOException elsewhereOrGone) {
      return cut;
    }
  }

  /** The command, masked, and shortened in its middle: what is started often stands at the end. */
  public static String shown(String command) {
    String masked = command;
    for (Pattern secret : SECRETS) {
      masked = secret.matcher(masked).replaceAll("$1•••");
    }
    masked = CLASS_PATH.matcher(masked).replaceAll("$1…");
    return masked.length() <= START + END
        ? masked
        : masked.substring(0, START) + " … " + masked.substring(masked.length() - END);
  }
}
