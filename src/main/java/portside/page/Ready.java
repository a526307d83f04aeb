package portside.page;

import io.javalin.http.Context;
import org.eclipse.jetty.util.Attributes;
import org.jspecify.annotations.Nullable;

/** An answer whose bytes are there already, the same for many: it is sent without being copied. */
public final class Ready {
  private static final String NAME = "portside.ready";

  private Ready() {}

  /** Answers with these bytes, which nobody changes any more. */
  static void answer(Context ctx, byte[] bytes) {
    ctx.attribute(NAME, bytes);
  }

  /** The bytes that a request is to be answered with, where a route has set some. */
  public static byte @Nullable [] of(Attributes request) {
    return (byte[]) request.getAttribute(NAME);
  }
}
