/**
 * Two real debuggers behind one interface, in the words of the Debug Adapter Protocol: Python by
 * debugpy, over the protocol itself; Java by the JDK's own debugger interface, where Portside is
 * the adapter. Here belong starting a program under a debugger, breakpoints, steps, stacks and
 * variables, and the small evaluator that Java's interface lacks. Which programs, what a page shows
 * and how long a session lives do not: that is the experiments' business. It uses {@code process}
 * and {@code net} and knows no web, no experiment and no lesson.
 */
@org.jspecify.annotations.NullMarked
package portside.debug;
