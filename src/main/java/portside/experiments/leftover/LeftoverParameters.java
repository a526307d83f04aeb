package portside.experiments.leftover;

import portside.experiments.Parameter;

/**
 * What was left behind.
 *
 * @param variant which kind of program
 */
public record LeftoverParameters(@Parameter("plain") Variant variant) {

  /** The kinds of programs. */
  public enum Variant {
    /** One process. */
    PLAIN,
    /** Flask with its reloader: a parent and a child that share the listening socket. */
    RELOADER,
    /** One process, stopped as with Ctrl+Z: it holds the port and answers nobody. */
    STOPPED
  }
}
