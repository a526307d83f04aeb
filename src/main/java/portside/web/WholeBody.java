package portside.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import portside.web.Place.Phase;

/**
 * Takes the whole body of a request in before a route sees it, however slowly it comes, and holds
 * no thread meanwhile. Of one that is too large the routes get the beginning, which they refuse;
 * the rest is taken and thrown away, since the answer could be lost with a connection that is
 * closed while bytes are under way (RFC 9112 §9.6).
 */
final class WholeBody extends Handler.Wrapper {
  /**
   * Beyond that nobody waits for the end: the answer says that the connection closes, and may be
   * lost with it. Enough for a photo or a recording that somebody sends by mistake.
   */
  private static final long MOST = 16_000_000;

  /** So many bytes are thrown away in one go, before the next sender's. */
  private static final int IN_ONE_GO = 256_000;

  private final int largest;
  private final Places places;

  /**
   * What is thrown away of guests: a network brings more than they may cost, and whoever sends as
   * fast as it allows would keep a thread until the end.
   */
  private final OneAtATime rest = new OneAtATime();

  /**
   * @param largest what the routes take, in bytes
   */
  WholeBody(int largest, Places places) {
    this.largest = largest;
    this.places = places;
  }

  /** Whether a request says that it brings a body (RFC 9112 §6.3). */
  static boolean isExpected(Request request) {
    return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
        || request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > 0;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!isExpected(request)) {
      return super.handle(request, response, callback);
    }
    new Taking(request, response, callback).read(true);
    return true;
  }

  private final class Taking {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long taken;

    Taking(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    /**
     * Takes what is there, of what is thrown away a part.
     *
     * @param here whether the request may be worked on by this very thread
     */
    void read(boolean here) {
      long enough = taken <= largest ? largest : taken + IN_ONE_GO;
      while (taken <= MOST) {
        if (taken > enough) {
          readOn();
          return;
        }
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this::readOn);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          Throwable why = chunk.getFailure();
          work(here, () -> fail(why));
          return;
        }
        keep(chunk.getByteBuffer());
        chunk.release();
        if (chunk.isLast()) {
          work(here, this::pass);
          return;
        }
      }
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      work(here, this::pass);
    }

    private void readOn() {
      if (taken <= largest) {
        read(false);
      } else if (request.getConnectionMetaData().getConnector() instanceof Arrivals) {
        rest.add(() -> read(false), executor());
      } else {
        executor().execute(() -> read(false));
      }
    }

    private void keep(ByteBuffer bytes) {
      taken += bytes.remaining();
      // One byte more than is allowed tells the routes that it was too much.
      byte[] part = new byte[Math.min(bytes.remaining(), largest + 1 - body.size())];
      bytes.get(part);
      body.writeBytes(part);
    }

    private void work(boolean here, Runnable task) {
      if (here) {
        task.run();
      } else {
        executor().execute(task);
      }
    }

    private Executor executor() {
      return request.getConnectionMetaData().getConnector().getExecutor();
    }

    private void fail(Throwable why) {
      int status =
          why instanceof HttpException bad
              ? bad.getCode()
              : why instanceof TimeoutException || why.getCause() instanceof TimeoutException
                  ? 408
                  : 400;
      Response.writeError(request, response, callback, status);
    }

    private void pass() {
      if (request.getConnectionMetaData().getConnection().getEndPoint().getTransport()
          instanceof SelectableChannel channel) {
        places.enter(channel, Phase.WORK);
      }
      try {
        Request whole = new Whole(request, body.toByteArray());
        if (!WholeBody.super.handle(whole, response, callback)) {
          Response.writeError(request, response, callback, 404);
        }
      } catch (Throwable e) {
        Response.writeError(request, response, callback, e);
      }
    }
  }

  /** The request with its body at hand. */
  private static final class Whole extends Request.Wrapper {
    private Content.@Nullable Chunk next;

    Whole(Request request, byte[] body) {
      super(request);
      this.next = Content.Chunk.from(ByteBuffer.wrap(body), true);
    }

    @Override
    public Content.@Nullable Chunk read() {
      Content.Chunk chunk = next;
      next = Content.Chunk.EOF;
      return chunk;
    }

    @Override
    public void demand(Runnable available) {
      available.run();
    }
  }
}
