package portside.room;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portside.access.Person;

/**
 * Who takes part in the class, and what they do: it is kept, and changes nothing that everyone
 * sees. Safe for every thread.
 */
public final class Audience {
  private final Room room;
  private final List<Runnable> hearers = new CopyOnWriteArrayList<>();

  /**
   * How many have answered the question, and of how many.
   *
   * @param answered whose answer is on the disk
   * @param here who is here now, or has answered
   */
  public record Count(int answered, int here) {}

  Audience(Room room) {
    this.room = room;
  }

  /** Hears when somebody has joined, left or answered. It must not block. */
  public void listen(Runnable hearer) {
    hearers.add(hearer);
  }

  private void tell() {
    hearers.forEach(Runnable::run);
  }

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
    return member(live -> live.join(person, address, name, code));
  }

  /** Follows the presenter from now on, or does not. */
  public CompletableFuture<Member> follow(Person person, boolean follows) {
    return member(live -> live.members().put(live.member(person).following(follows)));
  }

  private CompletableFuture<Member> member(Function<LiveClass, Member> act) {
    CompletableFuture<Member> done =
        room.with(
            live -> {
              Member member = act.apply(live);
              String id = live.state().id();
              return room.keeper()
                  .keep(db -> Rows.member(db, id, member))
                  .thenApply(saved -> member);
            });
    tell();
    return done;
  }

  /** Leaves the class; what they answered stays, without a name. */
  public CompletableFuture<Void> leave(Person person) {
    CompletableFuture<Void> left =
        room.with(
            live -> {
              String id = live.state().id();
              live.members().remove(person);
              return room.keeper()
                  .keep(db -> Rows.noMember(db, id, person))
                  .thenAccept(saved -> {});
            });
    tell();
    return left;
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
    Instant now = Moment.now();
    return room.with(
            live -> {
              Member member = live.answer(person, poll, round, choice, now);
              String id = live.state().id();
              return room.keeper()
                  .keep(
                      db -> {
                        Rows.answer(db, poll, round, person, choice, now);
                        Rows.member(db, id, member);
                      });
            })
        .thenApply(
            saved -> {
              if (room.ask(live -> live.count(person, poll, round), false)) {
                tell();
              }
              return saved;
            });
  }

  /** Somebody as a member of the class, where they are one; they have been seen by this. */
  public Optional<Member> find(@Nullable Person person) {
    return person == null
        ? Optional.empty()
        : room.ask(
            live -> {
              live.members().visit(person);
              return live.members().find(person);
            },
            Optional.empty());
  }

  /**
   * Somebody as a member of the class.
   *
   * @throws NotNow when they are none
   */
  public Member member(@Nullable Person person) {
    return find(person).orElseThrow(() -> new NotNow(NotNow.Reason.NOT_A_MEMBER));
  }

  /** Everybody who takes part, in the order in which they came. */
  public List<Member> all() {
    return room.ask(live -> live.members().list(), List.of());
  }

  /** What somebody chose in a round of a question. */
  public Optional<String> choice(Person person, String poll, int round) {
    return room.ask(live -> live.choice(person, poll, round), Optional.empty());
  }

  /** What somebody answered last to the question of a card, in this class. */
  public Optional<String> lastChoice(Person person, String lesson, String card) {
    return room.ask(live -> live.lastChoice(person, lesson, card), Optional.empty());
  }

  /**
   * Counts heads.
   *
   * @param connected who has a live connection
   */
  public Count count(Set<Person> connected) {
    return room.ask(live -> live.heads(connected), new Count(0, 0));
  }
}
