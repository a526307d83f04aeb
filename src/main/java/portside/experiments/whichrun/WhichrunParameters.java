package portside.experiments.whichrun;

import portside.experiments.Parameter;

/**
 * In what the program is started; both ways of starting it are always tried.
 *
 * @param shell what is left in the shell: nothing, or {@code FLASK_DEBUG=1}. With the latter the
 *     outcome speaks of debug mode and not of the address
 */
public record WhichrunParameters(
    @Parameter(
            value = "clean",
            choices = {"clean", FLASK_DEBUG})
        String shell) {
  /** The shell in which somebody has exported {@code FLASK_DEBUG=1}. */
  static final String FLASK_DEBUG = "flask-debug";

  /** Whether {@code FLASK_DEBUG=1} is left in the shell. */
  boolean debugInShell() {
    return shell.equals(FLASK_DEBUG);
  }
}
