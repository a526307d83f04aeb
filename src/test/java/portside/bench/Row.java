package portside.bench;

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
        measured / floor,
        unit);
  }

  /** Prints why a row could not be measured. */
  public static void skipped(String name, String why) {
    System.out.printf("BENCH %-58s not measured: %s%n", name, why);
  }
}
