package portside;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes what a request still sends when its answer is already known, as that of a body too large.
 * Otherwise the server hangs up on bytes that are under way, and the answer can be lost with the
 * connection (RFC 9112 §9.6), or the sender believes it may go on using it.
 */
final class RestOfBody {
  /** Beyond that nobody waits for the end: the answer says that the connection closes. */
  private static final long MOST = 1_000_000;

  private RestOfBody() {}

  /** Reads the rest of the request and throws it away. */
  static void discard(Context ctx) {
    if (ctx.req().getContentLengthLong() > MOST || !ends(ctx)) {
      ctx.header("Connection", "close");
    }
  }

  private static boolean ends(Context ctx) {
    byte[] buffer = new byte[8_192];
    try {
      InputStream rest = ctx.req().getInputStream();
      long taken = 0;
      while (taken <= MOST) {
        int n = rest.read(buffer);
        if (n < 0) {
          return true;
        }
        taken += n;
      }
    } catch (IOException | IllegalStateException cutOff) {
      // IllegalStateException: somebody reads the body by other means; there is nothing to take
    }
    return false;
  }
}
