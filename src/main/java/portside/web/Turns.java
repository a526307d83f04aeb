package portside.web;

import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import portside.web.Place.Phase;

/**
 * Every request of a guest waits for its turn, behind one request of each other address: whoever
 * sends one request behind the other (pipelining, RFC 9112 §9.3.2) would otherwise keep a thread
 * for good, and whoever has a thousand connections would hold up those who have one. The first that
 * is read in a turn of its connection has had its turn. It also tells {@link Places} what each
 * connection does.
 */
final class Turns extends Handler.Wrapper {
  private final Places places;
  private final FairQueue queue;

  Turns(Places places, FairQueue queue) {
    this.places = places;
    this.queue = queue;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!(request.getConnectionMetaData().getConnector() instanceof Arrivals guests)) {
      return super.handle(request, response, callback);
    }
    EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
    if (end.getTransport() instanceof SelectableChannel channel) {
      places.enter(channel, WholeBody.isExpected(request) ? Phase.BODY : Phase.WORK);
      Request.addCompletionListener(
          request,
          failure -> places.enter(channel, response.getStatus() == 101 ? Phase.LIVE : Phase.IDLE));
    }
    if (end instanceof GuestEndPoint guest && guest.takeTurn()) {
      return super.handle(request, response, callback);
    }
    try {
      queue.add(from(request), () -> turn(request, response, callback), guests.getExecutor());
    } catch (RejectedExecutionException theEnd) {
      callback.failed(theEnd);
    }
    return true;
  }

  /** The same as of what is read of the connection, so that a sender has one turn for both. */
  private static Object from(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress from
        ? from.getAddress()
        : Request.getRemoteAddr(request);
  }

  private void turn(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Throwable e) {
      Response.writeError(request, response, callback, e);
    }
  }
}
