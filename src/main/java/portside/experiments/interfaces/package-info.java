/**
 * Lists the interfaces of this computer and which of them a server on 0.0.0.0 would open. Reading
 * them, and guessing what they are for, belongs to {@code portside.net}.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.interfaces;
