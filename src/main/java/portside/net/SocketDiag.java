package portside.net;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import portside.net.LinuxCalls.Library;

/**
 * Linux' tables of sockets by netlink (sock_diag(7)), as {@code ss} asks for them. It says what
 * {@link ProcNet} says, twenty times as quickly: of {@code /proc/net/tcp} the kernel locks each of
 * a quarter of a million buckets on a computer with much memory, and most of them are empty.
 */
final class SocketDiag {
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final int SOCK_DIAG_BY_FAMILY = 20;

  /** NLM_F_REQUEST, and NLM_F_DUMP for all that there are (netlink(7)). */
  private static final short ALL = 0x301;

  private static final int NLMSG_ERROR = 2;
  private static final int NLMSG_DONE = 3;

  /** struct nlmsghdr: length, type, flags, sequence, sender. */
  private static final int HEADER = 16;

  /** The header and struct inet_diag_req_v2: family, protocol, two bytes, states, socket. */
  private static final int REQUEST = HEADER + 56;

  /** struct inet_diag_msg: what follows it are attributes, for which nobody has asked. */
  private static final int ROW = 72;

  private static final int FAMILY = 0;
  private static final int STATE = 1;
  private static final int TIMER = 2;
  private static final int LOCAL_PORT = 4;
  private static final int REMOTE_PORT = 6;
  private static final int LOCAL_ADDRESS = 8;
  private static final int REMOTE_ADDRESS = 24;
  private static final int EXPIRES = 52;
  private static final int UID = 64;
  private static final int INODE = 68;

  /** Those of include/net/tcp_states.h that {@code /proc/net/tcp} shows: 1 to 12. */
  private static final int STATES = 0x1ffe;

  private static final int TIME_WAIT_TIMER = 3;

  /** As much as the kernel hands out at a time (netlink_dump in net/netlink/af_netlink.c). */
  private static final int PIECE = 32_768;

  private SocketDiag() {}

  /**
   * Reads the sockets of a protocol, IPv4 and IPv6, whose local port passes.
   *
   * @throws IOException where the kernel cannot be asked so: it may lack this, a container may
   *     forbid it, its numbers for this processor may not be known
   * @throws LinkageError where the library that makes the calls cannot be loaded
   */
  static List<SocketEntry> read(Protocol protocol, IntPredicate localPort) throws IOException {
    if (!LinuxCalls.areKnown()) {
      throw new IOException("not known here");
    }
    try (Memory memory = new Memory(PIECE)) {
      ByteBuffer bytes = memory.getByteBuffer(0, PIECE).order(ByteOrder.nativeOrder());
      List<SocketEntry> found = new ArrayList<>();
      read(protocol, LinuxCalls.AF_INET, localPort, memory, bytes, found);
      read(protocol, LinuxCalls.AF_INET6, localPort, memory, bytes, found);
      return SocketEntry.once(found.stream());
    }
  }

  private static void read(
      Protocol protocol,
      int family,
      IntPredicate localPort,
      Memory memory,
      ByteBuffer bytes,
      List<SocketEntry> found)
      throws IOException {
    int socket =
        Library.socket(
            LinuxCalls.AF_NETLINK,
            LinuxCalls.SOCK_RAW | LinuxCalls.SOCK_CLOEXEC,
            NETLINK_SOCK_DIAG);
    if (socket < 0) {
      throw new IOException("no netlink");
    }
    try {
      long at = Pointer.nativeValue(memory);
      request(protocol, family, bytes);
      if (Library.send(socket, at, REQUEST, 0) != REQUEST) {
        throw new IOException("not asked");
      }
      boolean more = true;
      while (more) {
        int length = (int) Library.recv(socket, at, PIECE, 0);
        if (length < HEADER) {
          throw new IOException("no answer");
        }
        more = take(bytes.limit(length), protocol, localPort, found);
        bytes.clear();
      }
    } finally {
      Library.close(socket);
    }
  }

  private static void request(Protocol protocol, int family, ByteBuffer bytes) {
    bytes.clear();
    bytes.put(new byte[REQUEST]);
    bytes.putInt(0, REQUEST);
    bytes.putShort(4, (short) SOCK_DIAG_BY_FAMILY);
    bytes.putShort(6, ALL);
    bytes.put(HEADER, (byte) family);
    bytes.put(HEADER + 1, (byte) (protocol == Protocol.TCP ? 6 : 17));
    bytes.putInt(HEADER + 4, STATES);
    bytes.clear();
  }

  /**
   * Takes the rows of a piece of the answer.
   *
   * @return whether there is more to come
   * @throws IOException when the kernel has refused
   */
  static boolean take(
      ByteBuffer piece, Protocol protocol, IntPredicate localPort, List<SocketEntry> found)
      throws IOException {
    int start = 0;
    while (start + HEADER <= piece.limit()) {
      int length = piece.getInt(start);
      int type = piece.getShort(start + 4);
      if (type == NLMSG_DONE) {
        return false;
      }
      if (type == NLMSG_ERROR || length < HEADER || start + length > piece.limit()) {
        throw new IOException("refused");
      }
      if (type == SOCK_DIAG_BY_FAMILY && length >= HEADER + ROW) {
        row(piece, start + HEADER, protocol, localPort, found);
      }
      start += (length + 3) & ~3; // each begins at a multiple of four
    }
    return true;
  }

  private static void row(
      ByteBuffer piece, int row, Protocol protocol, IntPredicate wanted, List<SocketEntry> found) {
    int localPort = port(piece, row + LOCAL_PORT);
    if (!wanted.test(localPort)) {
      return;
    }
    int length = piece.get(row + FAMILY) == LinuxCalls.AF_INET ? 4 : 16;
    Optional<Duration> left =
        piece.get(row + TIMER) == TIME_WAIT_TIMER
            ? Optional.of(Duration.ofMillis(Integer.toUnsignedLong(piece.getInt(row + EXPIRES))))
            : Optional.empty();
    found.add(
        SocketEntry.ofLinux(
            protocol,
            address(piece, row + LOCAL_ADDRESS, length),
            localPort,
            address(piece, row + REMOTE_ADDRESS, length),
            port(piece, row + REMOTE_PORT),
            piece.get(row + STATE),
            Integer.toUnsignedLong(piece.getInt(row + INODE)),
            Integer.toUnsignedLong(piece.getInt(row + UID)),
            left));
  }

  /** Ports and addresses stand in the network's order, whatever the processor's is. */
  private static int port(ByteBuffer piece, int at) {
    return Byte.toUnsignedInt(piece.get(at)) << 8 | Byte.toUnsignedInt(piece.get(at + 1));
  }

  private static InetAddress address(ByteBuffer piece, int at, int length) {
    byte[] address = new byte[length];
    piece.get(at, address);
    return IpAddresses.address(address);
  }
}
