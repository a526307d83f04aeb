/**
 * The exercise: a program holds a port in the background, and the reader finds and ends it in their
 * own terminal, while Portside watches. It starts and ends processes by {@code portside.process}
 * only, and only its own.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.leftover;
