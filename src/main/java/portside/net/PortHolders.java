package portside.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who holds a port of this computer: listeners, connections, and what is left of closed ones.
 *
 * <p>On Linux the sockets are asked of the kernel ({@link SocketDiag}, or else {@link ProcNet}),
 * and their processes read from {@code /proc} ({@link ProcFds}), because only that names all of a
 * shared socket; macOS and Windows through OSHI.
 */
public final class PortHolders {
  /** A flood of questions gets a table so often and no more. */
  private static final Duration CALLERS_REST = Duration.ofMillis(50);

  /** By the local port: as many as this process has sites. */
  private static final Map<Integer, SharedReading<Map<Ends, List<InetSocketAddress>>>> CALLERS =
      new ConcurrentHashMap<>();

  private PortHolders() {}

  /**
   * Returns all sockets with that local port, listeners first.
   *
   * <p>Not seen: a TCP socket that is bound but does not listen; on Linux, sockets of another
   * network namespace (a container); on macOS without root, sockets of other users.
   *
   * @param port 0 to 65535
   * @return one entry for each process of each socket; empty if nobody holds the port
   * @throws IllegalArgumentException if no port has that number
   */
  public static List<Holder> of(int port, Protocol protocol) {
    Ports.check(port);
    return holders(sockets(protocol, p -> p == port));
  }

  /**
   * Returns all sockets that have that port at either end, as {@link #of} does for one end, by
   * local port: those of this computer's own clients are among them.
   *
   * @param port 0 to 65535
   * @throws IllegalArgumentException if no port has that number
   */
  public static List<Holder> atBothEnds(int port, Protocol protocol) {
    Ports.check(port);
    return holders(
        sockets(protocol, anyPort -> true).stream()
            .filter(s -> s.localPort() == port || s.remotePort().orElse(-1) == port)
            .toList());
  }

  /** Returns what waits for newcomers at any port, as {@link #of} does for one, by port. */
  public static List<Holder> listeners(Protocol protocol) {
    return holders(
        sockets(protocol, anyPort -> true).stream()
            .filter(socket -> socket.state().takesNewcomers())
            .toList());
  }

  /** Returns all sockets of this computer, as {@link #of} does for one port, by port. */
  public static List<Holder> all(Protocol protocol) {
    return holders(sockets(protocol, anyPort -> true));
  }

  /**
   * Returns all sockets of both protocols: one walk through the processes where two are not needed.
   */
  public static List<Holder> all() {
    List<SocketEntry> sockets = new ArrayList<>(sockets(Protocol.TCP, anyPort -> true));
    sockets.addAll(sockets(Protocol.UDP, anyPort -> true));
    return holders(sockets);
  }

  /**
   * Returns the other ends of the connections that are open at that address and port and come from
   * {@code from}, by their numbers. Together with this end each is the four values that a
   * connection is known by (RFC 9293 §3.3.1). Processes are not looked for, and whoever asks while
   * a table is being read shares the next one, so that it costs little however many ask.
   *
   * @param port 0 to 65535
   * @throws IllegalArgumentException if no port has that number
   */
  public static List<InetSocketAddress> callers(InetAddress address, int port, InetAddress from) {
    Ports.check(port);
    return CALLERS
        .computeIfAbsent(port, p -> new SharedReading<>(() -> callers(p), CALLERS_REST))
        .get()
        .getOrDefault(new Ends(address, from), List.of());
  }

  /** The two addresses of a connection. */
  private record Ends(InetAddress here, InetAddress there) {}

  private static Map<Ends, List<InetSocketAddress>> callers(int port) {
    return sockets(Protocol.TCP, p -> p == port).stream()
        .filter(s -> s.state() == SocketState.ESTABLISHED)
        .filter(s -> s.remoteAddress().isPresent() && s.remotePort().isPresent())
        .sorted(Comparator.comparingInt(s -> s.remotePort().getAsInt()))
        .collect(
            Collectors.groupingBy(
                s -> new Ends(s.localAddress(), s.remoteAddress().get()),
                Collectors.mapping(
                    s -> new InetSocketAddress(s.remoteAddress().get(), s.remotePort().getAsInt()),
                    Collectors.toList())));
  }

