package portside.experiments.debugger;

import java.time.Duration;

/** Whether anybody still looks at a session; it ends when nobody does. Safe for every thread. */
final class Presence {
  /** A reader that has gone leaves a program standing; after this long, nobody comes back to it. */
  private static final Duration NOBODY = Duration.ofMinutes(15);

  /** A page that follows says so; browsers slow a hidden page's clock to once a minute. */
  private static final Duration PAGE_GONE = Duration.ofMinutes(3);

  /** A page that has said goodbye was reloaded, or another one still follows and says so. */
  private static final Duration GOODBYE = Duration.ofSeconds(70);

  private long last = System.nanoTime();
  private Duration patience = NOBODY;
  private boolean left;

  /** The reader has done something, or something has happened that they will want to see. */
  synchronized void active() {
    last = System.nanoTime();
    left = false;
  }

  /** A page says that it follows the session. */
  synchronized void here() {
    active();
    patience = PAGE_GONE;
  }

  /** A page that followed says that it closes. */
  synchronized void gone() {
    active();
    left = true;
  }

  /** Whether the last that was heard was a page that closed. */
  synchronized boolean left() {
    return left;
  }

  /** Whether somebody looks, or may be expected to come back. */
  synchronized boolean lasts() {
    Duration most = left ? GOODBYE : patience;
    return System.nanoTime() - last < most.toNanos();
  }
}
