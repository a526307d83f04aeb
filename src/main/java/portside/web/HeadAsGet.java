package portside.web;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers HEAD like GET without the content (RFC 9110 §9.3.2). Javalin by itself answers 200 to a
 * HEAD of every address that could be got, whether there is anything or not. Jetty knows the
 * request as it came and leaves the content out.
 */
final class HeadAsGet extends Handler.Wrapper {
  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(
        request.getMethod().equals("HEAD") ? new Get(request) : request, response, callback);
  }

  private static final class Get extends Request.Wrapper {
    Get(Request head) {
      super(head);
    }

    @Override
    public String getMethod() {
      return "GET";
    }
  }
}
