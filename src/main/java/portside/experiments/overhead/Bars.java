package portside.experiments.overhead;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The places of bars on a scale where each step is ten times the one before. */
public final class Bars {
  /** The width of the drawing, in its own units. */
  public static final int WIDTH = 560;

  private static final int LEFT = 10;

  /** A turn of a loop in Java can take less than a nanosecond. */
  private static final double SMALLEST = 0.1;

  private static final double GREATEST = 1e8;

  private Bars() {}

  /** Where a time stands, in units of the drawing from the left. */
  public static int x(@Nullable Double nanos) {
    double bounded = nanos == null ? SMALLEST : Math.max(SMALLEST, Math.min(GREATEST, nanos));
    double part = Math.log10(bounded / SMALLEST) / Math.log10(GREATEST / SMALLEST);
    return LEFT + (int) Math.round((WIDTH - 2 * LEFT) * part);
  }

  /** A time as a reader says it: {@code 1.65 ns}, {@code 593 µs}, {@code 2.1 ms}. */
  public static String text(@Nullable Double nanos) {
    if (nanos == null) {
      return "–";
    }
    String[] units = {"ns", "µs", "ms", "s"};
    double value = nanos;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    String number =
        value >= 100
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    return number + " " + units[unit];
  }
}
