package portside.web;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Does tasks one after the other, each with any thread of others: however many there are, they keep
 * one of them busy.
 */
final class OneAtATime {
  // guarded by this
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  /**
   * Does a task after those that wait.
   *
   * @throws java.util.concurrent.RejectedExecutionException when the threads have ended
   */
  void add(Runnable task, Executor threads) {
    synchronized (this) {
      waiting.add(task);
      if (busy) {
        return;
      }
      busy = true;
    }
    threads.execute(() -> doNext(threads));
  }

  private void doNext(Executor threads) {
    try {
      waiting().run();
    } finally {
      if (hasMore()) {
        threads.execute(() -> doNext(threads));
      }
    }
  }

  private synchronized Runnable waiting() {
    @Nullable Runnable next = waiting.poll();
    return next == null ? () -> {} : next;
  }

  private synchronized boolean hasMore() {
    busy = !waiting.isEmpty();
    return busy;
  }
}
