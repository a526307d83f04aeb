package portside.instruments;

import java.util.ArrayList;
import java.util.List;

/**
 * A drawing of what two ends send to each other, from top to bottom, as in RFC 9293 §3.5. What is
 * drawn is up to the experiment that measured it; how it is drawn stands in {@code exchange.jte}.
 *
 * @param title what the drawing shows
 * @param description the same in sentences, for whoever cannot see it
 * @param left the end that begins
 * @param right the other end
 * @param steps what happens, in order
 */
public record Exchange(
    String title, String description, String left, String right, List<Step> steps) {
  /** The height of a step in the drawing, in its units. */
  public static final int STEP = 46;

  /** What a step looks like. */
  public enum Kind {
    /** An arrow to the other end. */
    THERE,
    /** An arrow back. */
    BACK,
    /** An arrow back that says no. */
    NO,
    /** An arrow that does not arrive. */
    LOST,
    /** Nothing comes. */
    NOTHING,
    /** Something that stays at the other end. */
    STAYS
  }

  /**
   * One step.
   *
   * @param label what stands above it, such as {@code SYN}
   * @param note what stands below it, such as a time that was measured; may be empty
   */
  public record Step(Kind kind, String label, String note) {}

  /** The height of the whole drawing. */
  public int height() {
    return 52 + STEP * steps.size();
  }

  /** Puts a drawing together, step by step. */
  public static final class Steps {
    private final List<Step> steps = new ArrayList<>();

    /** Adds a step. */
    public Steps add(Kind kind, String label, String note) {
      steps.add(new Step(kind, label, note));
      return this;
    }

    /** All of them. */
    public List<Step> list() {
      return List.copyOf(steps);
    }
  }
}
