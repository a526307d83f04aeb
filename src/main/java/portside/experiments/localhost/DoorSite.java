package portside.experiments.localhost;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import portside.instruments.SmallSite;
import portside.net.DemoServer.Request;
import portside.net.DemoServer.Response;
import portside.net.IpAddresses;
import portside.page.Words;

/**
 * What both doors answer. A browser gets a page that says by which door it came, and whose script
 * comes again when that door is shut. A browser is known by the run's nonce.
 */
final class DoorSite {
  private final String nonce;
  private final AtomicReference<@Nullable InetAddress> first = new AtomicReference<>();

  /** What a request is to the experiment. */
  enum Visit {
    /** It opens the page. */
    PAGE,
    /** The page is there with its script. */
    ARRIVED,
    /** The script comes again. */
    AGAIN,
    /** Anything else. */
    OTHER
  }

  DoorSite(String nonce) {
    this.nonce = nonce;
  }

  Visit visit(Request request) {
    String form = request.method().equals("POST") ? request.body() : request.query();
    if (!nonce.equals(SmallSite.fields(form).get("nonce"))) {
      return SmallSite.isTyped(request) ? Visit.PAGE : Visit.OTHER;
    }
    return switch (request.method() + " " + request.path()) {
      case "GET /" -> Visit.PAGE;
      case "POST /arrived" -> Visit.ARRIVED;
      case "POST /again" -> Visit.AGAIN;
      default -> Visit.OTHER;
    };
  }

  Response answer(Request request) {
    return switch (visit(request)) {
      case PAGE -> page(request);
      case ARRIVED -> Response.text(200, "ok\n");
      // Until the first door is shut, coming again means nothing.
      case AGAIN ->
          request.server().getAddress().equals(first.get())
              ? Response.text(403, "not yet\n")
              : Response.text(200, "ok\n");
      case OTHER ->
          switch (request.path()) {
            case "/arrived.js" ->
                SmallSite.file(DoorSite.class, "text/javascript; charset=utf-8", "arrived.js");
            case SmallSite.STYLE -> SmallSite.style();
            default -> Response.text(404, "Not Found\n");
          };
    };
  }

  private Response page(Request request) {
    first.compareAndSet(null, request.server().getAddress());
    Words words = SmallSite.words(request, "localhost");
    Map<String, String> slots = new LinkedHashMap<>();
    slots.put("lang", SmallSite.language(request, "localhost"));
    for (String key : List.of("title", "says", "back")) {
      slots.put(key, words.get("page." + key));
    }
    slots.put("nonce", nonce);
    slots.put("address", IpAddresses.text(request.server().getAddress()));
    return SmallSite.page(DoorSite.class, "arrived.html", slots);
  }
}
