/**
 * Sends bytes to one of this computer's own addresses and watches which interface counts them.
 * Reading the counters belongs to {@code portside.net}; what belongs here is telling our own bytes
 * from everybody else's, and the drawing of the way that they took.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.path;
