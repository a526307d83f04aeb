package portside.experiments.reach;

import java.net.InetAddress;
import portside.experiments.Parameter;
import portside.programs.ServerRuntime;

/**
 * What is tried.
 *
 * @param bind where the server listens: an address of this computer, or a wildcard
 * @param from by which door it is called; {@code other-device} is a browser elsewhere in the room
 * @param runtime Flask, or the Java twin
 */
public record ReachParameters(
    @Parameter("127.0.0.1") InetAddress bind,
    @Parameter(
            value = "loopback",
            choices = {
              "loopback",
              "127.0.0.2",
              "lan",
              "localhost",
              "ipv6-loopback",
              "wildcard",
              ReachParameters.OTHER_DEVICE
            })
        String from,
    @Parameter("java") ServerRuntime runtime) {
  /** A browser elsewhere in the room. */
  static final String OTHER_DEVICE = "other-device";
}
