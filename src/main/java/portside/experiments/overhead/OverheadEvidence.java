package portside.experiments.overhead;

import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.experiments.Unit;

/**
 * What was measured so far. All times are for one turn of the loop, of whose rounds the median, the
 * least and the greatest are given.
 *
 * @param ratio debugged by plain, of the medians
 * @param hitNanos what a single hit of the breakpoint, or a single step, costs; null where there is
 *     none
 * @param rounds how often each was measured, in turns
 * @param plainTurns turns of the loop in one plain measurement
 * @param debugTurns turns, or steps, in one measurement under the debugger
 * @param debugger what debugged
 */
public record OverheadEvidence(
    @Guests @Unit("") @Nullable Double ratio,
    @Guests @Unit("ns") @Nullable Double plainNanos,
    @Guests @Unit("ns") @Nullable Double plainLeast,
    @Guests @Unit("ns") @Nullable Double plainMost,
    @Guests @Unit("ns") @Nullable Double debugNanos,
    @Guests @Unit("ns") @Nullable Double debugLeast,
    @Guests @Unit("ns") @Nullable Double debugMost,
    @Guests @Unit("ns") @Nullable Double hitNanos,
    @Guests @Unit("") Integer rounds,
    @Guests @Unit("") Integer plainTurns,
    @Guests @Unit("") Integer debugTurns,
    @Guests @Nullable String debugger) {}
