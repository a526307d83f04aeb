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
    return unit != null && value instanceof Number quantity ? grouped(quantity) : value;
  }
}
