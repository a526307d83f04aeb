package portside.experiments.probe;

import java.net.InetAddress;
import portside.experiments.Parameter;
import portside.net.Protocol;

/**
 * What is asked for.
 *
 * @param address where to bind; any address, also one that is not this computer's
 * @param port 0 to 65535; 0 lets the system choose
 * @param protocol TCP or UDP, each of which numbers its own ports
 */
public record ProbeParameters(
    @Parameter("127.0.0.1") InetAddress address,
    @Parameter(value = "8080", min = 0, max = 65_535) int port,
    @Parameter("tcp") Protocol protocol) {}
