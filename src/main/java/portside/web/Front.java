package portside.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import portside.access.Headers;
import portside.net.IpAddresses;
import portside.page.Errors;

/**
 * All that stands before the routes, put together. Nobody can hold the site up, whatever they open
 * and however slowly they send or take; whatever guests do, the host gets in.
 *
 * <p>A request passes {@link Arrivals} (whose connections are {@link GuestEndPoint}s) or {@link
 * OwnConnector}, {@link Turns}, {@link WholeBody}, {@link WholeAnswer}, {@link WellFormed} and
 * {@link HeadAsGet}, in this order. None of them waits for the network with a thread, so that few
 * threads are enough; few of the guests' are runnable at once, so that the host's get their part of
 * the processor.
 */
public final class Front {
  /** What the routes take as a body, in bytes. */
  static final int LARGEST_BODY = 64_000;

  /**
   * So many bytes of buffers are kept for the next requests. Without a word Jetty keeps an eighth
   * of the largest heap of either kind, which a flood fills and nobody gets back.
   */
  private static final long HEAP_KEPT = 16L << 20;

  private static final long DIRECT_KEPT = 32L << 20;

  /**
   * A form with a file has a field or two. Javalin looks at every part again for each of them, so
   * that a thousand parts, which are no larger than any body, would take a minute.
   */
  private static final int MOST_PARTS = 20;

  private static final int HOST_THREADS = 64;
  static final int GUEST_THREADS = 16;

  /** After how long without work a thread ends. */
  private static final int UNUSED_MILLIS = 5_000;

  private final InetAddress host;
  private final int port;
  private final Errors errors;
  private final Predicate<InetAddress> isOwn;
  private final Bounds bounds;

  /** The guests of whom something waits, by their addresses. */
  final FairQueue queue = new FairQueue();

  /**
   * @param host the address to listen on
   * @param port the port to listen on; 0 for any free one
   * @param isOwn whose connections are those of the host
   */
  public Front(InetAddress host, int port, Errors errors, Predicate<InetAddress> isOwn) {
    this(host, port, errors, isOwn, Bounds.ofThisComputer());
  }

  Front(InetAddress host, int port, Errors errors, Predicate<InetAddress> isOwn, Bounds bounds) {
    this.host = host;
    this.port = port;
    this.errors = errors;
    this.isOwn = isOwn;
    this.bounds = bounds;
  }

  /** The whole answer to whoever sends too slowly; the web server is not asked any more. */
  private byte[] tooSlow() {
    Errors.Plain says = errors.plain(408, "too-slow", null, null);
    StringBuilder head = new StringBuilder("HTTP/1.1 408 Request Timeout\r\n");
    Headers.set((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Type: " + says.type() + "\r\nConnection: close\r\n\r\n");
    return (head + says.body()).getBytes(StandardCharsets.UTF_8);
  }

  /** Makes a web server stand behind it. */
  public void set(JavalinConfig config) {
    Places places = new Places(bounds, this::tooSlow);
    ErrorPages pages = new ErrorPages(errors);
    config.http.maxRequestSize = LARGEST_BODY;
    // A form's file is no larger than any body, and needs no room on a disk.
    config.jetty.multipartConfig.maxFileSize(LARGEST_BODY, SizeUnit.BYTES);
    config.jetty.multipartConfig.maxTotalRequestSize(LARGEST_BODY, SizeUnit.BYTES);
    config.jetty.multipartConfig.maxInMemoryFileSize(LARGEST_BODY, SizeUnit.BYTES);
    config.jetty.threadPool = threads("host", HOST_THREADS);
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(pages);
          server.setHandler(handlers(places));
          listen(server, places);
        });
    config.jetty.modifyServletContextHandler(
        context -> {
          context.setErrorHandler(pages);
          context.setMaxFormKeys(MOST_PARTS);
          forget(context.getSessionHandler());
        });
  }

  /**
   * Javalin asks for a servlet session at every upgrade to a WebSocket, before anything is checked.
   * The site keeps its own, so that these last as long as the request and get no cookie.
   */
  private static void forget(SessionHandler sessions) {
    NullSessionCache nowhere = new NullSessionCache(sessions);
    nowhere.setSessionDataStore(new NullSessionDataStore());
    sessions.setSessionCache(nowhere);
    sessions.setUsingCookies(false);
  }

  private Turns handlers(Places places) {
    WholeAnswer answer = new WholeAnswer();
    WellFormed readable = new WellFormed();
    readable.setHandler(new HeadAsGet());
    answer.setHandler(readable);
    WholeBody body = new WholeBody(LARGEST_BODY, places);
    body.setHandler(answer);
    Turns turns = new Turns(places, queue);
    turns.setHandler(body);
    return turns;
  }

  private void listen(Server server, Places places) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setUriCompliance(UriCompliance.LEGACY); // the routes read the path themselves
    // What Jetty remembers of each connection's headers takes 100 kB, which a room cannot pay.
    http.setHeaderCacheSize(0);
    ByteBufferPool buffers =
        new ArrayByteBufferPool(0, -1, -1, Integer.MAX_VALUE, HEAP_KEPT, DIRECT_KEPT);
    OwnConnector own = new OwnConnector(server, http, buffers, bounds.own());
    Arrivals arrivals =
        new Arrivals(
            server, http, threads("guest", GUEST_THREADS), buffers, places, queue, own, isOwn);
    arrivals.setHost(IpAddresses.text(host));
    arrivals.setPort(port);
    server.addConnector(arrivals);
    server.addConnector(own);
  }

  /**
   * Loads the classes of the web server, so that a second core can do so while the first reads the
   * command line and the course.
   */
  public static void preload() {
    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.threadPool = threads("preload", 8);
            })
        .jettyServer()
        .server();
  }

  /**
   * The threads of a connector. Jetty's own queue would ask the management of Java how long a line
   * of the processor's cache is, which starts the whole of it: fifty milliseconds of a start.
   */
  public static QueuedThreadPool threads(String name, int most) {
    QueuedThreadPool threads =
        new QueuedThreadPool(most, 4, UNUSED_MILLIS, -1, new LinkedBlockingQueue<>(), null);
    // Without a word Jetty ends one thread a minute, so that those of a burst stay for an hour.
    threads.setMaxEvictCount(most);
    threads.setName(name);
    threads.setDaemon(true);
    return threads;
  }
}
