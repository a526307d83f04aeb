package portside.room.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as comma-separated values (RFC 4180) for spreadsheets: UTF-8 with the mark by which they
 * know it, lines ended by CRLF, and no cell that a spreadsheet would take for a formula, since
 * guests choose their names.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV Injection</a>
 */
final class Csv {
  /** Without it Excel reads Korean as if it were Windows' own code page. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** With what a formula begins, the wide forms of East Asian keyboards among them. */
  private static final Set<Character> FORMULA =
      Set.of('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠');

  private static final String END = "\r\n";

  private final StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);

  /**
   * Adds a row.
   *
   * @param cells anything; null is an empty cell
   */
  Csv row(List<? extends @Nullable Object> cells) {
    text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(","))).append(END);
    return this;
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String plain = value.toString();
    if (value instanceof Number) {
      return plain;
    }
    // An apostrophe before it makes a spreadsheet take the cell for text.
    boolean formula = !plain.isEmpty() && FORMULA.contains(plain.charAt(0));
    String safe = formula ? "'" + plain : plain;
    boolean quotes = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return quotes || formula ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  /** The file. */
  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
