package portside.cli;

import java.io.PrintWriter;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Text as it fits a terminal: lines of its width, columns side by side where there is room. */
final class Sheet {
  /** Below this, a label stands above its value. */
  private static final int ROOM_FOR_TWO = 60;

  private static final Map<Integer, String> PLAIN =
      Map.of(
          (int) '“', "\"", (int) '”', "\"", (int) '’', "'", (int) '–', "-", (int) '…', "...",
          (int) '✓', "+", (int) '✗', "x", (int) '→', "->", (int) '·', "-", (int) '×', "x");

  private final PrintWriter out;
  private final Terminal terminal;
  private final CharsetEncoder encoder;

  Sheet(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
    this.encoder = terminal.charset().newEncoder();
  }

  /** A way to write that stands out where colours are shown (ECMA-48 §8.3.117). */
  enum Ink {
    PLAIN("0"),
    BOLD("1"),
    FAINT("2"),
    GOOD("32"),
    BAD("31");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  /** Writes an empty line. */
  void gap() {
    out.println();
  }

  /** Writes a text, on as many lines as it takes. */
  void text(String text, int indent, Ink ink) {
    for (String line : wrapped(shown(text), terminal.width() - indent)) {
      out.println(" ".repeat(indent) + inked(line, ink));
    }
  }

  /** Writes a text without a colour. */
  void text(String text) {
    text(text, 0, Ink.PLAIN);
  }

  /**
   * Writes labels and what belongs to each of them.
   *
   * @param most the widest that the labels' column may become
   */
  void rows(List<Map.Entry<String, String>> rows, int indent, int most) {
    int labels = rows.stream().mapToInt(row -> width(shown(row.getKey()))).max().orElse(0);
    int column = Math.min(labels, most);
    boolean beside = terminal.width() >= ROOM_FOR_TWO;
    for (Map.Entry<String, String> row : rows) {
      if (beside) {
        beside(shown(row.getKey()), shown(row.getValue()), indent, column);
      } else {
        text(row.getKey(), indent, Ink.FAINT);
        text(row.getValue(), indent + 2, Ink.PLAIN);
      }
    }
  }

  private void beside(String label, String value, int indent, int column) {
    List<String> left = wrapped(label, column);
    List<String> right = wrapped(value, terminal.width() - indent - column - 2);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String first = i < left.size() ? left.get(i) : "";
      String second = i < right.size() ? right.get(i) : "";
      String gap = second.isEmpty() ? "" : " ".repeat(column - width(first) + 2);
      out.println(" ".repeat(indent) + inked(first, Ink.FAINT) + gap + second);
    }
  }

  private String inked(String line, Ink ink) {
    return !terminal.colour() || ink == Ink.PLAIN || line.isEmpty()
        ? line
        : "\u001b[" + ink.code + "m" + line + "\u001b[0m";
  }

  /** In letters that the terminal has, and without any that would move its cursor. */
  private String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              String letter = Character.toString(c);
              if (Character.isISOControl(c) && c != '\n') {
                shown.append(c == '\t' ? "  " : "?");
              } else {
                shown.append(encoder.canEncode(letter) ? letter : PLAIN.getOrDefault(c, "?"));
              }
            });
    return shown.toString();
  }

  /** Lines of at most this many columns, cut between words, and within one that is wider. */
  static List<String> wrapped(String text, int width) {
    int most = Math.max(2, width);
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ")) {
        String rest = word;
        int room = most - width(line) - (line.isEmpty() ? 0 : 1);
        if (width(rest) > room && !line.isEmpty()) {
          lines.add(line.toString());
          line.setLength(0);
        }
        while (width(rest) > most) {
          int end = fitting(rest, most);
          lines.add(rest.substring(0, end));
          rest = rest.substring(end);
        }
        line.append(line.isEmpty() ? "" : " ").append(rest);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static int fitting(String text, int width) {
    int end = 0;
    int taken = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      taken += columns(c);
      if (taken > width) {
        break;
      }
      end += Character.charCount(c);
    }
    return Math.max(end, Character.charCount(text.codePointAt(0)));
  }

  /** How many columns a text takes. */
  static int width(CharSequence text) {
    return text.codePoints().map(Sheet::columns).sum();
  }

  /** Two for the letters of East Asia (Unicode Standard Annex 11), none for combining marks. */
  private static int columns(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        c >= 0x1100 && c <= 0x115f
            || c >= 0x2e80 && c <= 0x303e
            || c >= 0x3041 && c <= 0xa4cf
            || c >= 0xac00 && c <= 0xd7a3
            || c >= 0xf900 && c <= 0xfaff
            || c >= 0xfe30 && c <= 0xfe6f
            || c >= 0xff00 && c <= 0xff60
            || c >= 0xffe0 && c <= 0xffe6
            || c >= 0x1f300 && c <= 0x1f64f
            || c >= 0x1f900 && c <= 0x1f9ff
            || c >= 0x20000 && c <= 0x3fffd;
    return wide ? 2 : 1;
  }
}
