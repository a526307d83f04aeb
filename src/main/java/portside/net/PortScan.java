package portside.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the operating system for every TCP port of one address, one after the other, and gives each
 * back at once.
 *
 * <p>Each port is bound without SO_REUSEADDR and without listening. So the system refuses whatever
 * any socket holds there: a listener, a socket that is bound and does not listen, a connection, and
 * what is left of one in TIME_WAIT (Linux, {@code inet_csk_bind_conflict} in {@code
 * net/ipv4/inet_connection_sock.c}; with SO_REUSEADDR it would give the last of them away,
 * socket(7)). It says nothing of who holds it. A client's socket is used because one for servers
 * would listen as well, at twice the cost and with somebody able to connect. Where that is possible
 * the system is called without Java in between, see {@link LinuxBind}.
 *
 * <p>For the moment in which a port is bound here, the bind of another program fails.
 */
public final class PortScan implements AutoCloseable {
  /** Enough for a thread to work without its neighbour, little enough to stop within a moment. */
  private static final int AT_ONCE = 64;

  private static final int PORTS = Ports.LAST + 1;

  /** What the system said of a port. */
  public enum Answer {
    /** Not asked, or not yet. Port 0 is never asked: it means "choose for me". */
    NOT_ASKED,
    /** It could be had. */
    GIVEN,
    /** Somebody holds it. */
    IN_USE,
    /** This user may not have it, be it held or not. */
    NEEDS_PRIVILEGE,
    /** Something else, such as too many open files. */
    OTHER
  }

  private static final Answer[] ANSWERS = Answer.values();

  private final InetAddress address;
  private final Runnable beforeEach;
  private final AtomicInteger next = new AtomicInteger(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch working;
  // Each port is written by one thread; who reads sees all that `asked` or `working` has counted.
  private final byte[] answers = new byte[PORTS];
  private volatile boolean stopped;
  private volatile @Nullable IOException notOurs;

  private PortScan(InetAddress address, int threads, Runnable beforeEach) {
    this.address = address;
    this.beforeEach = beforeEach;
    this.working = new CountDownLatch(threads);
  }

  /**
   * Begins a scan, on threads of its own.
   *
   * @param address an address of this computer
   * @param threads at least 1
   */
  public static PortScan start(InetAddress address, int threads) {
    return start(address, threads, () -> {});
  }

  /**
   * The same at a pace of one's own.
   *
   * @param beforeEach is run by each thread before it asks for some ports more, and may wait
   */
  public static PortScan start(InetAddress address, int threads, Runnable beforeEach) {
    PortScan scan = new PortScan(address, threads, beforeEach);
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(scan::work, "port-scan");
      thread.setDaemon(true);
      thread.start();
    }
    return scan;
  }

  private void work() {
    Optional<LinuxBind> direct = Optional.empty();
    try {
      direct = direct();
      for (int first = next.getAndAdd(AT_ONCE);
          first < PORTS && !stopped;
          first = next.getAndAdd(AT_ONCE)) {
        beforeEach.run();
        int end = Math.min(first + AT_ONCE, PORTS);
        for (int port = first; port < end && !stopped; port++) {
          answers[port] = (byte) ask(port, direct).ordinal();
        }
        asked.addAndGet(end - first);
      }
    } finally {
      working.countDown();
      close(direct);
    }
  }

  private Optional<LinuxBind> direct() {
    try {
      return LinuxBind.at(address);
    } catch (LinkageError notLoaded) {
      return Optional.empty();
    }
  }

  /** Not by a method reference: that would load the class where it cannot be. */
  private static void close(Optional<LinuxBind> direct) {
    if (direct.isPresent()) {
      direct.get().close();
    }
  }

  private Answer ask(int port, Optional<LinuxBind> direct) {
    return switch (direct.isPresent() ? direct.get().ask(port) : LinuxBind.NO_SOCKET) {
      case LinuxBind.GIVEN -> Answer.GIVEN;
      case LinuxBind.IN_USE -> Answer.IN_USE;
      case LinuxBind.NEEDS_PRIVILEGE -> Answer.NEEDS_PRIVILEGE;
      default -> ask(port); // in the system's words
    };
  }

  private Answer ask(int port) {
    ProtocolFamily family =
        IpAddresses.isIpv4(address) ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    try (SocketChannel channel = SocketChannel.open(family)) {
      channel.bind(new InetSocketAddress(address, port));
      return Answer.GIVEN;
    } catch (IOException refused) {
      return switch (BindErrors.classify(refused)) {
        case IN_USE -> Answer.IN_USE;
        case NEEDS_PRIVILEGE -> Answer.NEEDS_PRIVILEGE;
        case NOT_THIS_COMPUTER -> {
          notOurs = refused;
          stopped = true;
          yield Answer.OTHER;
        }
        case RESERVED, OTHER -> Answer.OTHER;
      };
    } catch (UnsupportedOperationException noIpv6) {
      notOurs = new IOException(noIpv6.getMessage(), noIpv6);
      stopped = true;
      return Answer.OTHER;
    }
  }

  /**
   * Waits for the end.
   *
   * @param atMost how long at most
   * @return whether every port was asked, or the scan has stopped
   * @throws IOException in the system's words, when the address is not this computer's
   */
  public boolean await(Duration atMost) throws IOException, InterruptedException {
    boolean ended = working.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    IOException refused = notOurs;
    if (refused != null) {
      throw refused;
    }
    return ended;
  }

  /** Whether the system is called without Java in between here. */
  boolean isDirect() {
    Optional<LinuxBind> direct = direct();
    close(direct);
    return direct.isPresent();
  }

  /** How far it is, 0 to 1. */
  public double part() {
    return Math.min(1, asked.get() / (double) Ports.LAST);
  }

  /** What the system said of that port so far. */
  public Answer answer(int port) {
    return ANSWERS[answers[Ports.check(port)]];
  }

  /**
   * Asks for a port once more. Another program that looks for a port, a scan among them, holds each
   * for a moment too; whoever is refused twice has met something that stays.
   *
   * @return the new answer, which {@link #answer} gives from now on
   */
  public Answer again(int port) {
    Answer answer = ask(Ports.check(port));
    answers[port] = (byte) answer.ordinal();
    return answer;
  }

  /** Stops the scan and waits until its threads have ended; then nothing of it is bound. */
  @Override
  public void close() {
    stopped = true;
    boolean interrupted = false;
    while (true) {
      try {
        working.await();
        break;
      } catch (InterruptedException later) {
        interrupted = true; // to be bound still would be worse than to be late by a millisecond
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
