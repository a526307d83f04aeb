package portside.progress;

import org.jspecify.annotations.Nullable;

/**
 * A card or claim that was run.
 *
 * @param lesson the lesson's name
 * @param card the anchor of the card or claim
 * @param predicted the outcome that was predicted; null where nothing was
 * @param outcome what came out
 * @param at when, in milliseconds since 1970
 * @param days after how many days it comes again; null for what was never predicted wrongly
 * @param due when it comes again, in milliseconds since 1970; null as before
 */
public record Tried(
    String lesson,
    String card,
    @Nullable String predicted,
    String outcome,
    long at,
    @Nullable Integer days,
    @Nullable Long due) {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final int FIRST_DAYS = 1;

  /** Longer than a course lasts. */
  static final int MOST_DAYS = 60;

  /** Whether what came out was not what was predicted. */
  public boolean surprise() {
    return predicted != null && !predicted.equals(outcome);
  }

  /**
   * The same after it was run anew: a wrong prediction comes again tomorrow, a right one of what
   * was wrong once after more than twice as long (spaced repetition, as the SM-2 schedule begins).
   */
  Tried after(@Nullable Tried before) {
    Integer last = before == null ? null : before.days;
    if (predicted == null) {
      return before == null
          ? this
          : new Tried(lesson, card, before.predicted, outcome, at, last, before.due);
    }
    if (surprise()) {
      return coming(FIRST_DAYS);
    }
    boolean early = before != null && before.due != null && at < before.due;
    if (last == null || early) {
      return new Tried(
          lesson, card, predicted, outcome, at, last, before == null ? null : before.due);
    }
    return coming(Math.min(MOST_DAYS, last * 5 / 2 + 1));
  }

  private Tried coming(int after) {
    return new Tried(lesson, card, predicted, outcome, at, after, at + after * DAY_MILLIS);
  }
}
