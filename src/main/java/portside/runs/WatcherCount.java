package portside.runs;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Role;
import portside.experiments.Watchers;

/** Counts who follows one run. Safe for every thread. */
final class WatcherCount {
  private final Map<Object, Integer> persons = new HashMap<>(); // and the pages of each
  private int pages;
  private int hosts;
  private @Nullable Long left; // System.nanoTime

  /**
   * A page of that caller follows it from now on.
   *
   * @return to be called once, when it does no more
   */
  synchronized Runnable add(Caller caller) {
    Object person = caller.whose();
    boolean host = caller.role() == Role.HOST;
    persons.merge(person, 1, Integer::sum);
    pages++;
    if (host) {
      hosts++;
      left = null;
    }
    return () -> remove(person, host);
  }

  private synchronized void remove(Object person, boolean host) {
    persons.computeIfPresent(person, (same, count) -> count == 1 ? null : (Integer) (count - 1));
    pages--;
    if (host) {
      hosts--;
      if (hosts == 0) {
        left = System.nanoTime();
      }
    }
  }

  synchronized Watchers now() {
    Duration since = left == null ? null : Duration.ofNanos(System.nanoTime() - left);
    return new Watchers(pages, persons.size(), hosts, since);
  }
}
