/**
 * Asks the operating system for one port and shows its answer. Who a port belongs to is looked up
 * here only as far as it explains the answer; what there is to know about ports belongs to {@code
 * portside.net}.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.probe;
