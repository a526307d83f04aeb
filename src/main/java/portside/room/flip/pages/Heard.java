package portside.room.flip.pages;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import portside.live.Topic;

/** Tells a topic of a whole class's messages a few times a second. Safe for every thread. */
public final class Heard implements AutoCloseable {
  private static final long PAUSE_MILLIS = 150;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "census");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicLong version = new AtomicLong();
  private final Topic topic;

  /**
   * @param topic is told
   */
  public Heard(Topic topic) {
    this.topic = topic;
  }

  /** Something has changed. */
  public void something() {
    if (due.compareAndSet(false, true)) {
      try {
        clock.schedule(this::tell, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closed) {
        // Portside ends
      }
    }
  }

  private void tell() {
    due.set(false);
    topic.changed(version.incrementAndGet());
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
