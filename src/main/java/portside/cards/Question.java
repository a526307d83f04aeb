package portside.cards;

import java.util.List;
import java.util.Optional;

/**
 * A prediction: a question whose options are outcomes, asked before the run and settled by it.
 * Without options it is text that leads to a run, whose parameters the reader may set, and away
 * from it.
 *
 * @param html what is asked
 * @param options what may be predicted
 * @param because what explains one outcome or another; may be empty
 * @param explanation why, whatever came out, shown once it has run
 */
public record Question(
    String html, List<Option> options, List<Because> because, String explanation) {
  /** Stands for every outcome that no other paragraph is tied to. */
  public static final String OTHER = "other";

  /**
   * @param outcome the outcome that this option predicts
   * @param html the option's words
   */
  public record Option(String outcome, String html) {}

  /**
   * Why something came out.
   *
   * @param outcomes what it explains, outcomes or {@link #OTHER}
   * @param html the explanation
   */
  public record Because(List<String> outcomes, String html) {}

  /** Whether there is anything to read after the run. */
  public boolean explains() {
    return !because.isEmpty() || !explanation.isEmpty();
  }

  /** What explains an outcome. */
  public Optional<Because> because(String outcome) {
    return tied(outcome).or(() -> tied(OTHER));
  }

  private Optional<Because> tied(String outcome) {
    return because.stream().filter(each -> each.outcomes().contains(outcome)).findFirst();
  }

  /** The words of the option that predicts an outcome. */
  Optional<String> option(String outcome) {
    return options.stream()
        .filter(option -> option.outcome().equals(outcome))
        .map(Option::html)
        .findFirst();
  }
}
