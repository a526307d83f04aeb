package portside.room.pages;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.experiments.BadInput;

/** What people write, such as their names: text that does nothing to the text around it. */
final class Text {
  private static final String BLANK_LETTERS = "\u3164\uFFA0\u115F\u1160\u2800";

  private Text() {}

  /**
   * A line as it may be shown to others. Control characters go, and so do those that turn the
   * direction of the text around them (Unicode Standard Annex 9); what joins the parts of an emoji
   * stays. Blanks at the ends go, and several of them become one. What shows nothing at all is
   * empty.
   *
   * @param given what was sent, or null
   * @param longest how many characters it may have, as a reader counts them or nearly so
   * @throws BadInput when it is longer
   */
  static String line(@Nullable String given, String parameter, int longest) {
    if (given == null) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    given
        .codePoints()
        .map(each -> Character.isWhitespace(each) || Character.isSpaceChar(each) ? ' ' : each)
        .filter(Text::isSafe)
        .forEach(kept::appendCodePoint);
    String line = kept.toString().replaceAll(" +", " ").strip();
    if (line.codePoints().noneMatch(Text::isSeen)) {
      return "";
    }
    if (line.codePointCount(0, line.length()) > longest) {
      throw new BadInput(
          "too-long", Map.of("parameter", parameter, "allowed", String.valueOf(longest)));
    }
    return line;
  }

  /** ZWJ of emoji, ZWNJ of Persian. */
  private static boolean joins(int each) {
    return each == 0x200D || each == 0x200C;
  }

  /** Letters and symbols that leave a blank, such as the fillers of Hangul, show nobody's name. */
  private static boolean isSeen(int each) {
    return each != ' ' && !joins(each) && BLANK_LETTERS.indexOf(each) < 0;
  }

  private static boolean isSafe(int each) {
    return joins(each)
        || switch (Character.getType(each)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED ->
              false;
          default -> true;
        };
  }
}
