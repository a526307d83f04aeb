package portside.experiments.debugger;

import portside.experiments.Parameter;
import portside.programs.Language;

/**
 * What to debug, and how.
 *
 * @param program a program of the lesson
 * @param runtime its language
 * @param mode under the debugger, or plainly
 * @param breakpoint the line of a first breakpoint; 0 for none. How many lines there are, only the
 *     program itself can tell
 */
public record DebuggerParameters(
    @Parameter("average") Program program,
    @Parameter("java") Language runtime,
    @Parameter("debug") Mode mode,
    @Parameter(value = "0", max = Integer.MAX_VALUE) int breakpoint) {

  /** The programs of the lesson. */
  public enum Program {
    /** A loop with a logical mistake: it skips the first grade. */
    AVERAGE,
    /** It divides by zero. */
    SHARE,
    /** It waits for input. */
    GREET,
    /** It never ends. */
    FOREVER,
    /** A server, in Flask and in Javalin. */
    VISITS,
    /** The same with Flask's reloader, which serves from a second process. */
    RELOADER
  }

  /** As the two entries of VS Code's menu Run. */
  public enum Mode {
    /** Start Debugging. */
    DEBUG,
    /** Run Without Debugging. */
    RUN
  }
}
