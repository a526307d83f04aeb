/**
 * Here belongs what an experiment is: its contract, parameters, outcomes and evidence, and the
 * register that finds it by its name. Each experiment is a folder below; they do not know each
 * other, and nothing here knows any of them. The form of a run is here, too: what an experiment is
 * given of it, how it stood at a moment, where it was started, who follows it. What starts and
 * keeps runs is in {@code runs}. Neither cards nor lessons or HTTP belong here.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments;
