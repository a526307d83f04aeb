package portside.room;

/** How far a question to the class is. */
public enum Phase {
  /** Choices are taken, and can be changed. */
  OPEN,
  /** No more choices; it may be asked again, run, or thrown away. */
  CLOSED,
  /** The experiment runs. */
  RUNNING,
  /** The outcome is known, and what the class had predicted. */
  REVEALED
}
