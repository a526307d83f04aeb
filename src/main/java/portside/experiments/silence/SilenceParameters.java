package portside.experiments.silence;

import portside.experiments.Parameter;

/**
 * Who is called.
 *
 * @param target who waits at the port
 */
public record SilenceParameters(@Parameter("nobody") Target target) {

  /** Who waits at the port. */
  public enum Target {
    /** No listener. The port is held for the length of the run, so that nobody else takes it. */
    NOBODY,
    /** A server that answers. */
    SERVER,
    /**
     * A listener whose program never accepts, as that of a stopped process (Ctrl+Z): the system
     * still completes connections for it.
     */
    STOPPED_SERVER
  }
}
