/**
 * Shows what a server loses that does not look at the Host header. How Portside itself checks it
 * belongs to {@code portside.access}.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.hostcheck;
