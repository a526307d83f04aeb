package portside.room;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import portside.access.RandomId;
import portside.room.NotNow.Reason;
import portside.store.Condition;
import portside.store.Store;
import portside.store.Tables;

/**
 * The class. What everyone sees is one {@link ClassState}, which only the acts of the host change;
 * each change is kept before it is told. What guests do, joining and answering, is kept as well,
 * and changes no state. Safe for every thread; nothing of it waits for the disk.
 */
public final class Room implements AutoCloseable {
  /** What it keeps. */
  public static final Tables TABLES = new Tables("room", "portside/room/tables");

  private static final Duration RESTORE = Duration.ofSeconds(10);

  private final Store store;
  private final Keeper keeper;
  private final List<LongConsumer> hearers = new CopyOnWriteArrayList<>();
  private final Audience audience = new Audience(this);
  private final Polls polls = new Polls(this);
  private final Flips flips = new Flips(this);
  private final CompletableFuture<Void> restored;

  // guarded by this
  private @Nullable LiveClass live;
  private long version;

  private volatile @Nullable ClassState told;

  /**
   * A room with the class that was on when the last Portside ended, where one was.
   *
   * @param store keeps it; was given {@link #TABLES}
   */
  public Room(Store store) {
    this.store = store;
    this.keeper = new Keeper(store, this, this::whole);
    this.restored =
        Rows.isMarked(store.folder())
            ? store
                .read(RowsRead::on)
                .thenAccept(was -> was.ifPresent(this::restore))
                .exceptionally(none -> null)
            : CompletableFuture.completedFuture(null);
    // Once all is there: who hears of it asks for it, and would wait for what waits for them.
    restored.thenRun(() -> hearers.forEach(this::tell));
  }

  private synchronized void restore(Kept was) {
    live = new LiveClass(was);
    version = was.state().version();
    told = was.state();
  }

  /** Whether it is known what was kept. */
  boolean isRestored() {
    return restored.isDone();
  }

