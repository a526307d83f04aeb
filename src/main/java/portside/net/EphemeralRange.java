package portside.net;

import java.util.Optional;

/**
 * The ports that a system hands out by itself: to a bind to port 0, and to a client that connects.
 *
 * @param first the lowest, 0 to 65535
 * @param last the highest, which belongs to the range
 * @param source where the two numbers come from: a file of this system or the document that sets
 *     its default
 */
public record EphemeralRange(int first, int last, String source) {
  private static final String LINUX = "net/ipv4/ip_local_port_range";

  /** Refuses a range that is empty or holds what is no port. */
  public EphemeralRange {
    Ports.check(first);
    Ports.check(last);
    if (first > last) {
      throw new IllegalArgumentException("A range from " + first + " to " + last + " is empty");
    }
  }

  /** Returns the range that IANA sets aside, 49152 to 65535 (RFC 6335 §6). */
  public static EphemeralRange iana() {
    return new EphemeralRange(PortZone.DYNAMIC.first(), PortZone.DYNAMIC.last(), "RFC 6335 §6");
  }

  /**
   * Returns the range of this system.
   *
   * <p>Linux: read now from {@code ip_local_port_range}, for IPv6 too (kernel documentation,
   * ip-sysctl). macOS and Windows: the default of the system, which an administrator may have
   * changed.
   */
  public static EphemeralRange ofThisSystem() {
    return switch (HostSystem.here()) {
      case LINUX ->
          ProcSys.read(LINUX)
              .flatMap(text -> parse(text, "/proc/sys/" + LINUX))
              .orElseGet(() -> new EphemeralRange(32_768, 60_999, "ip-sysctl"));
      case MACOS -> new EphemeralRange(49_152, 65_535, "xnu, bsd/netinet/in.h");
      case WINDOWS ->
          new EphemeralRange(
              49_152, 65_535, "Microsoft, default dynamic port range since Windows Vista");
      case OTHER -> iana();
    };
  }

  /** Returns whether the port lies in the range. */
  public boolean contains(int port) {
    return port >= first && port <= last;
  }

  /** Returns how many ports the range has. */
  public int size() {
    return last - first + 1;
  }

  /** Reads two numbers with white space between, or nothing if the text is anything else. */
  static Optional<EphemeralRange> parse(String text, String source) {
    String[] numbers = text.strip().split("\\s+");
    try {
      return numbers.length == 2
          ? Optional.of(
              new EphemeralRange(
                  Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), source))
          : Optional.empty();
    } catch (IllegalArgumentException notTwoPorts) {
      return Optional.empty();
    }
  }
}
