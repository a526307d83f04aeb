package portside.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats.IPConnection;
import oshi.software.os.InternetProtocolStats.TcpState;
import oshi.software.os.OperatingSystem;

/**
 * The table of sockets of macOS and Windows, through OSHI. On macOS other users' sockets are
 * missing altogether without root.
 */
final class OshiSockets {
  private OshiSockets() {}

  /** Loaded at the first question, since it takes OSHI up to 300 ms to start. */
  private static final class Oshi {
    static final OperatingSystem SYSTEM = new SystemInfo().getOperatingSystem();
  }

  /** Reads the sockets of a protocol, IPv4 and IPv6, whose local port passes. */
  static List<SocketEntry> read(Protocol protocol, IntPredicate localPort) {
    List<SocketEntry> sockets = new ArrayList<>();
    for (IPConnection each : Oshi.SYSTEM.getInternetProtocolStats().getConnections()) {
      // "tcp4", "tcp6", and "tcp46" for a dual-stack one
      if (each.getType().startsWith(protocol.key()) && localPort.test(each.getLocalPort())) {
        sockets.add(entry(each, protocol));
      }
    }
    return sockets;
  }

  private static SocketEntry entry(IPConnection each, Protocol protocol) {
    boolean ipv6 = each.getType().contains("6");
    boolean connected = each.getForeignPort() != 0;
    int pid = each.getowningProcessId();
    return new SocketEntry(
        protocol,
        address(each.getLocalAddress(), ipv6),
        each.getLocalPort(),
        connected ? Optional.of(address(each.getForeignAddress(), ipv6)) : Optional.empty(),
        connected ? OptionalInt.of(each.getForeignPort()) : OptionalInt.empty(),
        state(each.getState(), protocol, connected),
        OptionalLong.empty(),
        pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty(),
        -1,
        Optional.empty());
  }

  /** OSHI gives no bytes for "any address" on some systems. */
  private static InetAddress address(byte[] bytes, boolean ipv6) {
    return IpAddresses.address(
        bytes.length == 4 || bytes.length == 16 ? bytes : new byte[ipv6 ? 16 : 4]);
  }

  private static SocketState state(TcpState state, Protocol protocol, boolean connected) {
    if (protocol == Protocol.UDP) {
      return connected ? SocketState.ESTABLISHED : SocketState.BOUND;
    }
    return switch (state) {
      case LISTEN -> SocketState.LISTEN;
      case SYN_SENT -> SocketState.SYN_SENT;
      case SYN_RECV -> SocketState.SYN_RECEIVED;
      case ESTABLISHED -> SocketState.ESTABLISHED;
      case FIN_WAIT_1 -> SocketState.FIN_WAIT_1;
      case FIN_WAIT_2 -> SocketState.FIN_WAIT_2;
      case CLOSE_WAIT -> SocketState.CLOSE_WAIT;
      case CLOSING -> SocketState.CLOSING;
      case LAST_ACK -> SocketState.LAST_ACK;
      case TIME_WAIT -> SocketState.TIME_WAIT;
      case CLOSED -> SocketState.CLOSED;
      case NONE, UNKNOWN -> SocketState.UNKNOWN;
    };
  }
}
