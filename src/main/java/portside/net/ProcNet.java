package portside.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Linux' tables of sockets as text, where {@link SocketDiag} cannot be had: {@code /proc/net/tcp}
 * and its like (proc_pid_net(5); kernel documentation, networking/proc_net_tcp). They show the
 * network namespace of the reader alone, and no TCP socket that is bound but neither listens nor is
 * connected.
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

  /** Reads the lines of a table. */
  static List<SocketEntry> read(List<String> lines, Protocol protocol, IntPredicate localPort) {
    return SocketEntry.once(
        lines.stream().flatMap(line -> parse(line, protocol, localPort).stream()));
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
      String[] timer = field[5].split(":");
      Optional<Duration> left =
          timer[0].equals(TIME_WAIT_TIMER)
              ? Optional.of(Duration.ofMillis(10 * Long.parseLong(timer[1], 16)))
              : Optional.empty();
      return Optional.of(
          SocketEntry.ofLinux(
              protocol,
              address(field[1]),
              localPort,
              address(field[2]),
              port(field[2]),
              Integer.parseInt(field[3], 16),
              Long.parseLong(field[9]),
              Long.parseLong(field[7]),
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
}
