package portside.experiments.owner;

import java.util.regex.Pattern;

/**
 * A command line without Portside's key: whoever sees the screen of the host, on a projector for
 * instance, must not become the host.
 */
final class Masked {
  /** Up to the next option, since a key may hold spaces, which the command line does not quote. */
  private static final Pattern KEY =
      Pattern.compile("(--key(?:=|\\s+)).*?(?=\\s+-|\\s*$)", Pattern.DOTALL);

  private static final int LONGEST = 400;

  private Masked() {}

  static String of(String command) {
    String masked = KEY.matcher(command).replaceAll("$1•••");
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "…";
  }
}
