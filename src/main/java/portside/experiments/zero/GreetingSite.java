package portside.experiments.zero;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.instruments.SmallSite;
import portside.net.DemoServer.Request;
import portside.net.DemoServer.Response;
import portside.page.Words;

/**
 * What the little server answers. To curl a greeting, to a browser a page that says what the
 * address bar says and tells it to its own server. It knows a browser by the run's nonce: a request
 * for an icon, or of some other page, is no arrival.
 */
final class GreetingSite {
  private static final String GREETING = "Hello, World!\n";

  private final boolean redirects;
  private final @Nullable String nonce;

  /** What a request is to the experiment. */
  enum Visit {
    /** It opens the page. */
    PAGE,
    /** The page tells what its address bar says. */
    SEEN,
    /** Anything else. */
    OTHER
  }

  /**
   * @param redirects whether it sends visitors of 0.0.0.0 on to 127.0.0.1
   * @param nonce what a visitor must know to count; null where anyone counts
   */
  GreetingSite(boolean redirects, @Nullable String nonce) {
    this.redirects = redirects;
    this.nonce = nonce;
  }

  Visit visit(Request request) {
    boolean get = request.method().equals("GET");
    if (get && request.path().equals("/")) {
      return nonce == null
              || nonce.equals(SmallSite.fields(request.query()).get("nonce"))
              || SmallSite.isTyped(request)
          ? Visit.PAGE
          : Visit.OTHER;
    }
    boolean seen = request.method().equals("POST") && request.path().equals("/seen");
    return seen && nonce != null && nonce.equals(SmallSite.fields(request.body()).get("nonce"))
        ? Visit.SEEN
        : Visit.OTHER;
  }

  Response answer(Request request) {
    return switch (visit(request)) {
      case PAGE -> redirects && !askedForLoopback(request) ? redirect(request) : page(request);
      case SEEN -> Response.text(200, "ok\n");
      case OTHER ->
          switch (request.path()) {
            case "/seen.js" ->
                SmallSite.file(GreetingSite.class, "text/javascript; charset=utf-8", "seen.js");
            case SmallSite.STYLE -> SmallSite.style();
            default -> Response.text(404, "Not Found\n");
          };
    };
  }

  /**
   * Whether somebody typed another address of this server: the link of the run, which a browser may
   * have changed by itself, carries the nonce.
   */
  boolean isElsewhere(Request request) {
    return nonce != null
        && SmallSite.isTyped(request)
        && !request.header("Host").orElse("").startsWith("0.0.0.0:");
  }

  private static boolean askedForLoopback(Request request) {
    return request.header("Host").orElse("").startsWith("127.0.0.1:");
  }

  private static Response redirect(Request request) {
    String there = "http://127.0.0.1:" + request.server().getPort() + request.target();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Location", there);
    headers.put("Cache-Control", "no-store");
    return new Response(307, headers, "");
  }

  private Response page(Request request) {
    if (nonce == null) {
      return Response.text(200, GREETING);
    }
    Words words = SmallSite.words(request, "zero");
    Map<String, String> slots = new LinkedHashMap<>();
    slots.put("lang", SmallSite.language(request, "zero"));
    for (String key : List.of("title", "says", "secure", "insecure", "back")) {
      slots.put(key, words.get("page." + key));
    }
    slots.put("nonce", nonce);
    slots.put("elsewhere", !redirects && isElsewhere(request) ? words.get("page.elsewhere") : "");
    // Without a script, the page shows what the browser asked for.
    slots.put("host", request.header("Host").orElse("?"));
    return SmallSite.page(GreetingSite.class, "seen.html", slots);
  }
}
