/**
 * Here belongs the experiment <i>noserver</i>: the same application called without a server and
 * without a port.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.noserver;
