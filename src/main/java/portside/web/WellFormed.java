package portside.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was sent can be read at all. The routes then read paths, queries, forms and bodies
 * without minding what a stranger may have put there.
 */
public final class WellFormed {
  private WellFormed() {}

  /**
   * Checks a request.
   *
   * @throws BadRequestResponse when a percent sign is followed by no hexadecimal number (RFC 3986
   *     §2.1), or the body claims a character set that there is none of
   */
  public static void check(Context ctx) {
    decode(ctx.req().getRequestURI());
    decode(ctx.queryString());
    if (ctx.req().getContentLengthLong() <= 0 && ctx.header("Transfer-Encoding") == null) {
      return;
    }
    try {
      String body = ctx.body();
      if (ctx.isFormUrlencoded()) {
        decode(body);
        ctx.formParamMap();
      }
    } catch (HttpResponseException e) {
      throw e;
    } catch (RuntimeException noSuchCharacterSet) {
      throw new BadRequestResponse();
    }
  }

  private static void decode(@Nullable String text) {
    if (text == null || text.indexOf('%') < 0) {
      return;
    }
    try {
      URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequestResponse();
    }
  }
}
