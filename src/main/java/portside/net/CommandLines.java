package portside.net;

import java.util.List;
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

  private static final int START = 160;
  private static final int END = 240;

  private CommandLines() {}

  /** The command, masked, and shortened in its middle: what is started often stands at the end. */
  public static String shown(String command) {
    String masked = command;
    for (Pattern secret : SECRETS) {
      masked = secret.matcher(masked).replaceAll("$1•••");
    }
    return masked.length() <= START + END
        ? masked
        : masked.substring(0, START) + " … " + masked.substring(masked.length() - END);
  }
}
