package portside.net;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

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

  /** Processors of which the numbers below are known; MIPS and SPARC have others (socket.h). */
  private static final Set<String> PROCESSORS = Set.of("amd64", "aarch64");

  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;

  /** Children of this process, which may be started at any moment, do not inherit it. */
  private static final int SOCK_CLOEXEC = 02000000;

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
    place.setShort(0, (short) AF_INET);
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
    if (HostSystem.here() != HostSystem.LINUX
        || !PROCESSORS.contains(System.getProperty("os.arch"))
        || !IpAddresses.isIpv4(address)) {
      return Optional.empty();
    }
    Calls.load();
    return Optional.of(new LinuxBind(address));
  }

  /**
   * Asks for a port and gives it back.
   *
   * @return {@link #GIVEN}, or the error number
   */
  int ask(int port) {
    place.setShort(PORT, inNetworkOrder(port));
    int socket = Calls.socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0) {
      return NO_SOCKET;
    }
    try {
      return Calls.bind(socket, start, LENGTH) == 0 ? GIVEN : Native.getLastError();
    } finally {
      Calls.close(socket);
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

  /** The functions of the C library, loaded at the first scan. */
  private static final class Calls {
    static {
      Native.register(Calls.class, "c");
    }

    private Calls() {}

    static void load() {
      // the class is loaded
    }

    static native int socket(int family, int type, int protocol);

    static native int bind(int socket, long address, int length);

    static native int close(int socket);
  }
}
