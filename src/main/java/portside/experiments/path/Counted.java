package portside.experiments.path;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import portside.net.InterfaceCounters;
import portside.net.Traffic;

/** What the interfaces count in some span of time. */
final class Counted {
  private Counted() {}

  /** What has come on top since an earlier look. */
  static Map<String, Traffic> since(Map<String, Traffic> before) throws IOException {
    Map<String, Traffic> gain = new LinkedHashMap<>();
    InterfaceCounters.now()
        .forEach((name, now) -> gain.put(name, now.since(before.getOrDefault(name, now))));
    return gain;
  }

  /** What comes on top while this thread does nothing; an interrupt cuts that short. */
  static Map<String, Traffic> during(long nanos) throws IOException {
    Map<String, Traffic> before = InterfaceCounters.now();
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        break; // whoever uses the connection next says so
      }
    }
    return since(before);
  }
}
