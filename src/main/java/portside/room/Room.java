package portside.room;

import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import portside.access.Person;
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

  /** Who changes their mind faster than that is a program. */
  private static final int ANSWERS = 30;

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

  private final Store store;
  private final Keeper keeper;
  private final List<LongConsumer> hearers = new CopyOnWriteArrayList<>();
  private final List<Runnable> countHearers = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> restored;

  // guarded by this
  private @Nullable ClassState latest;
  private Members members = new Members();
  private final List<Poll> before = new ArrayList<>();
  private final Map<String, Ballots> ballots = new HashMap<>();
  private final Set<Person> counted = new HashSet<>();
  private Pace answers = new Pace(ANSWERS, ANSWERS_WITHIN);
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
            latest = was.state();
            version = latest.version();
            members.restore(was.members());
            before.addAll(was.polls());
            ballots.putAll(was.ballots());
            if (latest.poll() != null) {
              counted.addAll(ballot(latest.poll()).answered(latest.poll().round().number()));
            }
            told = latest;
          }
          hearers.forEach(hearer -> hearer.accept(was.state().version()));
        });
  }

  private void awaitRestored() {
    if (!restored.isDone()) {
      restored.copy().completeOnTimeout(null, RESTORE.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }

  /** Hears of each new version of the state. It must not block. */
  public void listen(LongConsumer hearer) {
    hearers.add(hearer);
  }

  /** Hears when somebody has joined, left or answered. It must not block. */
  public void listenToCounts(Runnable hearer) {
    countHearers.add(hearer);
  }

  /** What everyone sees now; empty where no class is on. */
  public Optional<ClassState> now() {
    awaitRestored();
    return Optional.ofNullable(told);
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
      if (latest != null) {
        throw new NotNow(Reason.CLASS_IS_ON);
      }
      members = new Members();
      before.clear();
      ballots.clear();
      counted.clear();
      answers = new Pace(ANSWERS, ANSWERS_WITHIN);
      latest =
          new ClassState(
              RandomId.ofBytes(16), title, code, Instant.now(), version, null, null, "", "");
    }
    return act(state -> state);
  }

  /** Ends the class. What was kept of it stays until it is deleted. */
  public CompletableFuture<Void> end() {
    awaitRestored();
    CompletableFuture<Boolean> kept;
    long last;
    synchronized (this) {
      ClassState state = required();
      Instant now = Instant.now();
      kept =
          keeper.keepLast(
              whole()
                  .andThen(
                      db -> {
                        Rows.ended(db, state.id(), now);
                        Rows.mark(store.folder(), false);
                      }));
      latest = null;
      last = ++version;
    }
    return kept.thenAccept(
        saved -> {
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
      wasOn = latest != null && latest.id().equals(id);
      if (wasOn || latest == null) {
        latest = null;
        members = new Members();
        before.clear();
        ballots.clear();
        counted.clear();
      }
      last = wasOn ? ++version : version;
    }
    if (wasOn) {
      told = null;
      hearers.forEach(hearer -> hearer.accept(last));
    }
    return store.isThere()
        ? keeper.erase(
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

  /**
   * Asks the class, which goes to that card. Where the same is open already nothing changes.
   *
   * @throws NotNow while another question is not settled
   */
  public CompletableFuture<Void> ask(Poll.Asked asked) {
    return act(
        state -> {
          Poll open = state.poll();
          if (open != null && !open.isRevealed()) {
            if (open.asked().lesson().equals(asked.lesson())
                && open.asked().card().equals(asked.card())) {
              return state;
            }
            throw new NotNow(Reason.QUESTION_IS_OPEN);
          }
          if (open != null) {
            before.add(open);
          }
          counted.clear();
          Poll poll = Poll.open(RandomId.ofBytes(16), asked, Instant.now());
          return state.asking(poll).at(poll.place());
        });
  }

  /** Takes no more choices. */
  public CompletableFuture<Void> close(String poll) {
    return onPoll(poll, this::closed);
  }

  private Poll closed(Poll open) {
    return open.closed(ballot(open), Instant.now());
  }

  /** Asks once more, before the run; an open round is closed. */
  public CompletableFuture<Void> again(String poll) {
    return onPoll(
        poll,
        asked -> {
          Poll closed = closed(unsettled(asked));
          counted.clear();
          return closed.again(Instant.now());
        });
  }

  /**
   * A run has been started that is to settle the question; an open round is closed.
   *
   * @param start starts it and returns its id
   */
  public CompletableFuture<Void> run(String poll, java.util.function.Supplier<String> start) {
    return onPoll(poll, asked -> closed(unsettled(asked)).running(start.get()));
  }

  private static Poll unsettled(Poll poll) {
    if (poll.isRevealed()) {
      throw new NotNow(Reason.REVEALED);
    }
    if (poll.phase() == Phase.RUNNING) {
      throw new NotNow(Reason.RUNNING);
    }
    return poll;
  }

  /** The run of the question has measured something, and everybody sees it. */
  public CompletableFuture<Void> reveal(String poll, String run, Measured measured) {
    return onPoll(poll, asked -> isRunBy(asked, run) ? asked.revealed(measured) : asked);
  }

  /** The run of the question has ended without an outcome; nothing is revealed. */
  public CompletableFuture<Void> unsettled(String poll, String run) {
    return onPoll(poll, asked -> isRunBy(asked, run) ? asked.unsettledBy() : asked);
  }

  private static boolean isRunBy(Poll poll, String run) {
    return poll.phase() == Phase.RUNNING && run.equals(poll.run());
  }

  /** Shows or hides what the class predicted. */
  public CompletableFuture<Void> bars(String poll, boolean hidden) {
    return onPoll(poll, asked -> asked.withBars(hidden));
  }

  /** Throws the latest round away, and the question with its first one. */
  public CompletableFuture<Void> throwAway(String id) {
    return act(
        state -> {
          Poll poll = unsettled(required(state, id));
          int round = poll.round().number();
          Poll rest = poll.without();
          ballot(poll).remove(round);
          counted.clear();
          if (rest == null) {
            keeper.keep(db -> Rows.noPoll(db, id));
          } else {
            counted.addAll(ballot(rest).answered(rest.round().number()));
            keeper.keep(db -> Rows.noRound(db, id, round));
          }
          return state.asking(rest);
        });
  }

  private CompletableFuture<Void> onPoll(String id, UnaryOperator<Poll> change) {
    return act(state -> state.asking(change.apply(required(state, id))));
  }

  private static Poll required(ClassState state, String id) {
    if (state.poll() == null || !state.poll().id().equals(id)) {
      throw new NotNow(Reason.NO_QUESTION);
    }
    return state.poll();
  }

  private ClassState required() {
    if (latest == null) {
      throw new NotNow(Reason.NO_CLASS);
    }
    return latest;
  }

  private CompletableFuture<Void> act(UnaryOperator<ClassState> change) {
    awaitRestored();
    ClassState next;
    CompletableFuture<Boolean> kept;
    synchronized (this) {
      next = change.apply(required()).next();
      latest = next;
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
      boolean over = latest == null || !latest.id().equals(next.id());
      ClassState now = told;
      if (over || now != null && now.id().equals(next.id()) && now.version() >= next.version()) {
        return; // a later one has been told already
      }
      told = next;
    }
    hearers.forEach(hearer -> hearer.accept(next.version()));
  }

  private Ballots ballot(Poll poll) {
    return ballots.computeIfAbsent(poll.id(), none -> new Ballots());
  }

  /** Writes the class as it is now; called with the lock or without. */
  private synchronized Consumer<Handle> whole() {
    ClassState state = latest;
    if (state == null) {
      return db -> {};
    }
    Kept kept = kept(state);
    Instant now = Instant.now();
    return db -> {
      Rows.mark(store.folder(), true);
      Rows.whole(db, kept, now);
    };
  }

  // what guests do

  /**
   * Joins, or changes the name of who has.
   *
   * @param address from where, for which there is a share
   * @param name as text; null for none
   * @param code what they entered
   * @throws NotNow when there is no class, the code is wrong or there are too many
   */
  public CompletableFuture<Member> join(
      Person person, InetAddress address, @Nullable String name, String code) {
    awaitRestored();
    CompletableFuture<Member> joined;
    synchronized (this) {
      ClassState state = required();
      Member member = members.join(person, address, name, code, state.code(), Instant.now());
      members.visit(person);
      joined = keeper.keep(db -> Rows.member(db, state.id(), member)).thenApply(saved -> member);
    }
    countHearers.forEach(Runnable::run);
    return joined;
  }

  /** Leaves the class; what they answered stays without them being told apart by a name. */
  public CompletableFuture<Void> leave(Person person) {
    awaitRestored();
    CompletableFuture<Void> left;
    synchronized (this) {
      ClassState state = required();
      members.remove(person);
      left = keeper.keep(db -> Rows.noMember(db, state.id(), person)).thenAccept(saved -> {});
    }
    countHearers.forEach(Runnable::run);
    return left;
  }

  /** Follows the presenter from now on, or does not. */
  public CompletableFuture<Void> follow(Person person, boolean follows) {
    awaitRestored();
    synchronized (this) {
      ClassState state = required();
      Member member = members.put(member(state, person).following(follows));
      return keeper.keep(db -> Rows.member(db, state.id(), member)).thenAccept(saved -> {});
    }
  }

  private Member member(ClassState state, Person person) {
    return members.find(person).orElseThrow(() -> new NotNow(Reason.NOT_A_MEMBER));
  }

  /**
   * Answers a question, or changes the answer.
   *
   * @param poll the question's id
   * @param round which round of it they saw
   * @param choice the outcome that they predict
   * @return completed with whether the answer is on the disk
   * @throws NotNow when that round takes no choices any more, or does not offer this one
   */
  public CompletableFuture<Boolean> answer(Person person, String poll, int round, String choice) {
    awaitRestored();
    CompletableFuture<Boolean> kept;
    synchronized (this) {
      ClassState state = required();
      Member member = member(state, person);
      if (answers.isOver(person)) {
        throw new NotNow(Reason.TOO_FAST);
      }
      answers.count(person);
      Poll asked = required(state, poll);
      if (!asked.isOpen() || asked.round().number() != round) {
        throw new NotNow(Reason.CLOSED);
      }
      if (!asked.asked().options().contains(choice)) {
        throw new NotNow(Reason.NO_SUCH_OPTION);
      }
      Instant now = Instant.now();
      ballot(asked).put(round, person, choice);
      Member seen = members.put(member.seen(now));
      members.visit(person);
      kept =
          keeper.keep(
              db -> {
                Rows.answer(db, poll, round, person, choice, now);
                Rows.member(db, state.id(), seen);
              });
    }
    return kept.thenApply(
        saved -> {
          count(person, poll, round);
          return saved;
        });
  }

  private void count(Person person, String poll, int round) {
    synchronized (this) {
      Poll now = latest == null ? null : latest.poll();
      if (now == null || !now.id().equals(poll) || now.round().number() != round) {
        return;
      }
      counted.add(person);
    }
    countHearers.forEach(Runnable::run);
  }

  // who asks

  /** Somebody as a member of the class, where they are one. */
  public Optional<Member> member(@Nullable Person person) {
    awaitRestored();
    synchronized (this) {
      if (latest == null || person == null) {
        return Optional.empty();
      }
      members.visit(person);
      return members.find(person);
    }
  }

  /** Everybody who takes part, in the order in which they came. */
  public synchronized List<Member> members() {
    return latest == null ? List.of() : members.list();
  }

  /** What somebody chose in a round. */
  public synchronized Optional<String> choice(Person person, String poll, int round) {
    Ballots chosen = ballots.get(poll);
    return chosen == null ? Optional.empty() : chosen.of(round, person);
  }

  /**
   * Everything of the class that is on, as it is now.
   *
   * @return empty where none is on
   */
  public synchronized Optional<Kept> kept() {
    return Optional.ofNullable(latest).map(this::kept);
  }

  private Kept kept(ClassState state) {
    Map<String, Ballots> chosen = new HashMap<>();
    ballots.forEach((poll, all) -> chosen.put(poll, all.copy()));
    return new Kept(state, members.list(), Rows.with(before, state.poll()), chosen);
  }

  /**
   * How many have answered the open question, and of how many.
   *
   * @param answered whose answer counts
   * @param here who is here now, or has answered
   */
  public record Count(int answered, int here) {}

  /**
   * Counts heads.
   *
   * @param connected who has a live connection
   */
  public synchronized Count count(Set<Person> connected) {
    Set<Person> here = members.here(connected);
    here.addAll(counted);
    return new Count(counted.size(), here.size());
  }

  @Override
  public void close() {
    keeper.close();
  }
}
