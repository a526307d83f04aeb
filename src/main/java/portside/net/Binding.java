package portside.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/** Asks the operating system for a port, and gives it back at once. */
public final class Binding {
  private static final int FIRST_FOR_PROGRAMS = 11_000;
  private static final int FOR_ONE_PORTSIDE = 500;
  private static final int PORTSIDES = 16;

  private Binding() {}

  /** Why the system refused. */
  public enum Failure {
    /** EADDRINUSE: another socket has this protocol, address and port. */
    IN_USE,
    /** EACCES: the port is among the privileged ones and this user is not. */
    NEEDS_PRIVILEGE,
    /** EADDRNOTAVAIL: the address is no address of this computer. */
    NOT_THIS_COMPUTER,
    /** Windows keeps the port back; nobody owns it. See {@link ReservedPorts}. */
    RESERVED,
    /** Something else; the system's text says what. */
    OTHER
  }

  /**
   * What came of one attempt, true for the moment in which it was made.
   *
   * @param address the address that was asked for
   * @param port the port that was asked for, 0 to 65535; 0 means "choose for me"
   * @param protocol TCP or UDP
   * @param boundPort the port that was given; empty if none was
   * @param elapsedMicros from opening the socket to the answer, in microseconds
   * @param failure why not; empty if it worked
   * @param error the system's own words, in its language; empty if it worked, and where the system
   *     would have given what is no address of this computer
   */
  public record Attempt(
      InetAddress address,
      int port,
      Protocol protocol,
      OptionalInt boundPort,
      long elapsedMicros,
      Optional<Failure> failure,
      Optional<String> error) {

    /** Returns whether the port was free for us. */
    public boolean succeeded() {
      return failure.isEmpty();
    }
  }

  /**
   * Tries to bind and, for TCP, to listen; then closes. See {@link #tryBind(InetAddress, int,
   * Protocol, ReservedPorts)}, here without knowledge of reserved ports.
   */
  public static Attempt tryBind(InetAddress address, int port, Protocol protocol) {
    return tryBind(address, port, protocol, ReservedPorts.none());
  }

  /**
   * Tries to bind and, for TCP, to listen; then closes. It leaves nothing behind: a socket that
   * never had a connection has no TIME_WAIT.
   *
   * <p>An IPv4 address is tried with a real IPv4 socket, because Java's usual one is dual-stack.
   * {@code ::} is tried dual-stack, as servers open it, and so collides with 0.0.0.0 too (RFC 3493
   * §5.3).
   *
   * <p>SO_REUSEADDR is set outright for TCP, as servers do: on for Linux and macOS, where it lets a
   * server return to a port whose old connections are in TIME_WAIT; off for Windows, where it would
   * take the port away from whoever listens there (Microsoft, "Using SO_REUSEADDR and
   * SO_EXCLUSIVEADDRUSE"). On macOS it also lets 127.0.0.1 be had beside somebody's 0.0.0.0. For
   * UDP it is off: two UDP sockets that both have it on share a port on Linux (socket(7)).
   *
   * <p>On Windows Java says "in use" for a forbidden port as well, so {@link Failure#IN_USE} proves
   * no owner there.
   *
   * @param address where; any address
   * @param port 0 to 65535; 0 lets the system choose
   * @param protocol TCP or UDP
   * @param reserved the ports that Windows keeps back, as far as known
   * @return what the system answered; a refusal is a result
   * @throws IllegalArgumentException if no port has that number
   */
  public static Attempt tryBind(
      InetAddress address, int port, Protocol protocol, ReservedPorts reserved) {
    Ports.check(port);
    long start = System.nanoTime();
    try (NetworkChannel channel = open(address, protocol)) {
      bind(channel, new InetSocketAddress(address, port));
      long elapsed = micros(start);
      if (!isOwn(address)) {
        return notThisComputer(address, port, protocol, elapsed, Optional.empty());
      }
      int given = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      return new Attempt(
          address,
          port,
          protocol,
          OptionalInt.of(given),
          elapsed,
          Optional.empty(),
          Optional.empty());
    } catch (IOException refused) {
      long elapsed = micros(start);
      Failure failure = BindErrors.classify(refused);
      boolean keptBack = failure == Failure.IN_USE && reserved.contains(port);
      return failed(
          address, port, protocol, elapsed, keptBack ? Failure.RESERVED : failure, refused);
    } catch (UnsupportedOperationException noIpv6) {
      // Without IPv6 on the computer, no IPv6 address is one of its own.
      return notThisComputer(
          address, port, protocol, micros(start), Optional.of(String.valueOf(noIpv6.getMessage())));
    }
  }

