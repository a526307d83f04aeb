package portside.experiments;

import java.net.InetAddress;

/**
 * A door that a run holds open.
 *
 * @param address where its server listens
 * @param port and at which number
 */
public record Opened(InetAddress address, int port) {

  /** Whether other devices may come in. */
  public boolean toTheNetwork() {
    return !address.isLoopbackAddress();
  }
}
