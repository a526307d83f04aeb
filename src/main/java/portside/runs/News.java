package portside.runs;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the changes of one run: at most ten times in any second, so that a program that never
 * stops talking holds nobody up, and three times without a pause, so that whoever presses a key
 * sees at once what came of it. The answer and the end are told besides, at once.
 *
 * <p>This is the generic cell rate algorithm (ITU-T I.371, annex A), which needs one number.
 */
final class News {
  /** What a change is to those who wait for it. */
  enum Kind {
    /** The outcome, or the end. */
    ANSWER,
    /** A new state of things. */
    STATE,
    /** A line, or a large result: one of several, most often, or followed by a state. */
    DETAIL
  }

  private static final System.Logger LOG = System.getLogger(News.class.getName());

  /** With three at once, ten of these take more than a second. */
  private static final long INTERVAL = Duration.ofMillis(140).toNanos();

  private static final long AHEAD = 2 * INTERVAL;

  /** So long a detail waits for company. */
  static final long COMPANY = Duration.ofMillis(30).toNanos();

  private final ScheduledExecutorService clock;
  private final Runnable tell;

  // guarded by this, in nanoseconds
  private long regular = System.nanoTime(); // when one more would be due at an even pace
  private @Nullable Long due; // when the next is told

  /**
   * @param clock tells what has to wait
   * @param tell tells the run as it is then
   */
  News(ScheduledExecutorService clock, Runnable tell) {
    this.clock = clock;
    this.tell = tell;
  }

  /** Hears of a change, and tells it now or soon. */
  void changed(Kind kind) {
    synchronized (this) {
      long now = System.nanoTime();
      if (kind == Kind.ANSWER) {
        due = null; // it tells everything
      } else {
        long when = Math.max(kind == Kind.DETAIL ? now + COMPANY : now, regular - AHEAD);
        if (when > now) {
          later(when, now);
          return;
        }
        take(now);
      }
    }
    tell.run();
  }

  private void later(long when, long now) {
    if (due == null || due > when) {
      due = when;
      try {
        clock.schedule(() -> due(when), when - now, TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.DEBUG, "Portside is stopping; nobody hears of it");
      }
    }
  }

  private void due(long when) {
    synchronized (this) {
      if (due == null || due != when) {
        return; // told meanwhile, or due sooner
      }
      take(System.nanoTime());
    }
    tell.run();
  }

  private void take(long now) {
    due = null;
    regular = Math.max(regular, now) + INTERVAL;
  }
}