  private void awaitRestored() {
    if (!isRestored()) {
      restored.copy().completeOnTimeout(null, RESTORE.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }

  /** Hears of the version that there is, and of each new one. It must not block. */
  public void listen(LongConsumer hearer) {
    hearers.add(hearer);
    tell(hearer);
  }

  private void tell(LongConsumer hearer) {
    Optional.ofNullable(told).ifPresent(now -> hearer.accept(now.version()));
  }

  /** What everyone sees now; empty where no class is on. */
  public Optional<ClassState> now() {
    awaitRestored();
    return Optional.ofNullable(told);
  }

  /** The version of the last change, also while no class is on. */
  public long version() {
    awaitRestored();
    synchronized (this) {
      return version;
    }
  }

  /** How it stands with what is kept. */
  public Condition condition() {
    return store.condition();
  }

  /** Whether something of the class is not on the disk. */
  public boolean isBehind() {
    return keeper.isBehind();
  }

  // what the host does

  /**
   * Opens a class.
   *
   * @param title as text; may be empty
   * @param code what guests have to enter; empty for none
   * @throws NotNow when one is on
   */
  public CompletableFuture<Void> open(String title, String code) {
    awaitRestored();
    synchronized (this) {
      if (live != null) {
        throw new NotNow(Reason.CLASS_IS_ON);
      }
      String id = RandomId.ofBytes(16);
      live =
          new LiveClass(new ClassState(id, title, code, Moment.now(), version, null, null, "", ""));
    }
    return act(state -> state);
  }

  /** Ends the class. What was kept of it stays until it is deleted. */
  public CompletableFuture<Void> end() {
    awaitRestored();
    CompletableFuture<Boolean> kept;
    long last;
    synchronized (this) {
      String id = required().state().id();
      Instant now = Moment.now();
      Consumer<Handle> everything =
          whole()
              .andThen(
                  db -> {
                    Rows.ended(db, id, now);
                    Rows.mark(store.folder(), false);
                  });
      live = null;
      last = ++version;
      kept = keeper.keepLast(id, everything);
    }
    return kept.thenRun(
        () -> {
          told = null;
          hearers.forEach(hearer -> hearer.accept(last));
        });
  }

  /**
   * Deletes a class with its names and answers, and ends it if it is on.
   *
   * @return completed with whether nothing of it is left, neither in memory nor on the disk
   */
  public CompletableFuture<Boolean> delete(String id) {
    awaitRestored();
    boolean wasOn;
    long last;
    synchronized (this) {
      wasOn = live != null && live.state().id().equals(id);
      if (wasOn) {
        live = null;
        told = null;
        version++;
      }
      last = version;
    }
    if (wasOn) {
      hearers.forEach(hearer -> hearer.accept(last));
    }
    // What was just opened may be on its way to a disk that has nothing yet.
    boolean maybeKept =
        store.isThere() || wasOn && store.condition().trouble() != Condition.Trouble.NOWHERE;
    return maybeKept
        ? keeper.erase(
            id,
            db -> {
              Rows.noClass(db, id);
              if (wasOn) {
                Rows.mark(store.folder(), false);
              }
            })
        : CompletableFuture.completedFuture(wasOn);
  }

  /** Every class that is kept, the latest one first; none where nothing can be read. */
  public CompletableFuture<List<Sitting>> sittings() {
    awaitRestored();
    return store.isThere()
        ? store.read(RowsRead::all).exceptionally(unavailable -> List.of())
        : CompletableFuture.completedFuture(List.of());
  }

  /**
   * Everything of a class: of the one that is on as it is now, of another as it was kept.
   *
   * @return completed with empty where there is none of that name, or it cannot be read
   */
  public CompletableFuture<Optional<Kept>> sitting(String id) {
    Optional<Kept> on = kept().filter(kept -> kept.state().id().equals(id));
    return on.isPresent() || !store.isThere()
        ? CompletableFuture.completedFuture(on)
        : store.read(db -> RowsRead.of(db, id)).exceptionally(unavailable -> Optional.empty());
  }

  /**
   * Everything of the class that is on, as it is now.
   *
   * @return empty where none is on
   */
  public Optional<Kept> kept() {
    return ask(on -> Optional.of(on.kept()), Optional.empty());
  }

  /**
   * The presenter has gone somewhere, and who follows goes there.
   *
   * @param window which of the host's windows it is
   * @throws NotNow when another one moves the class
   */
  public CompletableFuture<Void> place(String window, Placement there) {
    return act(
        state -> {
          if (!state.driver().isEmpty() && !state.driver().equals(window)) {
            throw new NotNow(Reason.NOT_DRIVING);
          }
          return state.at(there).drivenBy(window);
        });
  }

  /** That window of the host moves the class from now on. */
  public CompletableFuture<Void> drive(String window) {
    return act(state -> state.drivenBy(window));
  }

  /**
   * The invitation shows that address of this computer.
   *
   * @param address as text; empty for the likeliest
   */
  public CompletableFuture<Void> invite(String address) {
    return act(state -> state.inviting(address));
  }

  /** The class, with the lock that the caller holds. */
  LiveClass required() {
    if (live == null) {
      throw new NotNow(Reason.NO_CLASS);
    }
    return live;
  }

  /** Changes what everyone sees, keeps it, and tells it then. */
  CompletableFuture<Void> act(UnaryOperator<ClassState> change) {
    awaitRestored();
    ClassState next;
    CompletableFuture<Boolean> kept;
    synchronized (this) {
      next = required().change(change);
      version = next.version();
      kept =
          keeper.keep(
              db -> {
                Rows.mark(store.folder(), true);
                Rows.state(db, next);
              });
    }
    return kept.thenAccept(saved -> tell(next));
  }

  private void tell(ClassState next) {
    synchronized (this) {
      boolean over = live == null || !live.state().id().equals(next.id());
      ClassState now = told;
      if (over || now != null && now.id().equals(next.id()) && now.version() >= next.version()) {
        return; // a later one has been told already
      }
      told = next;
    }
    hearers.forEach(hearer -> hearer.accept(next.version()));
  }

  /** Writes the class as it is now. */
  private synchronized Consumer<Handle> whole() {
    if (live == null) {
      return db -> {};
    }
    Kept kept = live.kept();
    return db -> {
      Rows.mark(store.folder(), true);
      Rows.whole(db, kept);
    };
  }

  /** Does something with the class in memory, which is there. */
  <T> T with(Function<LiveClass, T> act) {
    awaitRestored();
    synchronized (this) {
      return act.apply(required());
    }
  }

  /** Asks something of the class in memory. */
  <T extends @Nullable Object> T ask(Function<LiveClass, T> question, T none) {
    awaitRestored();
    synchronized (this) {
      return live == null ? none : question.apply(live);
    }
  }

  Keeper keeper() {
    return keeper;
  }

  /** The questions to the class. */
  public Polls polls() {
    return polls;
  }

  /** What the devices found of the demo server. */
  public Flips flips() {
    return flips;
  }

  /** Who takes part, and what they do. */
  public Audience audience() {
    return audience;
  }

  @Override
  public void close() {
    keeper.close();
  }
}
