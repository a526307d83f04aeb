package portside.page;

import io.javalin.http.Context;

/** In which form a caller wants an answer. */
public final class Wants {
  private Wants() {}

  /** Whether it is a fragment of a page, asked for by htmx. */
  public static boolean fragment(Context ctx) {
    return "true".equals(ctx.header("HX-Request"));
  }

  /** Whether it is JSON: asked for by Accept, or said by the form of the request. */
  public static boolean json(Context ctx) {
    String accept = ctx.header("Accept");
    if (accept != null && accept.contains("application/json")) {
      return true;
    }
    return !html(ctx) && ctx.isJson();
  }

  /** Whether it is a page: a browser says so. */
  public static boolean html(Context ctx) {
    String accept = ctx.header("Accept");
    return accept != null && accept.contains("text/html");
  }

  /** Whether the request carries a form. */
  public static boolean form(Context ctx) {
    return ctx.isFormUrlencoded();
  }

  /** Whether the caller does not want to wait for the end (RFC 7240 §4.1). */
  public static boolean async(Context ctx) {
    String prefer = ctx.header("Prefer");
    return prefer != null && prefer.contains("respond-async");
  }
}