  private static List<SocketEntry> sockets(Protocol protocol, IntPredicate localPort) {
    if (HostSystem.here() != HostSystem.LINUX) {
      return OshiSockets.read(protocol, localPort);
    }
    try {
      return SocketDiag.read(protocol, localPort);
    } catch (IOException | LinkageError asText) {
      return ProcNet.read(protocol, localPort);
    }
  }

  /** Adds the processes to the sockets. */
  static List<Holder> holders(List<SocketEntry> sockets) {
    Set<Long> inodes =
        sockets.stream()
            .flatMapToLong(socket -> socket.inode().stream())
            .filter(inode -> inode != 0)
            .boxed()
            .collect(Collectors.toSet());
    Map<Long, Set<Long>> owners = ProcFds.owners(inodes);
    Map<Long, String> users = inodes.isEmpty() ? Map.of() : ProcNet.users();
    Map<Long, Owner> processes = new HashMap<>();
    return sockets.stream()
        .flatMap(socket -> holders(socket, pids(socket, owners), users, processes))
        .sorted(
            Comparator.comparingInt(Holder::localPort)
                .thenComparing(holder -> !holder.state().takesNewcomers()))
        .toList();
  }

  /** What the system tells of a process; each is asked once. */
  private record Owner(Optional<String> user, Optional<String> command) {
    static Owner of(long pid) {
      Optional<ProcessHandle.Info> info = ProcessHandle.of(pid).map(ProcessHandle::info);
      return new Owner(
          info.flatMap(ProcessHandle.Info::user), info.flatMap(of -> CommandLines.of(pid, of)));
    }
  }

  private static Set<Long> pids(SocketEntry socket, Map<Long, Set<Long>> owners) {
    return socket.inode().isPresent()
        ? owners.getOrDefault(socket.inode().getAsLong(), Set.of())
        : socket.pid().stream().boxed().collect(Collectors.toSet());
  }

  /** One for each of a socket's processes, or the one that has none to be seen. */
  private static Stream<Holder> holders(
      SocketEntry socket, Set<Long> pids, Map<Long, String> users, Map<Long, Owner> processes) {
    Optional<String> maker = maker(socket, users);
    if (pids.isEmpty()) {
      return Stream.of(
          holder(socket, OptionalLong.empty(), Optional.empty(), maker, hasOwner(socket)));
    }
    return pids.stream()
        .map(
            pid -> {
              Owner process = processes.computeIfAbsent(pid, Owner::of);
              Optional<String> user = process.user().or(() -> maker);
              return holder(socket, OptionalLong.of(pid), process.command(), user, false);
            });
  }

  /** Linux keeps the user who made a socket even where it hides the process. */
  private static Optional<String> maker(SocketEntry socket, Map<Long, String> users) {
    return socket.uid() < 0
        ? Optional.empty()
        : Optional.of(users.getOrDefault(socket.uid(), Long.toString(socket.uid())));
  }

  /** Elsewhere than on Linux, only TIME_WAIT is known to have none. */
  private static boolean hasOwner(SocketEntry socket) {
    return socket.inode().isPresent()
        ? socket.inode().getAsLong() != 0
        : socket.state() != SocketState.TIME_WAIT;
  }

  private static Holder holder(
      SocketEntry socket,
      OptionalLong pid,
      Optional<String> command,
      Optional<String> user,
      boolean hidden) {
    return new Holder(
        socket.protocol(),
        pid,
        command,
        user,
        socket.localAddress(),
        socket.localPort(),
        socket.remoteAddress(),
        socket.remotePort(),
        socket.state(),
        hidden,
        socket.timeLeft());
  }
}
