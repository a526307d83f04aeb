package portside.cards;

import java.util.List;
import java.util.Map;
import portside.experiments.Registered;

/**
 * A sentence that can be tested, with the outcome that it expects.
 *
 * @param id its anchor, the same in every language
 * @param experiment what tests it
 * @param values the parameters that the page sets, as text
 * @param complete the same with the defaults of all others; only a run with equal parameters
 *     settles the claim
 * @param expected the outcomes under which the sentence holds
 * @param html the sentence
 * @param explanation why, shown with the verdict; may be empty
 */
public record Claim(
    String id,
    Registered<?, ?> experiment,
    Map<String, String> values,
    Map<String, String> complete,
    List<String> expected,
    String html,
    String explanation) {

  /**
   * A claim about these parameters, the others having their defaults.
   *
   * @throws portside.experiments.BadInput when a value is not allowed
   */
  public static Claim of(
      String id,
      Registered<?, ?> experiment,
      Map<String, String> values,
      List<String> expected,
      String html,
      String explanation) {
    return new Claim(
        id, experiment, values, experiment.complete(values), expected, html, explanation);
  }
}
