/**
 * Makes a real TIME_WAIT and tries to have its port again. Who holds what is read by {@code
 * portside.net.PortHolders}; what belongs here is the order of the steps.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.timewait;
