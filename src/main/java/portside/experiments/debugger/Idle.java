package portside.experiments.debugger;

import java.time.Duration;
import portside.experiments.Watchers;

/**
 * Whether anybody may still come back to a session; it ends when nobody will. Safe for every
 * thread.
 */
final class Idle {
  /** A reader without a live connection who does nothing for so long has gone. */
  private static final Duration NOBODY = Duration.ofMinutes(15);

  /** A page that has closed may have been reloaded, on a slow computer. */
  private static final Duration CLOSED = Duration.ofSeconds(70);

  private volatile long active = System.nanoTime();

  /** The reader has done something. */
  void active() {
    active = System.nanoTime();
  }

  /** Whether the host's pages that showed it have closed, and nobody has done anything since. */
  boolean left(Watchers watchers) {
    Duration left = watchers.left();
    return left != null && left.compareTo(inactive()) < 0;
  }

  /** Whether the host looks, or may be expected to come back. */
  boolean lasts(Watchers watchers) {
    Duration left = watchers.left();
    if (watchers.hosts() > 0) {
      return true;
    }
    return left != null && left(watchers)
        ? left.compareTo(CLOSED) < 0
        : inactive().compareTo(NOBODY) < 0;
  }

  /** How long the reader has done nothing. */
  Duration inactive() {
    return Duration.ofNanos(System.nanoTime() - active);
  }
}
