package portside.experiments;

import java.util.Map;

/**
 * Input that is not allowed: turned once into a 400 that says what was wrong, what is allowed and
 * what was given, in the language of the page.
 */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final transient Map<String, String> values;

  /**
   * @param problem the key {@code bad-input.<problem>} of the frame's words
   * @param values what the sentence names: {@code parameter}, {@code given}, {@code allowed}
   */
  public BadInput(String problem, Map<String, String> values) {
    super(problem + " " + values);
    this.problem = problem;
    this.values = Map.copyOf(values);
  }

  /** Which mistake it is. */
  public String problem() {
    return problem;
  }

  /** What the sentence names. */
  public Map<String, String> values() {
    return values;
  }
}
