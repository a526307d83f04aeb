package portside.access;

/** Who a caller is to Portside. */
public enum Role {
  /** Whoever runs Portside on their own computer and holds its key: makes experiments run. */
  HOST,
  /** Everyone else: reads, predicts, watches. */
  GUEST;

  /** What a caller of this role may see. */
  public Sight sight() {
    return this == HOST ? Sight.HOST : Sight.GUEST;
  }

  /**
   * Tells whether a caller of this role may do what {@code needed} is asked for.
   *
   * @param needed the least role that may do it
   */
  public boolean may(Role needed) {
    return needed == GUEST || this == HOST;
  }
}
