package portside.experiments.overhead;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import portside.experiments.Missing;

/**
 * Two series of measurements, and whether they tell one from the other. Compared are the medians,
 * and the spread of each is the width of its middle half, which a single disturbed round does not
 * widen.
 *
 * @param ratio debugged by plain, of the medians; as it is shown, so that nothing else is judged
 * @param difference between the medians, in nanoseconds
 * @param spread the wider of both middle halves, in nanoseconds
 * @param apart whether the middle halves do not overlap
 * @param far whether the lower quarter of the debugged lies above twice the upper one of the plain
 * @param tenth a tenth of the plain median: what would count as a difference, in nanoseconds
 * @param rounds how many measurements there are of each
 */
record Comparison(
    double ratio,
    double difference,
    double spread,
    boolean apart,
    boolean far,
    double tenth,
    int rounds) {
  private static final double SAME = 1.1;
  private static final double SLOWER = 2;

  /**
   * Compares.
   *
   * @param plain nanoseconds of a turn of the loop, of each round
   * @param debugged the same under the debugger; as many
   */
  static Comparison of(List<Double> plain, List<Double> debugged) {
    double before = quantile(plain, 0.5);
    double after = quantile(debugged, 0.5);
    return new Comparison(
        shown(after / before),
        Math.abs(after - before),
        Math.max(
            quantile(plain, 0.75) - quantile(plain, 0.25),
            quantile(debugged, 0.75) - quantile(debugged, 0.25)),
        quantile(debugged, 0.25) > quantile(plain, 0.75),
        quantile(debugged, 0.25) > SLOWER * quantile(plain, 0.75),
        before / 10,
        plain.size());
  }

  /**
   * The outcome. A difference counts where it is wider than the spread; and where even the better
   * quarter under the debugger takes a multiple of the worse one without, its own spread is not
   * asked. That there is none can be said where a tenth would have shown: the median of many rounds
   * is better known than one round, by the square root of their number. What seems faster under a
   * debugger is a disturbance.
   */
  String outcome() {
    if (ratio < SAME) {
      boolean wouldShow = spread / Math.sqrt(rounds) < tenth;
      return wouldShow && ratio > 1 / SAME ? "same" : Missing.CANNOT_TELL;
    }
    if (far) {
      return "much-slower";
    }
    if (!apart || difference <= spread) {
      return Missing.CANNOT_TELL;
    }
    return ratio < SLOWER ? "slower" : "much-slower";
  }

  /** Three digits: more would pretend to an exactness that no such measurement has. */
  static double shown(double measured) {
    return new BigDecimal(measured).round(new MathContext(3)).doubleValue();
  }

  /**
   * A quantile, between two measurements in proportion.
   *
   * @param part 0 to 1
   */
  static double quantile(List<Double> values, double part) {
    List<Double> sorted = values.stream().sorted().toList();
    double at = part * (sorted.size() - 1);
    int below = (int) at;
    double above = sorted.get(Math.min(below + 1, sorted.size() - 1));
    return sorted.get(below) + (at - below) * (above - sorted.get(below));
  }
}
