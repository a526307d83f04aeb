package portside.bench;

import java.util.List;
import java.util.Locale;

/** One line of a measurement. */
public final class Row {
  private Row() {}

  /**
   * Prints a row.
   *
   * @param measured what Portside takes or reaches
   * @param floor what the plainest possible thing takes or reaches, measured in the same run; or
   *     the budget, where nothing can be measured beside it
   * @param unit the unit of both
   */
  public static void print(String name, double measured, double floor, String unit) {
    System.out.printf(
        Locale.ROOT,
        "BENCH %-58s %12.2f %12.2f %8.2f  %s%n",
        name,
        measured,
        floor,
        measured == floor ? 1 : measured / floor, // a budget of nothing may be met
        unit);
  }

  /**
   * Prints a row with nothing measured beside it: its ratio says how much of the budget is used.
   */
  public static void budget(String name, double measured, double budget, String unit) {
    print(name, measured, budget, (unit + " (budget)").strip());
  }

  /** Prints why a row could not be measured. */
  public static void skipped(String name, String why) {
    System.out.printf("BENCH %-58s not measured: %s%n", name, why);
  }

  /** The middle one of what was measured several times. */
  public static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** The highest of them: the slowest, or the heaviest. */
  public static double highest(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
