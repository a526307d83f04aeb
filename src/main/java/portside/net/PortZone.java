package portside.net;

/** The three ranges of port numbers of RFC 6335 §6, which IANA assigns or leaves free. */
public enum PortZone {
  /** 0 to 1023, also called system ports. */
  WELL_KNOWN(0, 1_023),
  /** 1024 to 49151, also called user ports. */
  REGISTERED(1_024, 49_151),
  /** 49152 to 65535, also called private or ephemeral ports; never assigned. */
  DYNAMIC(49_152, 65_535);

  private final int first;
  private final int last;

  PortZone(int first, int last) {
    this.first = first;
    this.last = last;
  }

  /** Returns the lowest port of the range. */
  public int first() {
    return first;
  }

  /** Returns the highest port of the range, which belongs to it. */
  public int last() {
    return last;
  }

  /**
   * Returns the range that a port lies in.
   *
   * @param port 0 to 65535
   * @throws IllegalArgumentException if no port has that number
   */
  public static PortZone of(int port) {
    Ports.check(port);
    if (port <= WELL_KNOWN.last) {
      return WELL_KNOWN;
    }
    return port <= REGISTERED.last ? REGISTERED : DYNAMIC;
  }
}
