package portside.experiments.conflict;

import java.net.InetAddress;
import portside.experiments.Parameter;
import portside.net.Protocol;

/**
 * The two listeners. Both get the same options.
 *
 * @param first where the first one listens; an address of this computer
 * @param firstProtocol TCP or UDP
 * @param second where the second one wants to listen, at the same port
 * @param secondProtocol TCP or UDP
 * @param reuseAddress whether both set SO_REUSEADDR
 * @param reusePort whether both set SO_REUSEPORT, which Windows does not have
 * @param variant one pair, or in addition the table of all
 */
public record ConflictParameters(
    @Parameter("127.0.0.1") InetAddress first,
    @Parameter("tcp") Protocol firstProtocol,
    @Parameter("127.0.0.1") InetAddress second,
    @Parameter("tcp") Protocol secondProtocol,
    @Parameter("off") boolean reuseAddress,
    @Parameter("off") boolean reusePort,
    @Parameter("pair") Variant variant) {

  /** How much is measured. */
  public enum Variant {
    /** The two listeners. */
    PAIR,
    /** The two listeners, and then every pair of six addresses. */
    MATRIX
  }

  /** How both listeners are opened. */
  Listener.Options options() {
    return new Listener.Options(reuseAddress, reusePort);
  }
}
