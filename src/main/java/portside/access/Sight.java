package portside.access;

/**
 * What may be seen. Apart from the {@link Role}, which is what may be done: a projected page is
 * driven by the host and seen by the room.
 */
public enum Sight {
  /** What everybody in the room may see. */
  GUEST,
  /** Everything: process ids, command lines, paths, the presenter's notes. */
  HOST;

  /** Whether everything may be seen. */
  public boolean host() {
    return this == HOST;
  }

  /** What may be seen under both. */
  public Sight and(Sight other) {
    return host() ? other : this;
  }
}
