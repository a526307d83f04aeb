package portside.store;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Changes that are to be on the disk, now or once they can be, in the order in which they came.
 * What the store cannot keep is tried again with the next change, and every two seconds. Of what is
 * about the same thing the last change counts, so that it grows with the things and not with the
 * time.
 */
public final class Backlog {
  private static final System.Logger LOG = System.getLogger(Backlog.class.getName());
  private static final long TRY_AGAIN_SECONDS = 2;

  private final Store store;
  private final Map<String, Change> changes = new LinkedHashMap<>(); // guarded by this
  private boolean waits; // guarded by this

  private record Change(Consumer<Handle> statements, boolean erases) {}

  /**
   * @param store keeps them; one that has no folder never can
   */
  public Backlog(Store store) {
    this.store = store;
  }

  /**
   * Keeps something.
   *
   * @param about what it changes
   * @param statements may be run twice
   */
  public void write(String about, Consumer<Handle> statements) {
    add(about, new Change(statements, false));
  }

  /** Deletes something as {@link Store#erase} does; otherwise as {@link #write}. */
  public void erase(String about, Consumer<Handle> statements) {
    add(about, new Change(statements, true));
  }

  private synchronized void add(String about, Change change) {
    if (store.folder() != null) {
      changes.remove(about); // it comes after what has come since
      changes.put(about, change);
      keep(List.copyOf(changes.values()));
    }
  }

  /** All of them or none, so that none comes to the disk after a later one. */
  private void keep(List<Change> all) {
    Consumer<Handle> together = db -> all.forEach(each -> each.statements().accept(db));
    CompletableFuture<Boolean> written =
        all.stream().anyMatch(Change::erases) ? store.erase(together) : store.write(together);
    written.whenComplete((kept, wrong) -> settle(all, kept, wrong));
  }

  private synchronized void settle(
      List<Change> all, @Nullable Boolean kept, @Nullable Throwable wrong) {
    if (wrong != null && all.size() > 1) {
      all.forEach(one -> keep(List.of(one))); // the wrong one costs no other
    } else if (wrong != null || Boolean.TRUE.equals(kept)) {
      changes.values().removeAll(all); // what is wrong would be as wrong the next time
      if (wrong != null) {
        LOG.log(Level.ERROR, "a change could not be written", wrong);
      }
    } else if (!waits && !store.isClosing()) {
      waits = true;
      CompletableFuture.delayedExecutor(TRY_AGAIN_SECONDS, TimeUnit.SECONDS)
          .execute(this::tryAgain);
    }
  }

  private synchronized void tryAgain() {
    waits = false;
    if (!changes.isEmpty()) {
      keep(List.copyOf(changes.values()));
    }
  }
}
