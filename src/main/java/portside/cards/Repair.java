package portside.cards;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.experiments.Registered;
import portside.experiments.RunState;

/**
 * A sentence in the reader's hands: one place of it may be worded in several ways, each of which is
 * a claim that its own run settles. The first wording is what one hears.
 *
 * @param id its anchor, the same in every language
 * @param experiment what tests it
 * @param before the sentence up to that place, as HTML
 * @param after the rest of it, as HTML
 * @param wordings two at least
 * @param truth the sentence as it is right, and why; shown with the verdict
 */
public record Repair(
    String id,
    Registered<?, ?> experiment,
    String before,
    String after,
    List<Wording> wordings,
    String truth) {

  /**
   * One of the wordings.
   *
   * @param text its words, without mark-up
   * @param claim the sentence with these words
   */
  public record Wording(String text, Claim claim) {}

  /** Whether a run settles one of the wordings. */
  boolean settledBy(RunState run) {
    return wordings.stream().anyMatch(words -> ClaimView.settledBy(words.claim(), run));
  }

  /** The number of a wording as a form says it; empty when there is none like that. */
  Optional<Integer> chosen(String given) {
    return given.matches("[0-9]{1,2}") && Integer.parseInt(given) < wordings.size()
        ? Optional.of(Integer.parseInt(given))
        : Optional.empty();
  }

  /** The parameters of the wording that a form says; none when there is none like that. */
  Map<String, String> values(String given) {
    return chosen(given).map(wording -> wordings.get(wording).claim().values()).orElse(Map.of());
  }
}
