package portside.experiments.conflict;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.net.ThisComputer;

/** Calls the doors of the two listeners and counts who answers. */
final class Visitor {
  /** As in the measurements that this experiment repeats: ten connections a door. */
  static final int CALLS = 10;

  private static final int PATIENCE_MILLIS = 10_000;

  private record Door(InetAddress address, Protocol protocol) {}

  private Visitor() {}

  static List<ConflictEvidence.Reached> callAll(ConflictParameters asked, int port)
      throws IOException {
    Set<Door> doors = new LinkedHashSet<>();
    doors(asked.first()).forEach(door -> doors.add(new Door(door, asked.firstProtocol())));
    doors(asked.second()).forEach(door -> doors.add(new Door(door, asked.secondProtocol())));
    List<ConflictEvidence.Reached> reached = new ArrayList<>();
    for (Door door : doors) {
      reached.add(call(door, port));
    }
    return List.copyOf(reached);
  }

  /** The addresses by which a listener can be called: a wildcard itself is none. */
  private static List<InetAddress> doors(InetAddress listener) {
    if (!listener.isAnyLocalAddress()) {
      return List.of(listener);
    }
    List<InetAddress> doors = new ArrayList<>();
    if (!(listener instanceof Inet4Address)) {
      doors.add(IpAddresses.parse("::1").orElseThrow());
    }
    doors.add(IpAddresses.LOOPBACK); // "::" is dual-stack here
    ThisComputer.now().lanAddresses().stream()
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .ifPresent(doors::add);
    return doors;
  }

  private static ConflictEvidence.Reached call(Door door, int port) {
    int first = 0;
    int second = 0;
    for (int i = 0; i < CALLS; i++) {
      int answer = call(door.protocol(), new InetSocketAddress(door.address(), port));
      first += answer == '1' ? 1 : 0;
      second += answer == '2' ? 1 : 0;
    }
    return new ConflictEvidence.Reached(
        door.address(), door.protocol(), first, second, CALLS - first - second);
  }

  private static int call(Protocol protocol, InetSocketAddress at) {
    try {
      return protocol == Protocol.TCP ? connect(at) : send(at);
    } catch (IOException nobody) {
      return -1;
    }
  }

  private static int connect(InetSocketAddress at) throws IOException {
    try (SocketChannel channel = SocketChannel.open(family(at))) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0); // leaves no TIME_WAIT behind
      channel.socket().connect(at, PATIENCE_MILLIS);
      channel.socket().setSoTimeout(PATIENCE_MILLIS);
      return channel.socket().getInputStream().read();
    }
  }

  private static int send(InetSocketAddress at) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open(family(at))) {
      channel.connect(at);
      channel.write(ByteBuffer.wrap(new byte[] {'?'}));
      byte[] answer = new byte[1];
      channel.socket().setSoTimeout(PATIENCE_MILLIS);
      channel.socket().receive(new java.net.DatagramPacket(answer, 1));
      return answer[0];
    }
  }

  private static StandardProtocolFamily family(InetSocketAddress at) {
    return at.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }
}
