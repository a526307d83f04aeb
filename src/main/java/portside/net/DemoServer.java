package portside.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The small HTTP/1.1 server (RFC 9112) that an experiment opens on exactly one address, to see what
 * arrives there. It keeps, byte for byte, what was asked and what it answered, and the two ends of
 * the connection; only secrets are masked ({@link #SECRETS}).
 *
 * <p>Each connection carries one request. Sizes, time and the number of connections are bounded: a
 * head of 16 kB, a body of 16 kB with its length told, five seconds for a whole request, sixteen
 * connections at once, the first 64 exchanges.
 */
public final class DemoServer implements AutoCloseable {
  /** Headers whose values are never kept nor handed on: cookies ignore ports (RFC 6265 §8.5). */
  public static final Set<String> SECRETS =
      Set.of("cookie", "authorization", "proxy-authorization");

  private static final int AT_ONCE = 16;
  private static final int MOST_EXCHANGES = 64;
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

  /**
   * A request.
   *
   * @param method such as {@code GET}
   * @param target the path with its query, such as {@code /?a=b}
   * @param headers the last value of each header, found in any case of letters
   * @param body the body as UTF-8 text; empty if there is none
   * @param text the whole request as it came, secrets masked
   * @param client the caller's end of the connection
   * @param server this end, with the address that was really called
   */
  public record Request(
      String method,
      String target,
      Map<String, String> headers,
      String body,
      String text,
      InetSocketAddress client,
      InetSocketAddress server) {

    /** Keeps its own copy of the headers. */
    public Request {
      Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      copy.putAll(headers);
      headers = Collections.unmodifiableMap(copy);
    }

    /** Returns a header's value, by its name in any case of letters. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    /** Returns the path without its query. */
    public String path() {
      int query = target.indexOf('?');
      return query < 0 ? target : target.substring(0, query);
    }

    /** Returns the query without its question mark; empty if there is none. */
    public String query() {
      int query = target.indexOf('?');
      return query < 0 ? "" : target.substring(query + 1);
    }
  }

  /**
   * An answer. Its length and the end of the connection are added to the headers.
   *
   * @param status 200 to 599
   * @param headers in their order
   * @param body the body, sent as UTF-8
   */
  public record Response(int status, Map<String, String> headers, String body) {
    /** Returns an answer in plain text. */
    public static Response text(int status, String body) {
      return new Response(status, Map.of("Content-Type", "text/plain; charset=utf-8"), body);
    }
  }

  /**
   * One request with its answer.
   *
   * @param request what came
   * @param response the whole answer as it is sent
   */
  public record Exchange(Request request, String response) {}

  private final ServerSocketChannel listener;
  private final Predicate<InetAddress> welcome;
  private final Function<Request, Response> handler;
  private final int port;
  private final Thread accepting;
  private final ThreadPoolExecutor threads;
  private final Set<DemoConnection> open = ConcurrentHashMap.newKeySet();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Exchange> news = new LinkedBlockingQueue<>(MOST_EXCHANGES);

  private DemoServer(
      ServerSocketChannel listener,
      Predicate<InetAddress> welcome,
      Function<Request, Response> handler)
      throws IOException {
    this.listener = listener;
    this.welcome = welcome;
    this.handler = handler;
    this.port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    this.accepting = daemon(this::accept);
    this.threads =
        new ThreadPoolExecutor(
            0, AT_ONCE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), DemoServer::daemon);
  }

  /**
   * Opens a server. An IPv4 address gets a true IPv4 socket: Java's usual one is dual-stack, and
   * its 0.0.0.0 would answer ::1 too.
   *
   * @param address where to listen; an address of this computer
   * @param port 0 to 65535; 0 lets the system choose
   * @param welcome which callers get an answer; others are hung up on before they are heard
   * @param handler makes the answers, on several threads at once
   * @throws IOException when the system does not give the address and port, in its words
   */
  public static DemoServer open(
      InetAddress address,
      int port,
      Predicate<InetAddress> welcome,
      Function<Request, Response> handler)
      throws IOException {
    Ports.check(port);
    ServerSocketChannel listener =
        ServerSocketChannel.open(
            IpAddresses.isIpv4(address)
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    try {
      // As in Binding: on Windows this option would take the port away from another server.
      listener.setOption(
          StandardSocketOptions.SO_REUSEADDR, HostSystem.here() != HostSystem.WINDOWS);
      listener.bind(new InetSocketAddress(address, port));
      DemoServer server = new DemoServer(listener, welcome, handler);
      server.accepting.start();
      return server;
    } catch (IOException | RuntimeException refused) {
      listener.close();
      throw refused;
    }
  }

  /** Returns the port that it listens on. */
  public int port() {
    return port;
  }

  /** Returns the exchanges so far, in the order of their answers; at most 64. */
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /**
   * Waits for an exchange that was not returned yet. It is there before its answer is sent.
   *
   * @param wait how long at most
   * @return empty if none came in time
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Optional<Exchange> next(Duration wait) throws InterruptedException {
    return Optional.ofNullable(news.poll(wait.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "demo server");
    thread.setDaemon(true);
    return thread;
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        DemoConnection connection = DemoConnection.of(listener.accept(), handler, this::keep);
        open.add(connection);
        if (!welcome.test(connection.client().getAddress()) || !handOver(connection)) {
          open.remove(connection);
          connection.close();
        }
      } catch (IOException closedOrGone) {
        // closed: the loop ends; a caller that hung up before it was heard: the next one
      }
    }
  }

  private boolean handOver(DemoConnection connection) {
    try {
      threads.execute(
          () -> {
            try {
              connection.serve();
            } finally {
              open.remove(connection);
            }
          });
      return true;
    } catch (RejectedExecutionException tooManyOrClosing) {
      return false;
    }
  }

  private synchronized void keep(Exchange exchange) {
    if (exchanges.size() < MOST_EXCHANGES) {
      exchanges.add(exchange);
      news.add(exchange);
    }
  }

  /**
   * Gives the port back. Answers on their way are sent to their end, for one second at most;
   * whoever has asked for nothing yet is hung up on.
   */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException alreadyGone) {
      // then there is nothing left to give back
    }
    threads.shutdown();
    open.stream().filter(DemoConnection::isIdle).forEach(DemoConnection::close);
    try {
      // The system gives the port back when its last call to accept has returned.
      accepting.join(LAST_ANSWERS.toMillis());
      threads.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException inAHurry) {
      Thread.currentThread().interrupt();
    }
    open.forEach(DemoConnection::close);
  }

  /** The bytes of a text on the wire: heads are ISO 8859-1 (RFC 9112 §2.2), bodies UTF-8. */
  static byte[] wire(String head, String body) {
    byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] second = body.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
