package portside.room;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import portside.store.Condition.Trouble;
import portside.store.Store;

/**
 * Keeps what happens in a class. Where something could not be kept the class is behind in the
 * store; the next time it is written whole, so that nothing is missing once the disk has room
 * again.
 */
final class Keeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Keeper.class.getName());

  /** The class goes on without the disk when that takes longer; one that slept takes seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long TRY_AGAIN_SECONDS = 2;

  /** So many classes wait for a disk that comes back; of more the oldest is lost. */
  private static final int MOST_ENDED = 20;

  private final Store store;
  private final Object lock;
  private final Supplier<Consumer<Handle>> whole;

  /** What is still to be written of classes that have ended, by their ids; guarded by the lock. */
  private final Map<String, Consumer<Handle>> ended = new LinkedHashMap<>();

  private volatile boolean behind;
  private volatile boolean closed;

  /**
   * @param lock is held by whoever changes the class and keeps the change, so that what is written
   *     later is newer
   * @param whole gives what writes the class as it is now
   */
  Keeper(Store store, Object lock, Supplier<Consumer<Handle>> whole) {
    this.store = store;
    this.lock = lock;
    this.whole = whole;
  }

  /**
   * Keeps a change that has happened already.
   *
   * @param change writes it
   * @return completed with whether it is on the disk, in ten seconds at most; never exceptionally
   */
  CompletableFuture<Boolean> keep(Consumer<Handle> change) {
    if (store.condition().trouble() == Trouble.NOWHERE) {
      return CompletableFuture.completedFuture(false);
    }
    return behind ? keepAll() : keep(change, List.of());
  }

  /** Writes everything that there is. */
  private CompletableFuture<Boolean> keepAll() {
    synchronized (lock) {
      List<Consumer<Handle>> all = new ArrayList<>(ended.values());
      all.add(whole.get());
      return keep(db -> all.forEach(each -> each.accept(db)), all);
    }
  }

  /**
   * Keeps the last that there is to keep of a class, now or once it can be.
   *
   * @param everything writes the class whole, and its end
   */
  CompletableFuture<Boolean> keepLast(String id, Consumer<Handle> everything) {
    if (store.condition().trouble() == Trouble.NOWHERE) {
      return CompletableFuture.completedFuture(false);
    }
    synchronized (lock) {
      ended.put(id, everything);
      if (ended.size() > MOST_ENDED) {
        ended.remove(ended.keySet().iterator().next());
      }
    }
    return keepAll();
  }

  /**
   * Deletes a class, so that nothing of it is left in the file.
   *
   * @return completed with whether it is gone; never exceptionally
   */
  CompletableFuture<Boolean> erase(String id, Consumer<Handle> change) {
    synchronized (lock) {
      ended.remove(id);
    }
    return store.erase(change).exceptionally(Keeper::wrong);
  }

  /**
   * @param all what of it is all that there is; empty where it is only a change
   */
  private CompletableFuture<Boolean> keep(Consumer<Handle> task, List<Consumer<Handle>> all) {
    CompletableFuture<Boolean> written =
        store
            .write(task)
            .exceptionally(
                statement -> {
                  synchronized (lock) {
                    ended.values().removeAll(all); // it would be as wrong the next time
                  }
                  return wrong(statement);
                });
    written.thenAccept(kept -> settle(kept, all));
    return written.copy().completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean wrong(Throwable statement) {
    LOG.log(Level.ERROR, "a class could not be written", statement);
    return false;
  }

  private void settle(boolean kept, List<Consumer<Handle>> all) {
    if (kept && !all.isEmpty()) {
      synchronized (lock) {
        ended.values().removeAll(all);
        behind = !ended.isEmpty();
      }
    } else if (!kept && !behind) {
      behind = true;
      tryLater();
    }
  }

  private void tryLater() {
    CompletableFuture.delayedExecutor(TRY_AGAIN_SECONDS, TimeUnit.SECONDS).execute(this::tryAgain);
  }

  private void tryAgain() {
    if (behind && !closed) {
      keepAll().thenRun(this::tryLaterAgain);
    }
  }

  private void tryLaterAgain() {
    if (behind) {
      tryLater();
    }
  }

  /** Whether something is not on the disk. */
  boolean isBehind() {
    return behind;
  }

  @Override
  public void close() {
    closed = true;
  }
}
