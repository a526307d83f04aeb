package portside.experiments.server;

import java.net.InetAddress;
import java.util.Map;
import portside.experiments.BadInput;
import portside.experiments.Parameter;
import portside.net.IpAddresses;
import portside.programs.ServerRuntime;

/**
 * What is started.
 *
 * @param runtime Flask, or the Java twin
 * @param host where it listens
 * @param port 0 to 65535; 0 for any that is free
 * @param debug Flask's debug mode. Its error page has a console that runs code (Flask
 *     documentation, "Debugging Application Errors"), so that it is allowed on loopback only
 */
public record ServerParameters(
    @Parameter("java") ServerRuntime runtime,
    @Parameter("127.0.0.1") InetAddress host,
    @Parameter(value = "8080", min = 0, max = 65_535) int port,
    @Parameter("off") boolean debug) {

  /**
   * Refuses what does not go together.
   *
   * @throws BadInput when debug is on and others could come in, or for Java, which has no such mode
   */
  public ServerParameters {
    if (debug && !host.isLoopbackAddress()) {
      throw new BadInput(
          "debug-open",
          Map.of("parameter", "debug", "given", IpAddresses.text(host), "allowed", "127.0.0.1"));
    }
    if (debug && runtime == ServerRuntime.JAVA) {
      throw new BadInput(
          "debug-java", Map.of("parameter", "debug", "given", "on", "allowed", "off"));
    }
  }
}
