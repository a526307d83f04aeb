/**
 * What the name localhost means to a Java program, to curl and to the reader's browser: two doors
 * on one port, and which of them is knocked at. Reading what the system says of the name belongs to
 * {@code portside.net}.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.localhost;
