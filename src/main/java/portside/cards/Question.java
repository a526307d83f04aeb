package portside.cards;

import java.util.List;

/**
 * A prediction: a question whose options are outcomes, asked before the run and settled by it.
 * Without options it is text that leads to a run, whose parameters the reader may set, and away
 * from it.
 *
 * @param html what is asked
 * @param options what may be predicted
 * @param explanation why, shown once it has run
 */
public record Question(String html, List<Option> options, String explanation) {
  /**
   * @param outcome the outcome that this option predicts
   * @param html the option's words
   */
  public record Option(String outcome, String html) {}
}
