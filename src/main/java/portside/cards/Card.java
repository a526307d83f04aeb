package portside.cards;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.experiments.Registered;

/**
 * An experiment as it stands on a page.
 *
 * @param id its anchor, the same in every language
 * @param experiment what runs
 * @param values the parameters that the page sets, as text; a card with a prediction fixes them
 * @param complete the same with the defaults of all others
 * @param question the prediction, or null for the bare widget
 */
public record Card(
    String id,
    Registered<?, ?> experiment,
    Map<String, String> values,
    Map<String, String> complete,
    @Nullable Question question) {

  /**
   * A card with these parameters, the others having their defaults.
   *
   * @throws portside.experiments.BadInput when a value is not allowed
   */
  public static Card of(
      String id,
      Registered<?, ?> experiment,
      Map<String, String> values,
      @Nullable Question question) {
    return new Card(id, experiment, values, experiment.complete(values), question);
  }

  /** Whether something is to be predicted, which fixes the parameters. */
  public boolean asks() {
    return question != null && !question.options().isEmpty();
  }

  /** Whether its question offers that outcome. */
  boolean offers(String outcome) {
    return question != null
        && question.options().stream().anyMatch(option -> option.outcome().equals(outcome));
  }
}
