package portside.room;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often somebody may do something. Guarded by the room. */
final class Pace {
  /** More than a class; who made up more than that is forgotten, the oldest first. */
  private static final int KNOWN = 5_000;

  private final int most;
  private final long nanos;
  private final Map<Object, Window> windows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Window> eldest) {
          return size() > KNOWN;
        }
      };

  private static final class Window {
    private long since;
    private int count;
  }

  /**
   * @param most how often
   * @param within in which time
   */
  Pace(int most, Duration within) {
    this.most = most;
    this.nanos = within.toNanos();
  }

  /** Whether they have done it too often lately. */
  boolean isOver(Object who) {
    Window window = windows.get(who);
    return window != null && System.nanoTime() - window.since < nanos && window.count >= most;
  }

  /** They do it once more. */
  void count(Object who) {
    long now = System.nanoTime();
    Window window = windows.computeIfAbsent(who, fresh -> new Window());
    if (window.count == 0 || now - window.since >= nanos) {
      window.since = now;
      window.count = 0;
    }
    window.count++;
  }
}
