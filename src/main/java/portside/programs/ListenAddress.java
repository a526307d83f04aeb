package portside.programs;

import java.net.InetAddress;

/**
 * Where a server is to listen.
 *
 * @param host an address of this computer, or a wildcard
 * @param port 1 to 65535
 */
record ListenAddress(InetAddress host, int port) {}
