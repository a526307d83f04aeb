package portside.access;

import io.javalin.http.Context;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/** The headers of every answer that keep a page from doing what it never needs to do. */
final class Headers {
  private Headers() {}

  static void set(Context ctx) {
    ctx.header("Content-Security-Policy", policy());
    ctx.header("X-Content-Type-Options", "nosniff");
    // Not no-referrer: browsers would then send "Origin: null" with the site's own forms.
    ctx.header("Referrer-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Cache-Control", "private, no-cache");
    ctx.header("Vary", "Accept, Accept-Language, Cookie, HX-Request");
  }

  /**
   * No inline script or style, nothing from elsewhere. A page may connect to the doors of this
   * computer, for there the experiments open their servers; a policy that left them out would make
   * "blocked by this page" look like "refused by that computer". IPv6 doors cannot be named in a
   * policy (CSP 3 §2.3.1, host-source).
   */
  private static String policy() {
    String doors =
        Stream.concat(
                Stream.of("localhost", "127.0.0.1", "127.0.0.2", "0.0.0.0"),
                ThisComputer.now().lanAddresses().stream()
                    .filter(Inet4Address.class::isInstance)
                    .map(Headers::text))
            .map(door -> "http://" + door + ":*")
            .collect(Collectors.joining(" "));
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + "connect-src 'self' "
        + doors;
  }

  private static String text(InetAddress address) {
    return IpAddresses.text(address);
  }
}
