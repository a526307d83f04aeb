package portside.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Linux' tables of sockets, {@code /proc/net/tcp} and its like (proc_pid_net(5); kernel
 * documentation, networking/proc_net_tcp). They show the network namespace of the reader alone, and
 * no TCP socket that is bound but neither listens nor is connected.
 */
final class ProcNet {
  private static final Path FOLDER = Path.of("/proc/net");

  /** The timer of a socket in TIME_WAIT, in hundredths of a second (USER_HZ; time(7)). */
  private static final String TIME_WAIT_TIMER = "03";

  private ProcNet() {}

  /**
   * Reads the sockets of a protocol, IPv4 and IPv6, whose local port passes. For each of the two
   * tables the kernel walks through a quarter of a million buckets on a computer with much memory,
   * most of them empty: some five milliseconds, which the processors share.
   */
  static List<SocketEntry> read(Protocol protocol, IntPredicate localPort) {
    return Stream.of(protocol.key(), protocol.key() + "6")
        .parallel()
        .flatMap(table -> read(lines(table), protocol, localPort).stream())
        .toList();
  }

  private static List<String> lines(String table) {
    try {
      return Files.readAllLines(FOLDER.resolve(table), StandardCharsets.ISO_8859_1);
    } catch (IOException noIpv6) {
      return List.of(); // a system without IPv6 has no second table
    }
  }

  /**
   * Reads the lines of a table. The kernel hands it out in pieces and finds its place again by
   * counting, so that a socket that comes meanwhile makes another one appear twice
   * (tcp_seek_last_pos in net/ipv4/tcp_ipv4.c).
   */
  static Collection<SocketEntry> read(
      List<String> lines, Protocol protocol, IntPredicate localPort) {
    Map<List<Object>, SocketEntry> sockets = new LinkedHashMap<>();
    for (String line : lines) {
      parse(line, protocol, localPort)
          .ifPresent(socket -> sockets.putIfAbsent(identity(socket), socket));
    }
    return sockets.values();
  }

  private static List<Object> identity(SocketEntry socket) {
    return List.of(
        socket.localAddress(),
        socket.localPort(),
        socket.remoteAddress(),
        socket.remotePort(),
        socket.inode());
  }

  /** Reads one row; empty if its port does not pass or if it is no row. */
  static Optional<SocketEntry> parse(String line, Protocol protocol, IntPredicate wanted) {
    // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
    try {
      int localPort = localPort(line);
      if (!wanted.test(localPort)) {
        return Optional.empty();
      }
      String[] field = line.strip().split("\\s+");
      int remotePort = port(field[2]);
      InetAddress remote = address(field[2]);
      boolean connected = remotePort != 0;
      SocketState state = state(Integer.parseInt(field[3], 16), protocol);
      long inode = Long.parseLong(field[9]);
      String[] timer = field[5].split(":");
      Optional<Duration> left =
          state == SocketState.TIME_WAIT && timer[0].equals(TIME_WAIT_TIMER)
              ? Optional.of(Duration.ofMillis(10 * Long.parseLong(timer[1], 16)))
              : Optional.empty();
      return Optional.of(
          new SocketEntry(
              protocol,
              address(field[1]),
              localPort,
              connected ? Optional.of(remote) : Optional.empty(),
              connected ? OptionalInt.of(remotePort) : OptionalInt.empty(),
              state,
              OptionalLong.of(inode),
              OptionalLong.empty(),
              // Without an inode the user is shown as 0, which would be root's.
              inode == 0 ? -1 : Long.parseLong(field[7]),
              left));
    } catch (IndexOutOfBoundsException | NumberFormatException notARow) {
      return Optional.empty();
    }
  }

  /** Returns the names of users by number, from /etc/passwd; a directory service is not asked. */
  static Map<Long, String> users() {
    Map<Long, String> users = new HashMap<>();
    try {
      for (String line : Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)) {
        String[] field = line.split(":");
        if (field.length > 2 && field[2].matches("\\d{1,10}")) {
          users.putIfAbsent(Long.parseLong(field[2]), field[0]);
        }
      }
    } catch (IOException unreadable) {
      // numbers will do
    }
    return users;
  }

  /** The port behind the second colon; most rows are not wanted and not taken apart further. */
  private static int localPort(String line) {
    int colon = line.indexOf(':', line.indexOf(':') + 1);
    return Integer.parseInt(line, colon + 1, line.indexOf(' ', colon), 16);
  }

  private static int port(String addressAndPort) {
    return Integer.parseInt(addressAndPort.substring(addressAndPort.indexOf(':') + 1), 16);
  }

  /** The address is printed as 32-bit words of the processor's byte order, one or four. */
  private static InetAddress address(String addressAndPort) {
    int digits = addressAndPort.indexOf(':');
    if (digits != 8 && digits != 32) {
      throw new NumberFormatException(addressAndPort);
    }
    ByteBuffer bytes = ByteBuffer.allocate(digits / 2).order(ByteOrder.nativeOrder());
    for (int i = 0; i < digits; i += 8) {
      bytes.putInt(Integer.parseUnsignedInt(addressAndPort, i, i + 8, 16));
    }
    return IpAddresses.address(bytes.array());
  }

  /** The numbers of include/net/tcp_states.h. */
  private static SocketState state(int number, Protocol protocol) {
    if (protocol == Protocol.UDP) {
      return number == 1 ? SocketState.ESTABLISHED : SocketState.BOUND;
    }
    return switch (number) {
      case 1 -> SocketState.ESTABLISHED;
      case 2 -> SocketState.SYN_SENT;
      case 3, 12 -> SocketState.SYN_RECEIVED;
      case 4 -> SocketState.FIN_WAIT_1;
      case 5 -> SocketState.FIN_WAIT_2;
      case 6 -> SocketState.TIME_WAIT;
      case 7 -> SocketState.CLOSED;
      case 8 -> SocketState.CLOSE_WAIT;
      case 9 -> SocketState.LAST_ACK;
      case 10 -> SocketState.LISTEN;
      case 11 -> SocketState.CLOSING;
      default -> SocketState.UNKNOWN;
    };
  }
}
