package portside.room.flip;

import portside.instruments.BrowserTry;

/**
 * What is known of one device and the demo server. A browser's script cannot tell a closed door
 * from one that is blocked (Fetch standard, network error), so there is no <i>refused</i> here.
 */
public enum Mark {
  /** Its browser has told nothing of this round yet. */
  NOT_TRIED("○", "not-tried"),
  /** A script got an answer, though it may not read it. */
  ANSWERED("✓", BrowserTry.ANSWERED),
  /** Closed, rejected or blocked: a script cannot tell. */
  FAILED("✕", BrowserTry.FAILED_AT_ONCE),
  /** Nothing came in the time that a script waits. */
  NO_ANSWER("…", BrowserTry.NO_ANSWER),
  /** Portside itself hears the device no more, so that nothing is known of the demo server. */
  GONE("–", "gone");

  private final String symbol;
  private final String key;

  Mark(String symbol, String key) {
    this.symbol = symbol;
    this.key = key;
  }

  /** The character that stands beside the colour and never without it. */
  public String symbol() {
    return symbol;
  }

  /** The word for attributes, exports and the keys of words. */
  public String key() {
    return key;
  }

  /**
   * The mark of what a browser found.
   *
   * @param result one of {@link BrowserTry#RESULTS}
   * @throws IllegalArgumentException for any other text
   */
  public static Mark of(String result) {
    return switch (result) {
      case BrowserTry.ANSWERED -> ANSWERED;
      case BrowserTry.FAILED_AT_ONCE -> FAILED;
      case BrowserTry.NO_ANSWER -> NO_ANSWER;
      default -> throw new IllegalArgumentException(result);
    };
  }
}
