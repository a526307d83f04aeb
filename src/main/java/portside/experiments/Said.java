package portside.experiments;

import java.util.Map;

/**
 * A sentence of an experiment's words that answers better than the one of its outcome, for it knows
 * what was measured.
 *
 * @param key the words have it as {@code said.<key>}
 * @param values fill its slots, beside parameters and evidence
 */
public record Said(String key, Map<String, ?> values) {
  public Said(String key) {
    this(key, Map.of());
  }
}
