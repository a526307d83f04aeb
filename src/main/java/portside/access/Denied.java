package portside.access;

/** What a caller may not do, with the key of the sentence that says why and what to do. */
public final class Denied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason the key {@code denied.<reason>} of the frame's words
   */
  public Denied(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why, as the key {@code denied.<reason>}. */
  public String reason() {
    return reason;
  }
}
