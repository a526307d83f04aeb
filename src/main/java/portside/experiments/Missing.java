package portside.experiments;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import portside.page.Words;

/**
 * Why an experiment cannot run on this computer.
 *
 * @param reason the key {@code missing.<reason>} of the experiment's words, or {@code
 *     lack.<reason>} of the site's, which says what is missing and what to do
 * @param values what the sentence names
 */
public record Missing(String reason, Map<String, String> values) {
  /**
   * The outcome of a run that found nothing to run with. It says nothing about what was asked: a
   * claim then cannot be tested here, and a prediction is neither right nor wrong.
   */
  public static final String OUTCOME = "missing-runtime";

  /** The outcome of a measurement whose spread hides what was asked. It tells as little. */
  public static final String CANNOT_TELL = "cannot-tell";

  private static final Set<String> MATTERS_OF_THE_PROGRAM =
      Set.of("not-started", "not-answered", "somebody-else");

  /** Whether an outcome says nothing about what was asked. */
  public static boolean tellsNothing(String outcome) {
    return outcome.equals(OUTCOME) || outcome.equals(CANNOT_TELL);
  }

  public Missing(String reason) {
    this(reason, Map.of());
  }

  /**
   * The same where programs of the course ran as their reader has changed them: what they did not
   * do is then a matter of the change, and other experiments have nothing to do with it.
   *
   * @param programs each with its lesson and file
   */
  public Missing ofChanged(Collection<String> programs) {
    if (!MATTERS_OF_THE_PROGRAM.contains(reason)) {
      return this;
    }
    Map<String, String> named = new HashMap<>(values);
    named.put(
        "files",
        programs.stream()
            .map(program -> program.substring(program.lastIndexOf('/') + 1))
            .collect(Collectors.joining(", ")));
    return new Missing("changed-" + reason, named);
  }

  /**
   * The sentence that says it: in the experiment's words, or in the site's where it can befall
   * every experiment.
   */
  public String in(Words words) {
    return words.find("missing." + reason).isPresent()
        ? words.get("missing." + reason, values)
        : Words.of("page", words.lang()).get("lack." + reason, values);
  }
}
