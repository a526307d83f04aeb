package portside.experiments.overhead;

import portside.experiments.Parameter;
import portside.programs.Language;

/**
 * What is compared with the plain run.
 *
 * @param runtime the language
 * @param compare what the debugger does meanwhile
 */
public record OverheadParameters(
    @Parameter("java") Language runtime, @Parameter("idle") Compare compare) {

  /** What the debugger does meanwhile. */
  public enum Compare {
    /** It is attached and has no breakpoint. */
    IDLE,
    /** It has a breakpoint on a line that the loop never reaches. */
    ELSEWHERE,
    /** It has a breakpoint in the loop whose condition is never true. */
    CONDITION,
    /** It steps through the loop, line by line. */
    STEP
  }
}
