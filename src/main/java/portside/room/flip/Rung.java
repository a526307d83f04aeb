package portside.room.flip;

import java.util.Locale;
import java.util.Map;

/**
 * One rung of the ladder <i>why not?</i>
 *
 * @param step what it asks
 * @param verdict what is known
 * @param ground whether that was measured or follows from what was
 * @param because the key of the words that say from what, without {@code because.}; the same key
 *     with {@code todo.}, where there is one, says what to try next
 * @param values what the words name
 */
public record Rung(
    Step step, Verdict verdict, Ground ground, String because, Map<String, String> values) {

  /** What a rung asks, in the order in which it is climbed. */
  public enum Step {
    /** Does the server listen at an address that the device can call? */
    BOUND,
    /** Do device and server speak the same family of addresses? */
    FAMILY,
    /** Is the device on the same network? */
    NETWORK,
    /** Does this computer's firewall let it in? */
    COMPUTER,
    /** Does the device's own firewall, VPN or browser let it out? */
    DEVICE,
    /** Does the network let its devices speak to each other? */
    ISOLATION;

    /** The word for the keys of words. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is known of a rung. */
  public enum Verdict {
    FINE("✓"),
    /** This is why. */
    CAUSE("✕"),
    MAYBE("?"),
    /** There is nothing to tell it from. */
    UNKNOWN("·"),
    /** A rung below it has failed, so that this one was not put to the test. */
    LATER("·");

    private final String symbol;

    Verdict(String symbol) {
      this.symbol = symbol;
    }

    /** The character that stands beside the colour and never without it. */
    public String symbol() {
      return symbol;
    }

    /** The word for attributes and the keys of words. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it is known. */
  public enum Ground {
    MEASURED,
    INFERRED,
    NOTHING;

    /** The word for attributes and the keys of words. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Keeps its own copy. */
  public Rung {
    values = Map.copyOf(values);
  }
}
