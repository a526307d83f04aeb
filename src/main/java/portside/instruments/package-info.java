/**
 * Here belongs what several widgets measure with: doors, curl, small sites for the reader's
 * browser, what the browsers of a class tell, what a refused bind means, the lessons' first server.
 * What only one widget needs belongs into its own folder. Two serve no widget: {@link
 * portside.instruments.HostFirewall} is asked by {@code room} and {@code cli}, and {@link
 * portside.instruments.WarmUp} is named by {@code Site}.
 */
@org.jspecify.annotations.NullMarked
package portside.instruments;
