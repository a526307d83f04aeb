package portside.net;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads something dear once for all who ask at the same time. Nobody gets what was read before they
 * asked: who comes while a reading is under way shares the next one. There is one reading at a
 * time, and a rest between two, so that a flood of questions costs no more than a few.
 *
 * <p>It reads on a thread of its own, for the threads of runs may be interrupted at any time, and
 * what is shared must not be cut short by that.
 */
final class SharedReading<T> {
  private static final Executor THREAD = thread();

  private final Supplier<T> read;
  private final Duration rest;
  private volatile long begun;
  private @Nullable CompletableFuture<T> next; // guarded by this; has not begun yet

  /**
   * @param read what is read
   * @param rest the least time from the beginning of one reading to that of the next
   */
  SharedReading(Supplier<T> read, Duration rest) {
    this.read = read;
    this.rest = rest;
    this.begun = System.nanoTime() - rest.toNanos();
  }

  private static Executor thread() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "shared reading");
              thread.setDaemon(true);
              return thread;
            });
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  /** What was read after this call. */
  T get() {
    return join().join();
  }

  private synchronized CompletableFuture<T> join() {
    CompletableFuture<T> waiting = next;
    if (waiting == null) {
      CompletableFuture<T> fresh = new CompletableFuture<>();
      THREAD.execute(() -> readFor(fresh));
      next = fresh;
      waiting = fresh;
    }
    return waiting;
  }

  private void readFor(CompletableFuture<T> waiting) {
    for (long left = left(); left > 0; left = left()) {
      LockSupport.parkNanos(left);
    }
    synchronized (this) {
      next = null; // who comes now comes too late for this one
    }
    begun = System.nanoTime();
    try {
      waiting.complete(read.get());
    } catch (RuntimeException | Error e) {
      waiting.completeExceptionally(e);
    }
  }

  private long left() {
    return begun + rest.toNanos() - System.nanoTime();
  }
}
