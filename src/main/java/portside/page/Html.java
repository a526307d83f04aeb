package portside.page;

import java.util.regex.Pattern;

/** Text in HTML. */
public final class Html {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-z](?:[\\w:-]*\\w)?");

  /** An option with its value, as far as it has a place on a line of a phone. */
  private static final Pattern OPTION_WORD = Pattern.compile("(?<!\\S)-[^\\s&]{1,31}(?!\\S)");

  private Html() {}

  /** Escapes a sentence; the options of commands in it, such as {@code --lan}, do not break. */
  public static String sentence(String text) {
    return OPTION.matcher(escape(text)).replaceAll("<code class=\"option-word\">$0</code>");
  }

  /** Escapes a command or a part of one; no line ends within an option, behind its hyphens. */
  public static String words(String command) {
    return OPTION_WORD.matcher(escape(command)).replaceAll("<span class=\"option-word\">$0</span>");
  }

  /**
   * Escapes a name that is longer than a narrow cell; a line ends between its parts only: behind a
   * slash, before a bracket, before a port.
   */
  public static String parts(String name) {
    return "<span class=\"parts\">"
        + escape(name).replaceAll("(?<=/)|(?=\\()|(?=:[0-9])", "<wbr>")
        + "</span>";
  }

  /** Escapes text for an element's content or a quoted attribute. */
  public static String escape(CharSequence text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
