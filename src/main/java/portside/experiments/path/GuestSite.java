package portside.experiments.path;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portside.experiments.Digits;
import portside.instruments.SmallSite;
import portside.net.DemoServer.Request;
import portside.net.DemoServer.Response;
import portside.net.IpAddresses;
import portside.net.ThisComputer;
import portside.page.Words;

/** What another device gets: a page whose script comes for the portions, and the portions. */
final class GuestSite {
  private final Portions portions;

  GuestSite(Portions portions) {
    this.portions = portions;
  }

  Response answer(Request request) {
    InetAddress caller = request.client().getAddress();
    boolean own = caller.isLoopbackAddress() || ThisComputer.now().owns(caller);
    String page = SmallSite.fields(request.query()).getOrDefault("page", "");
    try {
      return switch (request.method() + " " + request.path()) {
        case "GET /" -> page(request, own);
        case "GET /fetch.js" ->
            SmallSite.file(GuestSite.class, "text/javascript; charset=utf-8", "fetch.js");
        case "GET " + SmallSite.STYLE -> SmallSite.style();
        case "POST /portion" ->
            own
                ? Response.text(403, "another device, please\n")
                : portions
                    .begin(caller, page)
                    .map(portion -> Response.text(200, portion))
                    .orElseGet(() -> Response.text(403, "not your turn\n"));
        case "POST /got" -> Response.text(200, portions.got(caller, page) ? "more" : "done");
        default -> Response.text(404, "Not Found\n");
      };
    } catch (IOException counters) {
      throw new UncheckedIOException(counters);
    }
  }

  private static Response page(Request request, boolean own) {
    Words words = SmallSite.words(request, "path");
    Map<String, String> slots = new LinkedHashMap<>();
    slots.put("lang", SmallSite.language(request, "path"));
    slots.put("own", String.valueOf(own));
    for (String key : List.of("title", "says", "noscript", "running", "done", "busy", "same")) {
      slots.put(
          key,
          words.get(
              "page." + key,
              Map.of(
                  "address", IpAddresses.text(request.server().getAddress()),
                  "bytes", Digits.grouped(Portions.PORTION))));
    }
    slots.put("address", IpAddresses.text(request.server().getAddress()));
    return SmallSite.page(GuestSite.class, "fetch.html", slots);
  }
}
