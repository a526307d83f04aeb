package portside.debug;

import portside.process.Exit;

/**
 * Hears what happens in a debugged program. Methods are called from several threads; none may
 * block.
 */
public interface AdapterListener {
  /** The program stands still; stack and variables can be asked for. */
  void stopped(Stop stop);

  /** A breakpoint was found its place, later than it was set. */
  void placed(Placed placed);

  /**
   * A line of the program's output.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  void output(String stream, String text);

  /** The program writes faster than anybody reads; so many lines are missing here. */
  void leftOut(long lines);

  /** The program has ended; comes last. */
  void exited(Exit exit);

  /**
   * A message between Portside and the debugger.
   *
   * @param outgoing whether Portside sent it
   * @param json its text
   */
  void message(boolean outgoing, String json);
}
