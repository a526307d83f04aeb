/**
 * Asks the system for ports by the number 0 and draws what it hands out. The ranges themselves are
 * facts of {@code portside.net}; what belongs here is the asking and the drawing.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.ephemeral;
