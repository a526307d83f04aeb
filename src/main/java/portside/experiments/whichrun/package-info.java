/**
 * Here belongs the experiment <i>whichrun</i>: whether the command or the program decides where a
 * Flask server listens. How programs are started belongs to {@code programs}.
 */
@org.jspecify.annotations.NullMarked
package portside.experiments.whichrun;
