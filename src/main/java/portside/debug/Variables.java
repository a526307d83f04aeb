package portside.debug;

import java.util.List;

/**
 * The variables of a frame: as many as a reader can look through. A debugger reads each by a
 * question of its own to the program, which takes a Java program with a thousand a fifth of a
 * second a step.
 *
 * @param shown those that are listed
 * @param more how many others there are, each of which can be asked for by its name
 */
public record Variables(List<Variable> shown, int more) {
  /** The most that are listed of one scope; of a Java object's fields there are fewer. */
  static final int MOST = 100;
}
