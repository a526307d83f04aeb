package portside.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link DemoServer}: reads one request, answers it, and closes. */
final class DemoConnection {
  private static final int MOST_BYTES = 16 * 1_024;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int LINGER_MILLIS = 500;

  /** Java's own: a forgotten server runs with Portside's classes alone. */
  private static final System.Logger LOG = System.getLogger(DemoConnection.class.getName());

  private final SocketChannel channel;
  private final Socket socket;
  private final Function<DemoServer.Request, DemoServer.Response> handler;
  private final Consumer<DemoServer.Exchange> kept;
  private final InetSocketAddress client;
  private final InetSocketAddress server;
  private final long start = System.nanoTime();
  private volatile boolean answering;

  /** A request that gets an error and is not kept. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    Malformed(int status, String why) {
      super(why);
      this.status = status;
    }
  }

  private DemoConnection(
      SocketChannel channel,
      Function<DemoServer.Request, DemoServer.Response> handler,
      Consumer<DemoServer.Exchange> kept)
      throws IOException {
    this.channel = channel;
    this.socket = channel.socket();
    this.handler = handler;
    this.kept = kept;
    this.client = (InetSocketAddress) channel.getRemoteAddress();
    this.server = (InetSocketAddress) channel.getLocalAddress();
  }

  /**
   * Takes over a connection.
   *
   * @throws IOException when the caller has gone already; the channel is closed then
   */
  static DemoConnection of(
      SocketChannel channel,
      Function<DemoServer.Request, DemoServer.Response> handler,
      Consumer<DemoServer.Exchange> kept)
      throws IOException {
    try {
      return new DemoConnection(channel, handler, kept);
    } catch (IOException gone) {
      channel.close();
      throw gone;
    }
  }

  InetSocketAddress client() {
    return client;
  }

  /** Whether no whole request has come yet. */
  boolean isIdle() {
    return !answering;
  }

  void serve() {
    try (channel) {
      InputStream in = socket.getInputStream();
      try {
        DemoServer.Request request = read(in);
        if (request == null) {
          return;
        }
        answering = true;
        answer(request);
      } catch (Malformed refused) {
        send(DemoServer.Response.text(refused.status, refused.getMessage() + "\n"), false);
      }
      // Closing with bytes unread would reset the connection and destroy the answer on its way.
      channel.shutdownOutput();
      socket.setSoTimeout(LINGER_MILLIS);
      in.skip(MOST_BYTES);
    } catch (IOException hungUp) {
      // by the caller, by time or by close(); there is nobody left to answer
    }
  }

  private void answer(DemoServer.Request request) throws IOException {
    DemoServer.Response response;
    try {
      response = handler.apply(request);
    } catch (RuntimeException mistake) {
      LOG.log(System.Logger.Level.WARNING, "a demo server could not answer", mistake);
      response = DemoServer.Response.text(500, "The server could not answer.\n");
    }
    boolean head = request.method().equals("HEAD");
    // Kept before it is sent, so that whoever has the answer finds it in the record.
    kept.accept(new DemoServer.Exchange(request, head(response) + (head ? "" : response.body())));
    send(response, head);
  }

  private void send(DemoServer.Response response, boolean headOnly) throws IOException {
    socket
        .getOutputStream()
        .write(DemoServer.wire(head(response), headOnly ? "" : response.body()));
  }

  private static String head(DemoServer.Response response) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status());
    head.append(' ').append(reason(response.status())).append("\r\n");
    response
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(response.body().getBytes(UTF_8).length).append("\r\n");
    return head.append("Connection: close\r\n\r\n").toString();
  }

  /** The usual phrases (RFC 9110 §15); clients ignore them, readers do not. */
  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 302 -> "Found";
      case 307 -> "Temporary Redirect";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 411 -> "Length Required";
      case 413 -> "Content Too Large";
      case 421 -> "Misdirected Request";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      default -> "";
    };
  }

  /** Reads a whole request; null if the caller hung up without one. */
  private DemoServer.@Nullable Request read(InputStream in) throws IOException, Malformed {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int end = -1;
    while (end < 0) {
      if (bytes.size() >= MOST_BYTES) {
        throw new Malformed(431, "The head of the request is too large.");
      }
      if (!more(in, bytes, MOST_BYTES - bytes.size())) {
        return null;
      }
      end = bytes.toString(ISO_8859_1).indexOf("\r\n\r\n");
    }
    String head = bytes.toString(ISO_8859_1).substring(0, end + 4);
    String[] lines = head.substring(0, end).split("\r\n", -1);
    String[] first = lines[0].split(" ", -1);
    if (first.length != 3 || !first[1].startsWith("/") || !first[2].startsWith("HTTP/1.")) {
      throw new Malformed(400, "This is not an HTTP/1.1 request.");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    StringBuilder shown = new StringBuilder(lines[0]).append("\r\n");
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1) {
        throw new Malformed(400, "A header has no colon.");
      }
      String name = lines[i].substring(0, colon);
      boolean secret = DemoServer.SECRETS.contains(name.toLowerCase(Locale.ROOT));
      String value = secret ? "•••" : lines[i].substring(colon + 1).strip();
      headers.put(name.toLowerCase(Locale.ROOT), value);
      shown.append(secret ? name + ": " + value : lines[i]).append("\r\n");
    }
    String body = body(in, headers, bytes, end + 4);
    String text = shown.append("\r\n").append(body).toString();
    return new DemoServer.Request(first[0], first[1], headers, body, text, client, server);
  }

  private String body(
      InputStream in, Map<String, String> headers, ByteArrayOutputStream bytes, int from)
      throws IOException, Malformed {
    if (headers.containsKey("transfer-encoding")) {
      throw new Malformed(411, "The length of the body is needed.");
    }
    String told = headers.getOrDefault("content-length", "0");
    if (!told.matches("[0-9]{1,9}")) {
      throw new Malformed(400, "The length of the body is not a number.");
    }
    int length = Integer.parseInt(told);
    if (length > MOST_BYTES) {
      throw new Malformed(413, "The body is too large.");
    }
    while (bytes.size() < from + length) {
      if (!more(in, bytes, from + length - bytes.size())) {
        throw new Malformed(400, "The body is shorter than its length.");
      }
    }
    return new String(bytes.toByteArray(), from, length, UTF_8);
  }

  /** Reads some bytes more within the time of a whole request; false at the end. */
  private boolean more(InputStream in, ByteArrayOutputStream bytes, int most) throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(start + LIMIT_NANOS - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("the request takes too long");
    }
    socket.setSoTimeout((int) left);
    byte[] buffer = new byte[Math.min(most, 4_096)];
    int n = in.read(buffer);
    if (n > 0) {
      bytes.write(buffer, 0, n);
    }
    return n >= 0;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // as it should be
    }
  }
}
