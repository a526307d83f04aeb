package portside.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import portside.access.Headers;
import portside.page.Errors;

/**
 * What the web server itself turns away, before any route is asked: a head that is no HTTP, is too
 * long or never ends, or a version that it does not speak. It says so in the words and with the
 * headers of the site.
 */
final class ErrorPages implements Request.Handler {
  private final Errors errors;

  ErrorPages(Errors errors) {
    this.errors = errors;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status =
        request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException bad
            ? bad.getCode()
            : response.getStatus();
    response.setStatus(status);
    Headers.set(response.getHeaders()::put);
    Errors.Plain answer =
        errors.plain(
            status,
            key(status),
            request.getHeaders().get(HttpHeader.ACCEPT),
            request.getHeaders().get(HttpHeader.ACCEPT_LANGUAGE));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    response.write(true, ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }

  private static String key(int status) {
    return switch (status) {
      case 404 -> "not-found";
      case 408 -> "too-slow";
      case 413 -> "too-large";
      case 414 -> "target-too-long";
      case 431 -> "head-too-large";
      case 505 -> "version";
      default -> status < 500 ? "bad-request" : "internal";
    };
  }
}
