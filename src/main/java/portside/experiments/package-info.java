/**
 * Here belongs what an experiment is: its contract, parameters, evidence and runs, the register,
 * the endpoint and the one card that shows them all. Each experiment is a folder below; they do not
 * know each other. Lessons are not known here: a page that carries cards is a {@link
 * portside.experiments.Place}.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments;
