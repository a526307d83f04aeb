package portside.programs;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portside.net.IpAddresses;
import portside.net.Knock;
import portside.process.Child;
import portside.process.Children;
import portside.process.Exit;
import portside.process.LineListener;

/**
 * A development server that runs, and what it says of its visitors. It knows where a request came
 * from by the line that the server itself prints for each one (the Common Log Format, which begins
 * with the remote host), so that the student's program stays as it is. A request carries a mark in
 * its query, {@code /?door=MARK}, by which its line is found.
 */
public final class DevServer implements AutoCloseable {
  private static final Pattern VISIT =
      Pattern.compile("\\[?([0-9A-Fa-f:.]+)]? - - \\[[^]]*] \"GET /\\?door=([A-Za-z0-9]{1,40}) .*");

  /** Some versions of Werkzeug colour their lines (ECMA-48, SGR). */
  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

  /** Three doors of a thousand devices, and more; the oldest are forgotten. */
  private static final int REMEMBERED = 5_000;

  private static final Duration KNOCK_PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(5);

  /**
   * A server ends at once when it is asked to. Java then waits 300 ms for the threads that wait for
   * connections (HotSpot, {@code VM_Exit::wait_for_threads_in_native_to_block}), which is of no use
   * to anybody; what it has to do at its end it has done by then.
   */
  private static final Duration GRACE = Duration.ofMillis(40);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Launch launch;
  private final InetAddress host;
  private final int port;
  private final LineListener console;

  /** The caller of each mark, the oldest first; guarded by itself. */
  private final Map<String, String> visits =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  private @Nullable Child child;

  private DevServer(Launch launch, InetAddress host, int port, LineListener console) {
    this.launch = launch;
    this.host = host;
    this.port = port;
    this.console = console;
  }

  /**
   * Starts a server; it does not listen yet.
   *
   * @param launch how, from {@link Programs#server}
   * @param host where it will listen, as the launch says
   * @param port where it will listen, as the launch says
   * @param console gets its lines, without colours
   * @throws IOException when the system does not start it
   */
  public static DevServer start(
      Children children, Launch launch, InetAddress host, int port, LineListener console)
      throws IOException {
    DevServer server = new DevServer(launch, host, port, console);
    server.child = children.start(launch.command(), server::line);
    return server;
  }

  private void line(String stream, String coloured) {
    String text = COLOUR.matcher(coloured).replaceAll("");
    Matcher visit = VISIT.matcher(text);
    if (visit.matches()) {
      synchronized (visits) {
        visits.put(visit.group(2), visit.group(1));
        visits.notifyAll();
      }
    }
    console.line(stream, text);
  }

  /** How it was started. */
  public Launch launch() {
    return launch;
  }

  /** Where it listens. */
  public InetAddress host() {
    return host;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The process that was started; Flask's reloader starts a second one. */
  public long pid() {
    return child().pid();
  }

  /** That process and all that it started, which a launcher of Python may do; some milliseconds. */
  public List<Long> family() {
    return child().family().stream().map(ProcessHandle::pid).toList();
  }

  /**
   * Waits until it listens, as {@link Listening#await} says.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public List<InetSocketAddress> awaitListening(Duration patience) throws InterruptedException {
    return Listening.await(child(), patience);
  }

  /** How it ended; empty while it lives. */
  public Optional<Exit> exit() {
    return child().exit();
  }

  /** A new mark for a request. */
  public static String mark() {
    byte[] bytes = new byte[6];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What to ask for, so that the request is found again by its mark. */
  public static String target(String mark) {
    return "/?door=" + mark;
  }

  /**
   * Waits until it answers. Only a request that this very process has seen counts: somebody else
   * may have taken the port.
   *
   * @return false when it has ended, or says nothing for that long
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public boolean awaitReady(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < end) {
      if (child().awaitExit(PAUSE).isPresent()) {
        return false;
      }
      String mark = mark();
      Knock knock = Knock.at(nearest(host), port, target(mark), KNOCK_PATIENCE);
      if (knock.answer() == Knock.Answer.ANSWERED && saw(mark, KNOCK_PATIENCE).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The door of this computer that a server bound to that host surely opens. */
  private static InetAddress nearest(InetAddress host) {
    if (!host.isAnyLocalAddress()) {
      return host;
    }
    String loopback = host instanceof Inet4Address ? "127.0.0.1" : "::1";
    return IpAddresses.parse(loopback).orElseThrow();
  }

  /**
   * The address that the server saw for the request with that mark, in the server's own spelling: a
   * dual-stack one may write {@code ::ffff:127.0.0.1} (RFC 4291 §2.5.5.2).
   *
   * @param wait how long to wait for its line
   * @return empty when no such line came
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Optional<String> saw(String mark, Duration wait) throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    synchronized (visits) {
      long left = end - System.nanoTime();
      while (!visits.containsKey(mark) && left > 0) {
        visits.wait(left / 1_000_000 + 1);
        left = end - System.nanoTime();
      }
      return Optional.ofNullable(visits.get(mark));
    }
  }

  /** Ends it and all that it started, and returns when nothing is left. */
  @Override
  public void close() {
    child().end(GRACE);
  }

  private Child child() {
    if (child == null) {
      throw new IllegalStateException("not started");
    }
    return child;
  }
}
