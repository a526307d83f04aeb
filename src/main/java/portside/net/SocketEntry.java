package portside.net;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A socket as the system's table has it.
 *
 * @param inode Linux' number of the open socket, by which its processes are found; 0 if no process
 *     has it; empty on other systems
 * @param pid the one owner that the table itself names (other systems)
 * @param uid Linux' number of the user who made it; -1 if not told
 */
record SocketEntry(
    Protocol protocol,
    InetAddress localAddress,
    int localPort,
    Optional<InetAddress> remoteAddress,
    OptionalInt remotePort,
    SocketState state,
    OptionalLong inode,
    OptionalLong pid,
    long uid,
    Optional<Duration> timeLeft) {

  /**
   * A row of one of Linux' tables, of which there are two ({@link SocketDiag}, {@link ProcNet}).
   *
   * @param state the number of its state
   * @param inode as above
   * @param uid who made it; said of a socket without an inode, too, where it would be root's
   * @param timeLeft how long a socket in TIME_WAIT will last, if it is told
   */
  static SocketEntry ofLinux(
      Protocol protocol,
      InetAddress localAddress,
      int localPort,
      InetAddress remoteAddress,
      int remotePort,
      int state,
      long inode,
      long uid,
      Optional<Duration> timeLeft) {
    boolean connected = remotePort != 0;
    SocketState named = state(state, protocol);
    return new SocketEntry(
        protocol,
        localAddress,
        localPort,
        connected ? Optional.of(remoteAddress) : Optional.empty(),
        connected ? OptionalInt.of(remotePort) : OptionalInt.empty(),
        named,
        OptionalLong.of(inode),
        OptionalLong.empty(),
        inode == 0 ? -1 : uid,
        timeLeft.filter(left -> named == SocketState.TIME_WAIT));
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

  /**
   * Leaves out what a table tells twice. The kernel hands it out in pieces and finds its place
   * again by counting, so that a socket that comes meanwhile makes another one appear twice
   * (tcp_seek_last_pos in net/ipv4/tcp_ipv4.c; inet_diag_dump_icsk in net/ipv4/inet_diag.c).
   */
  static List<SocketEntry> once(Stream<SocketEntry> sockets) {
    Map<List<Object>, SocketEntry> known = new LinkedHashMap<>();
    sockets.forEach(socket -> known.putIfAbsent(socket.identity(), socket));
    return List.copyOf(known.values());
  }

  private List<Object> identity() {
    return List.of(localAddress, localPort, remoteAddress, remotePort, inode);
  }
}
