package portside.process;

/**
 * Gets what a child writes, line by line, in the order in which it came, from one thread.
 *
 * <p>Lines are read as UTF-8; what is none becomes U+FFFD. (Python writes another encoding into a
 * pipe on some systems; {@code PYTHONUTF8=1} in its environment settles that.)
 */
@FunctionalInterface
public interface LineListener {
  /** The name of standard output. */
  String OUT = "stdout";

  /** The name of standard error. */
  String ERR = "stderr";

  /**
   * One line came.
   *
   * @param stream {@link #OUT} or {@link #ERR}
   * @param text the line without its end; at most {@link Output#LONGEST_LINE} characters, and an
   *     ellipsis where more was cut
   */
  void line(String stream, String text);

  /**
   * The child writes faster than this listener takes it, so lines were left out, here. The child is
   * never slowed down by that.
   *
   * @param lines how many, at least 1
   */
  default void leftOut(long lines) {}
}
