package portside.net;

import com.sun.jna.Native;
import java.util.Set;

/** Functions of Linux' C library for which Java has no words, and their numbers. */
final class LinuxCalls {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int AF_NETLINK = 16;
  static final int SOCK_STREAM = 1;
  static final int SOCK_RAW = 3;

  /** Children of this process, which may be started at any moment, do not inherit it. */
  static final int SOCK_CLOEXEC = 02000000;

  /** Processors of which the numbers above are known; MIPS and SPARC have others (socket.h). */
  private static final Set<String> PROCESSORS = Set.of("amd64", "aarch64");

  private LinuxCalls() {}

  /** Whether the numbers are those of this system. */
  static boolean areKnown() {
    return HostSystem.here() == HostSystem.LINUX
        && PROCESSORS.contains(System.getProperty("os.arch"));
  }

  /**
   * The functions themselves. Who first uses one gets a {@link LinkageError} where the library that
   * makes the calls cannot be loaded, as with a folder for temporary files that runs nothing.
   */
  static final class Library {
    static {
      Native.register(Library.class, "c");
    }

    private Library() {}

    static void load() {
      // the class is loaded
    }

    static native int socket(int family, int type, int protocol);

    static native int bind(int socket, long address, int length);

    static native long send(int socket, long bytes, long length, int flags);

    static native long recv(int socket, long bytes, long length, int flags);

    static native int close(int socket);
  }
}
