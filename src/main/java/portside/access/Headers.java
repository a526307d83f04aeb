package portside.access;

import java.net.Inet4Address;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.net.IpAddresses;
import portside.net.ThisComputer;

/** The headers of every answer that keep a page from doing what it never needs to do. */
public final class Headers {
  private static volatile @Nullable Policy latest;

  private Headers() {}

  /** The policy that names the doors of this computer as it was. */
  private record Policy(ThisComputer here, String text) {}

  /**
   * Sets them.
   *
   * @param header gets each name and value
   */
  public static void set(BiConsumer<String, String> header) {
    header.accept("Content-Security-Policy", policy(ThisComputer.now()));
    header.accept("X-Content-Type-Options", "nosniff");
    // Not no-referrer: browsers would then send "Origin: null" with the site's own forms.
    header.accept("Referrer-Policy", "same-origin");
    header.accept("Cross-Origin-Resource-Policy", "same-origin");
    header.accept("Cache-Control", "private, no-store");
    header.accept("Vary", "Accept, Accept-Language, Cookie, HX-Request");
  }

  private static String policy(ThisComputer here) {
    Policy known = latest;
    if (known == null || known.here() != here) {
      known = new Policy(here, text(here));
      latest = known;
    }
    return known.text();
  }

  /**
   * No inline script or style, nothing from elsewhere. A page may connect to the doors of this
   * computer, for there the experiments open their servers; a policy that left them out would make
   * "blocked by this page" look like "refused by that computer". IPv6 doors cannot be named in a
   * policy (CSP 3 §2.3.1, host-source).
   */
  private static String text(ThisComputer here) {
    String doors =
        Stream.concat(
                Stream.of("localhost", "127.0.0.1", "127.0.0.2", "0.0.0.0"),
                here.lanAddresses().stream()
                    .filter(Inet4Address.class::isInstance)
                    .map(IpAddresses::text))
            .map(door -> "http://" + door + ":*")
            .collect(Collectors.joining(" "));
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        + "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        + "connect-src 'self' "
        + doors;
  }
}
