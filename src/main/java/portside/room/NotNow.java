package portside.room;

/** Something that a class does not take, or does not take now. */
public final class NotNow extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** There is no class. */
    NO_CLASS,
    /** There is one already. */
    CLASS_IS_ON,
    /** Another window of the host moves the class. */
    NOT_DRIVING,
    /** Another question is not settled yet. */
    QUESTION_IS_OPEN,
    /** There is no question, or it is another one by now. */
    NO_QUESTION,
    /** No more choices are taken. */
    CLOSED,
    /** It has been revealed, so that nothing of it can be changed. */
    REVEALED,
    /** The experiment runs. */
    RUNNING,
    /** They have not joined. */
    NOT_A_MEMBER,
    /** The code is another one. */
    WRONG_CODE,
    /** Too many take part, or too many of one address. */
    TOO_MANY,
    /** Too often in a short time. */
    TOO_FAST,
    /** The question does not offer that. */
    NO_SUCH_OPTION
  }

  private final Reason reason;

  /**
   * @param reason why
   */
  public NotNow(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
