package portside.net;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.Optional;
import portside.net.LinuxCalls.Library;

/**
 * Binds TCP ports of one IPv4 address by three system calls each: socket, bind, close. A {@code
 * SocketChannel} makes five, since it asks twice after each bind which address it has got
 * (getsockname; JDK, {@code sun.nio.ch.Net.localAddress}), and there is no way to tell it not to.
 * For 65,535 ports that is a third of the time.
 *
 * <p>For one thread. It says no more than the error number: whoever wants the system's words asks
 * again through Java.
 */
final class LinuxBind implements AutoCloseable {
  /** The port was given, and is given back already. */
  static final int GIVEN = 0;

  /** EACCES of errno(3). */
  static final int NEEDS_PRIVILEGE = 13;

  /** EADDRINUSE of errno(3). */
  static final int IN_USE = 98;

  /** There was not even a socket to ask with. */
  static final int NO_SOCKET = -1;

  /** struct sockaddr_in (ip(7)): family, port, address, and eight bytes of nothing. */
  private static final int LENGTH = 16;

  private static final int PORT = 2;
  private static final int ADDRESS = 4;

  private final Memory place;

  /** Where it is. As a number it passes to the system with no object to be looked into. */
  private final long start;

  private LinuxBind(InetAddress address) {
    place = new Memory(LENGTH);
    place.clear();
    place.setShort(0, (short) LinuxCalls.AF_INET);
    place.write(ADDRESS, address.getAddress(), 0, 4);
    start = Pointer.nativeValue(place);
  }

  /**
   * Prepares to ask for ports of that address.
   *
   * @return empty where this cannot be done so: on other systems, and for IPv6
   * @throws LinkageError where the library that makes the calls cannot be loaded, as with a folder
   *     for temporary files that runs nothing
   */
  static Optional<LinuxBind> at(InetAddress address) {
    if (!LinuxCalls.areKnown() || !IpAddresses.isIpv4(address)) {
      return Optional.empty();
    }
    Library.load();
    return Optional.of(new LinuxBind(address));
  }

  /**
   * Asks for a port and gives it back.
   *
   * @return {@link #GIVEN}, or the error number
   */
  int ask(int port) {
    place.setShort(PORT, inNetworkOrder(port));
    int socket =
        Library.socket(LinuxCalls.AF_INET, LinuxCalls.SOCK_STREAM | LinuxCalls.SOCK_CLOEXEC, 0);
    if (socket < 0) {
      return NO_SOCKET;
    }
    try {
      return Library.bind(socket, start, LENGTH) == 0 ? GIVEN : Native.getLastError();
    } finally {
      Library.close(socket);
    }
  }

  private static short inNetworkOrder(int port) {
    short number = (short) port;
    return ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? number : Short.reverseBytes(number);
  }

  @Override
  public void close() {
    place.close();
  }
}
