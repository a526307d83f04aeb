package portside.debug;

/** An expression that the debugger does not evaluate, and why. */
public final class NotEvaluated extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Nothing was given. */
    EMPTY,
    /** More than 200 characters. */
    TOO_LONG,
    /** More than 20 brackets or negations inside each other. */
    TOO_DEEP,
    /** A method would be called, which changes the program that is looked at. */
    CALL,
    /** {@code =} assigns; {@code ==} compares. */
    ASSIGNMENT,
    /** Operators of bits, which the evaluator does not have. */
    BITWISE,
    /** These are no values that Java calculates with. */
    NOT_CALCULABLE,
    /** A whole number would be divided by zero, where the program would throw an exception. */
    DIVISION_BY_ZERO,
    /** Something that the evaluator does not know. */
    UNEXPECTED,
    /** It ends too early. */
    UNFINISHED,
    /** No local variable and no field has that name here. */
    UNKNOWN_NAME,
    /** The value has no such field or element. */
    NO_SUCH_PART,
    /** A condition must be true or false. */
    NOT_A_TRUTH,
    /** These two values cannot be compared so. */
    NOT_COMPARABLE,
    /** It took longer than a watch may take. */
    TIME,
    /** It took more memory than a watch may take. */
    MEMORY,
    /** The debugger said so; its words are in {@link #at}. */
    DEBUGGER
  }

  private final Reason reason;
  private final String at;

  NotEvaluated(Reason reason, String at) {
    super(reason + (at.isEmpty() ? "" : ": " + at));
    this.reason = reason;
    this.at = at;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** The part of the expression that it is about, or the debugger's words; may be empty. */
  public String at() {
    return at;
  }
}
