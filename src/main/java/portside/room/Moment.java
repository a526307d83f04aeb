package portside.room;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times are kept in milliseconds, and so they are the same before and after a new start. */
final class Moment {
  private Moment() {}

  static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
