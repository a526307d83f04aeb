package portside.experiments.timewait;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.experiments.Unit;

/**
 * What was left of the connection, and whether its port could be had again.
 *
 * @param port the server's port
 * @param clientPort the client's port, at the other end of the ended connection
 * @param state the state of what is left of it; null once nothing is left, or where the system does
 *     not show it
 * @param secondsLeft how long TIME_WAIT will last yet, in whole seconds rounded up; null where the
 *     system does not tell, which only Linux does
 * @param error what the system said to the first attempt; null if that one worked
 * @param attempts every attempt to have the port again, in order
 */
public record TimewaitEvidence(
    @Guests Integer port,
    @Guests Integer clientPort,
    @Guests @Nullable String state,
    @Guests @Nullable @Unit("s") Integer secondsLeft,
    @Guests @Nullable String error,
    @Guests List<Attempt> attempts) {

  /**
   * One attempt.
   *
   * @param secondsAfter when, in whole seconds after the server had closed
   * @param worked whether the system gave the port
   * @param error what it said otherwise
   */
  public record Attempt(int secondsAfter, boolean worked, @Nullable String error) {}
}
