package portside.room;

import java.time.Instant;
import java.util.Map;

/**
 * What a run measured: what counts as right.
 *
 * @param outcome the outcome
 * @param said the outcome in one sentence, by language
 * @param evidence what guests may see of the evidence, as JSON
 * @param at when
 */
public record Measured(String outcome, Map<String, String> said, String evidence, Instant at) {
  /** Canonical: nothing of it changes. */
  public Measured {
    said = Map.copyOf(said);
  }
}
