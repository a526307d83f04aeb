package portside.store;

/** Nothing can be kept or read now. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Condition condition;

  Unavailable(Condition condition) {
    super(String.valueOf(condition.trouble()));
    this.condition = condition;
  }

  /** Why. */
  Condition condition() {
    return condition;
  }
}
