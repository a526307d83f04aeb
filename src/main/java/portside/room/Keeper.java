package portside.room;

import java.lang.System.Logger.Level;
import java.time.Duration;
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

  /** The class goes on without the disk when that takes longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final long TRY_AGAIN_SECONDS = 2;

  private final Store store;
  private final Supplier<Consumer<Handle>> whole;
  private volatile boolean behind;
  private volatile boolean closed;

  /**
   * @param whole gives what writes the class as it is now
   */
  Keeper(Store store, Supplier<Consumer<Handle>> whole) {
    this.store = store;
    this.whole = whole;
  }

  /**
   * Keeps a change that has happened already.
   *
   * @param change writes it
   * @return completed with whether it is on the disk, in a few seconds at most; never exceptionally
   */
  CompletableFuture<Boolean> keep(Consumer<Handle> change) {
    if (store.condition().trouble() == Trouble.NOWHERE) {
      return CompletableFuture.completedFuture(false);
    }
    boolean all = behind;
    return keep(all ? whole.get() : change, all);
  }

  /**
   * Keeps the last that there is to keep of a class, which is then no more behind.
   *
   * @param everything writes the class whole, and its end
   */
  CompletableFuture<Boolean> keepLast(Consumer<Handle> everything) {
    return store.condition().trouble() == Trouble.NOWHERE
        ? CompletableFuture.completedFuture(false)
        : keep(everything, true);
  }

  /**
   * Deletes something, so that nothing of it is left in the file.
   *
   * @return completed with whether it is gone; never exceptionally
   */
  CompletableFuture<Boolean> erase(Consumer<Handle> change) {
    return store.erase(change).exceptionally(Keeper::wrong);
  }

  private CompletableFuture<Boolean> keep(Consumer<Handle> task, boolean all) {
    CompletableFuture<Boolean> written = store.write(task).exceptionally(Keeper::wrong);
    written.thenAccept(kept -> settle(kept, all));
    return written.copy().completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static boolean wrong(Throwable statement) {
    LOG.log(Level.ERROR, "a class could not be written", statement);
    return false;
  }

  private void settle(boolean kept, boolean all) {
    if (kept && all) {
      behind = false;
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
      keep(whole.get(), true).thenRun(this::tryLaterAgain);
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
