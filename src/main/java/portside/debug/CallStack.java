package portside.debug;

import java.util.List;

/**
 * The calls that have not returned yet, as many as a reader can look through.
 *
 * @param shown the innermost first
 * @param more how many others there are, further out
 */
public record CallStack(List<StackFrame> shown, int more) {
  /** The most that are listed. */
  static final int MOST = 20;
}
