package portside.experiments;

/** A run that cannot start now, or an action that it does not take; nothing is wrong with it. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** 409: what it needs is in use, or the run does not take this now. */
    BUSY,
    /** 429: too many runs at once. */
    TOO_MANY,
    /** 404: there is no such run; it may have been long ago. */
    NO_SUCH_RUN
  }

  private final Reason reason;

  public Refused(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
