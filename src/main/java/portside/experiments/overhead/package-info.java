/**
 * Measures what watching costs: the same loop plainly and under a debugger, here, now. Here belong
 * the measurement and its picture; debuggers themselves are {@code portside.debug}.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.overhead;
