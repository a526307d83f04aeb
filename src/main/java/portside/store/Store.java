package portside.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import portside.store.Condition.Trouble;

/**
 * What outlives this Portside. It is opened when the first thing is to be kept. One thread writes:
 * what comes in while it writes is kept together by the next commit, so that a class of three
 * hundred costs a few commits; who wants to know waits for a future and holds no thread.
 *
 * <p>Where the folder is full, must not be written, is gone, belongs to another Portside or is
 * damaged, nothing is kept, {@link #condition} says why, and everybody goes on; it is tried again
 * with what comes later. In the place of a folder that is gone none is made: it would be in the way
 * of the one that comes back, or be hidden by it with what was said to be kept.
 */
public final class Store implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Store.class.getName());

  /** One commit for more would make the first of them wait. */
  private static final int TOGETHER = 500;

  /** After a failure everything is answered at once for so long, instead of failing slowly. */
  private static final long PAUSE_NANOS = 1_000_000_000;

  private static final long LAST_COMMIT_MILLIS = 5_000;

  private final @Nullable Path folder;
  private final List<Tables> tables;
  private final BlockingQueue<Work<?>> queue = new LinkedBlockingQueue<>();

  /** Answers are completed here, so that the writer goes on to write. */
  private final Executor answers = Executors.newFixedThreadPool(2, Store::daemon);

  private final Thread writer = daemon(this::write);
  private boolean started; // guarded by this
  private volatile boolean closing;
  private volatile Condition condition;

  /** Whether there has been a database in the folder that is to be found there. */
  private volatile boolean had;

  // of the writer's thread only
  private @Nullable Database database;
  private long notBefore = System.nanoTime();

  /**
   * Something to do with the database, and who waits for it.
   *
   * @param shrinks whether the file is to become smaller by it
   */
  private record Work<T>(Function<Handle, T> task, CompletableFuture<T> done, boolean shrinks) {}

  /**
   * @param folder the data folder, which is made when it is first needed; null to keep nothing
   * @param tables of everybody who keeps things
   */
  public Store(@Nullable Path folder, List<Tables> tables) {
    this.folder = folder;
    this.tables = List.copyOf(tables);
    this.condition = new Condition(folder == null ? Trouble.NOWHERE : null, folder, "");
    this.had = folder != null && Files.exists(folder.resolve(Database.FILE));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "store");
    thread.setDaemon(true);
    return thread;
  }

  /** The data folder; null where nothing is kept. */
  public @Nullable Path folder() {
    return folder;
  }

  /** How it stands. */
  public Condition condition() {
    Condition last = condition;
    // Nobody may have written since it went.
    return last.well() && isGone() ? new Condition(Trouble.GONE, folder, "") : last;
  }

  /** Whether there was a database and is none; false where the system does not tell. */
  private boolean isGone() {
    return had && Files.notExists(folder.resolve(Database.FILE));
  }

  /** Whether a damaged file and all that belongs to it was moved out of the folder. */
  private boolean isCleared() {
    return condition.trouble() == Trouble.DAMAGED
        && Files.exists(folder.resolve(Database.LOCK))
        && Database.FILES.stream().map(folder::resolve).allMatch(Files::notExists);
  }

  /**
   * Keeps something.
   *
   * @param task its statements; all or none of them are kept. It may be run twice.
   * @return completed with true once it is on the disk, with false where it cannot be kept;
   *     exceptionally only where a statement is wrong
   */
  public CompletableFuture<Boolean> write(Consumer<Handle> task) {
    return write(task, false);
  }

  /**
   * Deletes something, so that nothing of it is left in the file: what was there is overwritten
   * (sqlite.org/pragma.html#pragma_secure_delete), and the file shrinks.
   *
   * @param task as for {@link #write}
   * @return as for {@link #write}
   */
  public CompletableFuture<Boolean> erase(Consumer<Handle> task) {
    return write(task, true);
  }

  /** Whether anything has ever been kept, without opening the database, which may be gone now. */
  public boolean isThere() {
    return had || folder != null && Files.exists(folder.resolve(Database.FILE));
  }

  private CompletableFuture<Boolean> write(Consumer<Handle> task, boolean shrinks) {
    return this.<Boolean>add(
            handle -> {
              task.accept(handle);
              return true;
            },
            shrinks)
        .handle(
            (kept, failed) -> {
              if (failed == null) {
                return kept;
              }
              if (failed instanceof Unavailable || failed.getCause() instanceof Unavailable) {
                return false;
              }
              throw new IllegalStateException(failed);
            });
  }

  /**
   * Reads something, after everything that was to be kept before.
   *
   * @return completed with what was read, or exceptionally with {@link Unavailable}
   */
  public <T> CompletableFuture<T> read(Function<Handle, T> task) {
    return add(task, false);
  }

  private <T> CompletableFuture<T> add(Function<Handle, T> task, boolean shrinks) {
    Work<T> work = new Work<>(task, new CompletableFuture<>(), shrinks);
    synchronized (this) {
      if (folder == null || closing) {
        work.done().completeExceptionally(new Unavailable(condition));
        return work.done();
      }
      if (!started) {
        started = true;
        writer.start();
      }
      queue.add(work);
    }
    return work.done();
  }

  private void write() {
    try {
      while (!closing || !queue.isEmpty()) {
        List<Work<?>> together = new ArrayList<>(List.of(queue.take()));
        queue.drainTo(together, TOGETHER - 1);
        together(together);
      }
    } catch (InterruptedException end) {
      // closed while nothing was to be written
    } finally {
      shut();
    }
  }

  private void together(List<Work<?>> works) {
    try {
      Handle handle = open();
      List<Runnable> answered = new ArrayList<>();
      handle.begin();
      for (Work<?> work : works) {
        answered.add(run(work, handle));
      }
      handle.commit();
      if (works.stream().anyMatch(Work::shrinks)) {
        handle.execute("VACUUM");
        // Its log has what was deleted until it is written back and cut.
        handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)").mapToMap().list();
      }
      database.requireInPlace();
      well();
      answered.forEach(Runnable::run);
    } catch (IOException | RuntimeException | LinkageError e) {
      failed(works, e);
    }
  }

  private <T> Runnable run(Work<T> work, Handle handle) {
    T result = work.task().apply(handle);
    return () -> work.done().completeAsync(() -> result, answers);
  }

  private Handle open() throws IOException {
    if (database == null) {
      if (System.nanoTime() - notBefore < 0) {
        throw new Unavailable(condition);
      }
      if (isCleared()) {
        had = false;
      }
      if (isGone()) {
        throw new NoSuchFileException(folder.resolve(Database.FILE).toString());
      }
      database = Database.open(folder, tables, !had);
      had = true;
    }
    database.requireInPlace();
    return database.handle();
  }

  private void failed(List<Work<?>> works, Throwable failed) {
    Trouble trouble = trouble(failed);
    if (trouble == null && works.size() > 1) {
      // A wrong statement of one must not cost the others what they keep.
      rollback();
      works.forEach(work -> together(List.of(work)));
      return;
    }
    if (trouble != null && !(failed instanceof Unavailable)) {
      if (condition.trouble() != trouble) {
        LOG.log(
            Level.WARNING, "nothing is kept in " + folder + ": " + trouble + ", " + said(failed));
      }
      condition = new Condition(trouble, folder, said(failed));
      shut();
      notBefore = System.nanoTime() + PAUSE_NANOS;
    } else {
      rollback();
    }
    Throwable told = trouble == null ? failed : new Unavailable(condition);
    works.forEach(work -> answers.execute(() -> work.done().completeExceptionally(told)));
  }

  private @Nullable Trouble trouble(Throwable failed) {
    if (failed instanceof Unavailable unavailable) {
      return unavailable.condition().trouble();
    }
    if (failed instanceof Database.Held) {
      return Trouble.LOCKED;
    }
    if (failed instanceof Database.Damaged) {
      return Trouble.DAMAGED;
    }
    Trouble known = Troubles.of(failed, folder);
    if (known == null && database == null) {
      // Nothing can be wrong but the folder: SQLite's library finds no place.
      known = Troubles.ofFiles(folder);
    }
    return known != null && isGone() ? Trouble.GONE : known;
  }

  private static String said(Throwable failed) {
    String said = failed.getMessage();
    return said == null ? failed.getClass().getSimpleName() : said.lines().findFirst().orElse("");
  }

  private void well() {
    if (!condition.well()) {
      condition = new Condition(null, folder, "");
    }
  }

  private void rollback() {
    if (database != null && database.handle().isInTransaction()) {
      database.handle().rollback();
    }
  }

  private void shut() {
    if (database == null) {
      return;
    }
    try {
      rollback();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "what was not committed is gone anyway", e);
    }
    try {
      database.close();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "the database did not close", e);
    }
    database = null;
  }

  /** Keeps what was given to it before, and closes the database. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      if (!started) {
        return;
      }
      queue.add(new Work<>(handle -> true, new CompletableFuture<>(), false));
    }
    try {
      writer.join(LAST_COMMIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
