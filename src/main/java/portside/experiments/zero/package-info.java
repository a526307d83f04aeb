/**
 * Opens http://0.0.0.0 for real, by curl or in the reader's browser, and shows whether anybody
 * redirects. The little server is {@code portside.net.DemoServer}; what belongs here is what it
 * answers, and what its record means.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.zero;
