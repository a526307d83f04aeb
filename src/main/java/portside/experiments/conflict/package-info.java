/**
 * Two listeners and one port number: which pairs the system lets live side by side, and who is
 * reached at which door. What other systems are known to do stands in {@code known.tsv}, each line
 * with its source.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.conflict;
