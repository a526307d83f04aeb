/**
 * Calls three kinds of listeners and keeps apart what they do to a caller: refuse, answer, keep
 * silent. Why a server is silent is not told here; that a stopped process is, belongs to the
 * experiments with processes.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.silence;
