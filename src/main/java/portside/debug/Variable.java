package portside.debug;

/**
 * A variable of a frame.
 *
 * @param name its name
 * @param value its value as text, bounded
 * @param type its type
 * @param scope {@link #LOCAL} or {@link #OUTER}
 */
public record Variable(String name, String value, String type, String scope) {
  /** A parameter or a local variable of the function. */
  public static final String LOCAL = "local";

  /** A field of the class, or a variable of the module. */
  public static final String OUTER = "outer";
}
