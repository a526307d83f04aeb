package portside.experiments.owner;

import portside.experiments.Parameter;
import portside.net.Protocol;

/**
 * Which port.
 *
 * @param port 1 to 65535
 * @param protocol TCP or UDP, each of which numbers its own ports
 */
public record OwnerParameters(
    @Parameter(value = "8080", min = 1, max = 65_535) int port,
    @Parameter("tcp") Protocol protocol) {}
