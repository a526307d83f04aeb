/**
 * The first way out of a conflict: another number. Finds the next free port, opens a server there
 * and asks it for a page. Searching is done by {@code portside.net.Binding}.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.newport;
