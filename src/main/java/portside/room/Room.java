package portside.room;

import java.nio.file.Files;
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
import java.util.function.Supplier;
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
  private final CompletableFuture<Void> restored;

  // guarded by this
  private @Nullable Sitting sitting;
  private long version;

  private volatile @Nullable ClassState told;

  /**
   * A room with the class that was on when the last Portside ended, where one was.
   *
   * @param store keeps it; was given {@link #TABLES}
   */
  public Room(Store store) {
    this.store = store;
    this.keeper = new Keeper(store, this::whole);
    boolean wasOn = store.folder() != null && Files.exists(store.folder().resolve(Rows.IS_ON));
    this.restored =
        wasOn
            ? store.read(RowsRead::on).thenAccept(this::restore).exceptionally(none -> null)
            : CompletableFuture.completedFuture(null);
  }

  private void restore(Optional<Kept> kept) {
    kept.ifPresent(
        was -> {
          synchronized (this) {
            sitting = new Sitting(was);
            version = was.state().version();
            told = was.state();
          }
          hearers.forEach(hearer -> hearer.accept(was.state().version()));
        });
  }

  private void awaitRestored() {
    if (!restored.isDone()) {
      restored.copy().completeOnTimeout(null, RESTORE.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }

  /** Hears of the version that there is, and of each new one. It must not block. */
  public void listen(LongConsumer hearer) {
    hearers.add(hearer);
    ClassState now = told;
    if (now != null) {
      hearer.accept(now.version());
    }
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
      if (sitting != null) {
        throw new NotNow(Reason.CLASS_IS_ON);
      }
      sitting =
          new Sitting(
              new ClassState(
                  RandomId.ofBytes(16), title, code, Instant.now(), version, null, null, ""));
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
      Instant now = Instant.now();
      kept =
          keeper.keepLast(
              whole()
                  .andThen(
                      db -> {
                        Rows.ended(db, id, now);
                        Rows.mark(store.folder(), false);
                      }));
      sitting = null;
      last = ++version;
    }
    return kept.thenAccept(
        saved -> {
          told = null;
          hearers.forEach(hearer -> hearer.accept(last));
        });
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
   * Asks the class, which goes to that card. Where the same is open already nothing changes.
   *
   * @throws NotNow while another question is not settled
   */
  public CompletableFuture<Void> ask(Poll.Asked asked) {
    return act(
        state -> {
          Poll poll = required().ask(asked);
          return state.asking(poll).at(poll.place());
        });
  }

  /** Takes no more choices. */
  public CompletableFuture<Void> close(String poll) {
    return act(state -> state.asking(required().close(poll)));
  }

  /** Asks once more, before the run; an open round is closed. */
  public CompletableFuture<Void> again(String poll) {
    return act(state -> state.asking(required().again(poll)));
  }

  /**
   * A run is started that is to settle the question; an open round is closed.
   *
   * @param start starts it and returns its id
   */
  public CompletableFuture<Void> run(String poll, Supplier<String> start) {
    return act(
        state -> {
          required().unsettled(poll);
          String run = start.get();
          return state.asking(required().close(poll).running(run));
        });
  }

  /** The run of the question has measured something, and everybody sees it. */
  public CompletableFuture<Void> reveal(String poll, String run, Measured measured) {
    return settle(poll, run, asked -> asked.revealed(measured));
  }

  /** The run of the question has ended without an outcome; nothing is revealed. */
  public CompletableFuture<Void> unsettled(String poll, String run) {
    return settle(poll, run, Poll::unsettledBy);
  }

  private CompletableFuture<Void> settle(String poll, String run, UnaryOperator<Poll> how) {
    return act(
        state -> {
          Poll asked = required().required(poll);
          if (asked.phase() != Phase.RUNNING || !run.equals(asked.run())) {
            throw new NotNow(Reason.NO_QUESTION);
          }
          return state.asking(how.apply(asked));
        });
  }

  /** Shows or hides what the class predicted. */
  public CompletableFuture<Void> bars(String poll, boolean hidden) {
    return act(state -> state.asking(required().required(poll).withBars(hidden)));
  }

  /** Throws the latest round away, and the question with its first one. */
  public CompletableFuture<Void> throwAway(String id) {
    return act(
        state -> {
          int round = required().unsettled(id).round().number();
          Poll rest = required().throwAway(id);
          keeper.keep(rest == null ? db -> Rows.noPoll(db, id) : db -> Rows.noRound(db, id, round));
          return state.asking(rest);
        });
  }

  private Sitting required() {
    if (sitting == null) {
      throw new NotNow(Reason.NO_CLASS);
    }
    return sitting;
  }

  private CompletableFuture<Void> act(UnaryOperator<ClassState> change) {
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
      boolean over = sitting == null || !sitting.state().id().equals(next.id());
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
    if (sitting == null) {
      return db -> {};
    }
    Kept kept = sitting.kept();
    return db -> {
      Rows.mark(store.folder(), true);
      Rows.whole(db, kept);
    };
  }

  /** Does something with the class in memory, which is there. */
  <T> T with(Function<Sitting, T> act) {
    awaitRestored();
    synchronized (this) {
      return act.apply(required());
    }
  }

  /** Asks something of the class in memory. */
  <T> T ask(Function<Sitting, T> question, T none) {
    awaitRestored();
    synchronized (this) {
      return sitting == null ? none : question.apply(sitting);
    }
  }

  Keeper keeper() {
    return keeper;
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
