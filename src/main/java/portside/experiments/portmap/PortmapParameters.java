package portside.experiments.portmap;

import java.net.InetAddress;
import portside.experiments.Parameter;

/**
 * What is looked at.
 *
 * @param source where the knowledge comes from
 * @param address one of this computer's own addresses; a listener on a wildcard is heard there too
 */
public record PortmapParameters(
    @Parameter("table") Source source, @Parameter("127.0.0.1") InetAddress address) {

  /** Where the knowledge comes from. */
  public enum Source {
    /** The operating system's table of sockets alone. */
    TABLE,
    /** The table, and a bind of every TCP port beside it. */
    SCAN
  }
}
