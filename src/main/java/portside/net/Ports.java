package portside.net;

/** The range of a port number: 16 bits (RFC 9293 §3.1 for TCP, RFC 768 for UDP). */
final class Ports {
  static final int LAST = 65_535;

  private Ports() {}

  /**
   * Returns the port, or refuses a number that no port has.
   *
   * @throws IllegalArgumentException if it is outside 0 to 65535
   */
  static int check(int port) {
    if (port < 0 || port > LAST) {
      throw new IllegalArgumentException("A port is 0 to 65535, not " + port);
    }
    return port;
  }
}
