package portside.web;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Turns away what cannot be read at all: a percent sign with no hexadecimal number behind it (RFC
 * 3986 §2.1), text in a character set that there is none of. The routes read paths, queries, forms
 * and bodies without minding what a stranger may have put there.
 */
public final class WellFormed extends Handler.Wrapper {
  private static final Pattern NO_NUMBER = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (isReadable(request.getHttpURI().getPath())
        && isReadable(request.getHttpURI().getQuery())
        && isCharsetKnown(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
      return super.handle(request, response, callback);
    }
    Response.writeError(request, response, callback, 400);
    return true;
  }

  /**
   * Checks the form that a request brings.
   *
   * @throws BadRequestResponse when it cannot be read
   * @throws ContentTooLargeResponse when the files in it are too large
   */
  public static void form(Context ctx) {
    if (ctx.isFormUrlencoded() && !isReadable(ctx.body())) {
      throw new BadRequestResponse();
    }
    if (ctx.isMultipartFormData()) {
      parts(ctx);
    }
  }

  /** RFC 7578; whoever reads its fields later gets what was read here. */
  private static void parts(Context ctx) {
    if (ctx.contentLength() > Front.LARGEST_BODY) {
      throw new ContentTooLargeResponse();
    }
    try {
      ctx.formParamMap();
    } catch (Exception notOne) {
      throw new BadRequestResponse();
    }
  }

  /** Not asked of URLDecoder, which takes a sign and a digit for a number, too. */
  private static boolean isReadable(@Nullable String encoded) {
    return encoded == null || !NO_NUMBER.matcher(encoded).find();
  }

  private static boolean isCharsetKnown(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    for (String part : contentType.split(";")) {
      String parameter = part.strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("charset") && !isCharset(parameter)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCharset(String parameter) {
    String[] pair = parameter.split("=", 2);
    try {
      return pair.length == 2 && Charset.isSupported(pair[1].strip().replaceAll("^\"|\"$", ""));
    } catch (IllegalArgumentException noName) {
      return false;
    }
  }
}
