package portside.net;

import java.net.InetAddress;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Guesses which address somebody meant who did not quite write one: with commas, in the digits of
 * an input method, as a URL, with a port, in the short form of old programs, with a dot too many or
 * too few. Nothing is ever looked up.
 */
public final class MeantAddress {
  /** The longest text worth guessing at: a URL with a path. */
  private static final int LONGEST = 200;

  private static final int PARTS = 4;

  private MeantAddress() {}

  /**
   * Guesses.
   *
   * @param text what was typed, and is no address
   * @param own addresses that are meant more often than others: this computer's
   * @return empty where nothing can be told
   */
  public static Optional<InetAddress> of(String text, List<InetAddress> own) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String host = host(plain(text));
    if (host.equals(LocalhostName.NAME)) {
      return Optional.of(IpAddresses.LOOPBACK);
    }
    Optional<InetAddress> asItIs = IpAddresses.parse(host);
    if (asItIs.isPresent()) {
      return asItIs;
    }
    String digits = digits(host);
    if (digits.isEmpty() || !host.matches("[0-9.]+")) {
      return Optional.empty();
    }
    List<String> parts = Stream.of(host.split("\\.")).filter(part -> !part.isEmpty()).toList();
    if (parts.size() == PARTS) {
      return fromParts(parts);
    }
    // A dot is missing: the digits in their order are those of an address that is likely here.
    Optional<InetAddress> likely =
        Stream.concat(
                Stream.of("127.0.0.1", "0.0.0.0").flatMap(a -> IpAddresses.parse(a).stream()),
                own.stream())
            .filter(address -> digits(IpAddresses.text(address)).equals(digits))
            .findFirst();
    return likely.isPresent() ? likely : shortForm(parts);
  }

  /** Full-width digits, letters and dots of an input method become those of ASCII (NFKC). */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[,。、·;]", ".") // the neighbours of the dot, and those of an input method
        .replaceAll("[\"'`<>‘’“”]", "")
        .strip();
  }

  /** Without scheme, port, path and prefix length. */
  private static String host(String text) {
    String rest = text.replaceFirst("^([a-z]+://+|https?:/*)", "");
    rest = rest.replaceFirst("[/?#\\\\].*$", "").strip().replaceAll("\\s+", ".");
    if (rest.startsWith("[")) {
      int end = rest.indexOf(']');
      return end < 0 ? rest.substring(1) : rest.substring(1, end);
    }
    // One colon begins a port; more are an IPv6 address.
    if (rest.indexOf(':') == rest.lastIndexOf(':')) {
      rest = rest.replaceFirst(":.*$", "");
    }
    return rest.replaceAll("\\.{2,}", ".").replaceAll("^\\.|\\.$", "");
  }

  private static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }

  private static Optional<InetAddress> fromParts(List<String> parts) {
    List<String> numbers = new ArrayList<>();
    for (String part : parts) {
      String number = part.replaceFirst("^0+(?=[0-9])", "");
      numbers.add(number);
    }
    return IpAddresses.parse(String.join(".", numbers));
  }

  /** {@code 127.1} is 127.0.0.1, as inet_aton(3) fills the middle with zeros. */
  private static Optional<InetAddress> shortForm(List<String> parts) {
    if (parts.size() > PARTS || parts.size() == 1 && !digits(parts.get(0)).matches("0+")) {
      return Optional.empty(); // a single number is a port more often than an address
    }
    List<String> all = new ArrayList<>(parts);
    while (all.size() < PARTS) {
      all.add(all.size() - 1, "0");
    }
    return fromParts(all);
  }
}
