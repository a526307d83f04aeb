/**
 * Here belongs what an experiment is: its contract, parameters, outcomes and evidence, and the
 * register that finds it by its name. Each experiment is a folder below; they do not know each
 * other, and nothing here knows any of them. Neither runs nor cards, lessons or HTTP belong here.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments;
