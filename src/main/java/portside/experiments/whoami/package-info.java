/**
 * Who a reader is to this server: the two ends of the very connection that brought the request, and
 * the doors by which the page can be reached. What an address means in general belongs to {@code
 * portside.net}.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.whoami;
