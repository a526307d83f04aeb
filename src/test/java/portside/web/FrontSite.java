package portside.web;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import portside.net.IpAddresses;
import portside.page.Above;
import portside.page.Assets;
import portside.page.Errors;
import portside.page.Frames;
import portside.page.Languages;
import portside.page.Templates;
import portside.testing.Patience;

/**
 * What stands before the routes, with two routes behind it and narrow bounds. The host calls from
 * 127.0.0.1; every other address of this computer is a guest's.
 */
final class FrontSite implements AutoCloseable {
  /** More than one write takes of it, whatever the system keeps for a connection. */
  static final int LARGE = 16_000_000;

  private static final Duration LONG = Duration.ofMinutes(5);

  /** A test waits for it, and a busy computer asks and answers once within it. */
  private static final Duration SHORT = Duration.ofSeconds(5);

  private final Javalin server;
  private final List<Socket> sockets = new ArrayList<>();
  private final AtomicInteger gone;
  private final FairQueue queue;
  private final Semaphore goOn;
  private final List<String> callers;

  private FrontSite(
      Javalin server, FairQueue queue, AtomicInteger gone, Semaphore goOn, List<String> callers) {
    this.server = server;
    this.queue = queue;
    this.gone = gone;
    this.goOn = goOn;
    this.callers = callers;
  }

  /** Bounds that a test reaches soon, and times that nobody reaches by accident. */
  static Bounds narrow() {
    return new Bounds(60, 50, 40, 200, LONG, LONG, LONG, LONG);
  }

  /** Bounds that nobody reaches, so that nobody has to leave for a newcomer. */
  static Bounds wide() {
    return new Bounds(6_000, 5_000, 4_000, 4_000, LONG, LONG, LONG, LONG);
  }

  /** The same as the narrow ones with five seconds for everything that is asked and answered. */
  static Bounds hasty() {
    return new Bounds(60, 50, 40, 200, SHORT, SHORT, SHORT, LONG);
  }

  /** The same with five seconds in which a WebSocket may say nothing. */
  static Bounds listening() {
    return new Bounds(60, 50, 40, 200, LONG, LONG, LONG, SHORT);
  }

  /** As many as this computer takes, and times that nobody reaches by accident. */
  static Bounds patient() {
    Bounds here = Bounds.ofThisComputer();
    return new Bounds(
        here.total(), here.network(), here.address(), here.own(), LONG, LONG, LONG, LONG);
  }

  static FrontSite start(Bounds bounds) {
    return start(bounds, from -> IpAddresses.text(from).equals("127.0.0.1"));
  }

  /** The same, where somebody else is the host. */
  static FrontSite start(Bounds bounds, Predicate<InetAddress> isOwn) {
    Templates templates = new Templates();
    Frames frames =
        new Frames(
            new Languages(List.of("ko", "en"), "en"),
            new Assets(List.of()),
            (lang, path) -> List.of(),
            Above.NOTHING,
            Above.NOTHING,
            "");
    byte[] large = new byte[LARGE];
    AtomicInteger gone = new AtomicInteger();
    Semaphore goOn = new Semaphore(0);
    List<String> callers = new CopyOnWriteArrayList<>();
    Front front =
        new Front(
            IpAddresses.parse("127.0.0.1").orElseThrow(),
            0,
            new Errors(templates, frames),
            isOwn,
            bounds);
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              front.set(config);
              config
                  .routes
                  .get("/page", ctx -> ctx.result("a page"))
                  .get(
                      "/slow",
                      ctx -> {
                        callers.add(ctx.req().getRemoteAddr());
                        goOn.acquire();
                      })
                  .get("/large", ctx -> ctx.result(large))
                  .post("/echo", ctx -> ctx.result("got " + ctx.bodyAsBytes().length))
                  .ws("/live", ws -> ws.onClose(ctx -> gone.incrementAndGet()));
            });
    server.start();
    return new FrontSite(server, front.queue, gone, goOn, callers);
  }

  /** Of how many WebSockets the routes have heard that they are gone. */
  int gone() {
    return gone.get();
  }

  /** The addresses of those who have got a thread for {@code /slow}, in their order. */
  List<String> callers() {
    return callers;
  }

  /** Whether something of a guest waits for its turn. */
  boolean isWaiting(String guest) {
    return queue.isWaiting(IpAddresses.parse(guest).orElseThrow());
  }

  /** So many more who ask for {@code /slow} are answered. */
  void goOn(int more) {
    goOn.release(more);
  }

  int port() {
    return server.port();
  }

  /** A connection from an address of the loopback network; it is closed with the site. */
  Socket connect(String from) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setSoTimeout((int) Patience.LIMIT.toMillis());
    // Some systems would take all of a large answer for whoever reads nothing of it.
    socket.setReceiveBufferSize(64_000);
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(new InetSocketAddress("127.0.0.1", port()), (int) Patience.LIMIT.toMillis());
    return socket;
  }

  /** The same, and what it says at once. */
  Socket connect(String from, String says) throws IOException {
    Socket socket = connect(from);
    say(socket, says);
    return socket;
  }

  static void say(Socket socket, String says) throws IOException {
    socket.getOutputStream().write(says.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Asks for the small page over a connection that stays, and gives the first line of the answer.
   */
  static String ask(Socket socket) throws IOException {
    say(
        socket,
        "GET /page HTTP/1.1\nHost: 127.0.0.1\nUser-Agent: a browser\nAccept-Language: ko\n\n");
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("a page") < 0) {
      int c = socket.getInputStream().read();
      if (c < 0) {
        return "hung up after: " + answer;
      }
      answer.append((char) c);
    }
    return answer.substring(0, answer.indexOf("\r"));
  }

  /** Whether the other side has hung up, or does so in time. */
  static boolean hungUp(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    goOn(Integer.MAX_VALUE / 2);
    server.stop();
  }
}
