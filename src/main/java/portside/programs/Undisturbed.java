package portside.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What is worked out once for each key, on threads that nobody interrupts.
 *
 * <p>Who stops a run interrupts its thread. A channel that such a thread reads is then closed for
 * good ({@link java.nio.channels.InterruptibleChannel}), and the channels of the jar and of the
 * JDK's own archives are shared by all of Portside. So a run only waits for what is read here, and
 * gives up waiting when it is stopped. What fails is not kept: the next one tries again.
 */
final class Undisturbed<K, V> {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool(Undisturbed::daemon);

  private final Map<K, CompletableFuture<V>> known = new HashMap<>(); // guarded by this

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "the course's programs");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The value of a key.
   *
   * @param work works it out, unless that is done or going on
   */
  private synchronized CompletableFuture<V> of(K key, Callable<V> work) {
    CompletableFuture<V> before = known.get(key);
    if (before != null && !before.isCompletedExceptionally()) {
      return before;
    }
    CompletableFuture<V> value = new CompletableFuture<>();
    known.put(key, value);
    THREADS.execute(
        () -> {
          try {
            value.complete(work.call());
          } catch (Exception | LinkageError failed) {
            value.completeExceptionally(failed);
          }
        });
    return value;
  }

  /**
   * Waits for the value of a key.
   *
   * @throws IOException what the work threw
   * @throws InterruptedException when the waiting thread is interrupted; the work goes on
   */
  V get(K key, Callable<V> work) throws IOException, InterruptedException {
    try {
      return of(key, work).get();
    } catch (ExecutionException failed) {
      throw asThrown(failed.getCause());
    }
  }

  /**
   * Waits for it through every interrupt, which stays pending: for what takes milliseconds.
   *
   * @throws IOException what the work threw
   */
  V getCalmly(K key, Callable<V> work) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return get(key, work);
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException asThrown(Throwable cause) {
    if (cause instanceof UncheckedIOException unchecked) {
      return unchecked.getCause();
    }
    if (cause instanceof RuntimeException unforeseen) {
      throw unforeseen;
    }
    if (cause instanceof IOException thrown) {
      return thrown;
    }
    return new IOException(cause);
  }

  /** Forgets a value that no longer holds. */
  synchronized void forget(K key) {
    known.remove(key);
  }

  /** Forgets all. */
  synchronized void clear() {
    known.clear();
  }
}
