/**
 * Debugs a program of the lesson, or runs it plainly: breakpoints, steps, call stack, variables.
 * Here belong which programs there are, the life of a session and its page; how a debugger is
 * spoken to is {@code portside.debug}.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.debugger;
