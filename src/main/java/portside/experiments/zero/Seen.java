package portside.experiments.zero;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.net.DemoServer.Exchange;
import portside.net.DemoServer.Request;

/** Reads the record of the server. */
final class Seen {
  private Seen() {}

  /**
   * The evidence of some exchanges.
   *
   * @param url what is opened
   * @param exchanges those that count, in their order; may be empty
   * @param addressBar what the browser told, or null
   * @param secureContext what the browser told, or null
   * @param curlSaw what curl told, or null
   */
  static ZeroEvidence evidence(
      String url,
      List<Exchange> exchanges,
      @Nullable String addressBar,
      @Nullable Boolean secureContext,
      @Nullable String curlSaw) {
    Exchange first = exchanges.isEmpty() ? null : exchanges.get(0);
    Request request = first == null ? null : first.request();
    return new ZeroEvidence(
        url,
        url.replaceFirst("\\?.*", ""),
        first == null ? null : status(first.response()),
        first == null ? null : location(first.response()),
        request == null ? null : request.header("Host").orElse(null),
        addressBar,
        secureContext,
        request == null ? null : request.client().getAddress(),
        request == null ? null : request.client().getPort(),
        request == null ? null : request.server().getAddress(),
        request == null ? null : request.server().getPort(),
        exchanges.stream().map(exchange -> exchange.request().text()).toList(),
        exchanges.stream().map(Exchange::response).toList(),
        curlSaw,
        request == null ? null : curlVersion(request));
  }

  private static int status(String response) {
    return Integer.parseInt(response.substring(9, 12)); // HTTP/1.1 200
  }

  private static @Nullable String location(String response) {
    return response
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.startsWith("Location: "))
        .map(line -> line.substring("Location: ".length()))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String curlVersion(Request request) {
    return request
        .header("User-Agent")
        .filter(agent -> agent.startsWith("curl/"))
        .map(agent -> agent.substring("curl/".length()))
        .orElse(null);
  }
}
