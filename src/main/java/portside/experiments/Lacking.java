package portside.experiments;

import java.io.IOException;
import java.util.Map;

/**
 * What an experiment finds missing in the middle of its work: thrown where it is found, and the run
 * ends with it as with {@link Run#missing}. Only before it has settled.
 */
public final class Lacking extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Missing missing;

  /**
   * @param missing what is missing, in the experiment's words or else in the site's
   */
  public Lacking(Missing missing) {
    super(missing.reason());
    this.missing = missing;
  }

  /** The same for a reason that names nothing. */
  public Lacking(String reason) {
    this(new Missing(reason));
  }

  /** The same for a reason that names a port. */
  public Lacking(String reason, int port) {
    this(new Missing(reason, Map.of("port", Integer.toString(port))));
  }

  /** What is missing. */
  public Missing missing() {
    return missing;
  }
}
