package portside.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Does tasks in the order in which they come, but one of each sender in turn: who has a thousand
 * waiting holds up nobody who has one.
 */
final class FairQueue {
  // guarded by this; a sender is in the round as long as it has something waiting
  private final Map<Object, Deque<Runnable>> waiting = new HashMap<>();
  private final Deque<Object> round = new ArrayDeque<>();

  /**
   * Adds a task.
   *
   * @param threads does it, or another one whose turn it is by then
   * @throws java.util.concurrent.RejectedExecutionException when the threads have ended
   */
  void add(Object sender, Runnable task, Executor threads) {
    synchronized (this) {
      Deque<Runnable> mine = waiting.get(sender);
      if (mine == null) {
        mine = new ArrayDeque<>();
        waiting.put(sender, mine);
        round.add(sender);
      }
      mine.add(task);
    }
    threads.execute(this::doNext);
  }

  /** Whether a sender has something that nobody has begun to do. */
  synchronized boolean isWaiting(Object sender) {
    return waiting.containsKey(sender);
  }

  private void doNext() {
    Runnable task = next();
    if (task != null) {
      task.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    Object sender = round.poll();
    if (sender == null) {
      return null;
    }
    Deque<Runnable> its = waiting.get(sender);
    Runnable task = its.poll();
    if (its.isEmpty()) {
      waiting.remove(sender);
    } else {
      round.add(sender);
    }
    return task;
  }
}