  /**
   * Linux lets a socket bind multicast and broadcast addresses (ip(7)), and with {@code
   * ip_nonlocal_bind} any other: who calls a server there calls other devices.
   */
  private static boolean isOwn(InetAddress address) {
    // What is known may be a second old, and an address be new.
    return ThisComputer.now().owns(address) || ThisComputer.read().owns(address);
  }

  private static Attempt notThisComputer(
      InetAddress address, int port, Protocol protocol, long elapsedMicros, Optional<String> why) {
    return new Attempt(
        address,
        port,
        protocol,
        OptionalInt.empty(),
        elapsedMicros,
        Optional.of(Failure.NOT_THIS_COMPUTER),
        why);
  }

  /**
   * Returns the first port above {@code after} that can be had at this moment, without one that
   * somebody else may take in the next.
   *
   * @param after 0 to 65535; the search starts with the next number and ends at 65535
   * @return empty if there is none, or if the address is not this computer's
   */
  public static OptionalInt nextFreePort(InetAddress address, int after, Protocol protocol) {
    for (int port = Ports.check(after) + 1; port <= Ports.LAST; port++) {
      Attempt attempt = tryBind(address, port, protocol);
      if (attempt.succeeded()) {
        return OptionalInt.of(port);
      }
      if (attempt.failure().equals(Optional.of(Failure.NOT_THIS_COMPUTER))) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Returns a TCP port for a program that is told to bind it in a moment. Nobody can keep it until
   * then; but it is none of those that systems give to whoever asks for any port (from 49152 on by
   * RFC 6335 §6, from 32768 on Linux), so that hardly anybody gets it meanwhile; nor does another
   * Portside on this computer, which begins elsewhere.
   *
   * @return empty if there is none, or if the address is not this computer's
   */
  public static OptionalInt portForAProgram(InetAddress address) {
    int own = (int) (ProcessHandle.current().pid() % PORTSIDES) * FOR_ONE_PORTSIDE;
    int after = FIRST_FOR_PROGRAMS + own + ThreadLocalRandom.current().nextInt(FOR_ONE_PORTSIDE);
    return nextFreePort(address, after, Protocol.TCP);
  }

  private static NetworkChannel open(InetAddress address, Protocol protocol) throws IOException {
    ProtocolFamily family =
        IpAddresses.isIpv4(address) ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    return protocol == Protocol.TCP
        ? ServerSocketChannel.open(family)
        : DatagramChannel.open(family);
  }

  private static void bind(NetworkChannel channel, InetSocketAddress where) throws IOException {
    boolean reuse =
        channel instanceof ServerSocketChannel && HostSystem.here() != HostSystem.WINDOWS;
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, reuse);
    // For a ServerSocketChannel this also listens.
    channel.bind(where);
  }

  private static Attempt failed(
      InetAddress address,
      int port,
      Protocol protocol,
      long elapsedMicros,
      Failure failure,
      Exception why) {
    String text = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    return new Attempt(
        address,
        port,
        protocol,
        OptionalInt.empty(),
        elapsedMicros,
        Optional.of(failure),
        Optional.of(text));
  }

  private static long micros(long start) {
    return (System.nanoTime() - start) / 1_000;
  }
}
