package portside.room;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.access.Person;

/**
 * One asking of all devices whether they reach the demo server, as it is kept with the class.
 *
 * @param number 1 for the first one of the class
 * @param bound where the demo server listened, as text
 * @param port its port
 * @param beganAt when
 * @param found what each device found
 */
public record FlipRound(
    int number, String bound, int port, Instant beganAt, Map<Person, Found> found) {

  /**
   * What a device found.
   *
   * @param mark {@code answered}, {@code failed-at-once} or {@code no-answer}
   * @param millis how long it took; null where a person said it, and no browser measured it
   */
  public record Found(String mark, @Nullable Integer millis) {}
}
