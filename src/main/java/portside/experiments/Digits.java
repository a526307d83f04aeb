package portside.experiments;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a measured quantity is written: {@code 4,000,000}, alike in every language of the course.
 * Only what has a {@link Unit} is a quantity; port numbers, PIDs and years are names made of digits
 * and stay as they are.
 */
public final class Digits {
  private Digits() {}

  /** A number with its digits in groups of three, and three decimals at the most. */
  public static String grouped(Number quantity) {
    // A new one each time, for it is not safe for several threads.
    return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(quantity);
  }

  /**
   * Evidence as a sentence or a table shows it.
   *
   * @param unit its unit, empty for a bare count; null for what is no quantity
   */
  static Object shown(Object value, @Nullable String unit) {
    if (unit == null || !(value instanceof Number quantity)) {
      return value;
    }
    return isLong(quantity, unit)
        ? grouped(Math.round(quantity.doubleValue() / 1_000))
        : grouped(quantity);
  }

  /**
   * The unit that goes with {@link #shown}: a time of ten milliseconds or more is read in
   * milliseconds, of which a reader has an idea.
   */
  static String unit(Object value, @Nullable String unit) {
    if (unit == null) {
      return "";
    }
    return value instanceof Number quantity && isLong(quantity, unit) ? "ms" : unit;
  }

  private static boolean isLong(Number quantity, String unit) {
    return unit.equals("µs") && quantity.doubleValue() >= 10_000;
  }
}
