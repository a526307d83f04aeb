package portside.experiments;

import java.util.Map;
import portside.page.Words;

/**
 * Why an experiment cannot run on this computer.
 *
 * @param reason the key {@code missing.<reason>} of the experiment's words, or of those of all
 *     pages, which says what is missing and what to install
 * @param values what the sentence names
 */
public record Missing(String reason, Map<String, String> values) {
  /**
   * The outcome of a run that found nothing to run with. It says nothing about what was asked: a
   * claim then cannot be tested here, and a prediction is neither right nor wrong.
   */
  public static final String OUTCOME = "missing-runtime";

  public Missing(String reason) {
    this(reason, Map.of());
  }

  /** The sentence that says it, in the experiment's words or, where it has none, in all pages'. */
  public String in(Words words) {
    String key = "missing." + reason;
    boolean own = words.find(key).isPresent();
    return (own ? words : Words.of("page", words.lang())).get(key, values);
  }
}
