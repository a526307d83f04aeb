package portside.room;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import portside.access.Person;
import portside.access.RandomId;
import portside.room.NotNow.Reason;

/** One class in memory: its state, who takes part, and what they chose. Guarded by the room. */
final class LiveClass {
  /** Who changes their mind faster than that is a program. */
  private static final int ANSWERS = 30;

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

  private final Members members = new Members();
  private final List<Poll> before = new ArrayList<>();
  private final Map<String, Ballots> ballots = new HashMap<>();
  private final List<FlipRound> flips = new ArrayList<>();
  private final Set<Person> counted = new HashSet<>();
  private final Pace answers = new Pace(ANSWERS, ANSWERS_WITHIN);
  private ClassState state;

  /** A class that begins. */
  LiveClass(ClassState state) {
    this.state = state;
  }

  /** A class that goes on. */
  LiveClass(Kept kept) {
    state = kept.state();
    members.restore(kept.members());
    before.addAll(kept.polls());
    ballots.putAll(kept.ballots());
    flips.addAll(kept.flips());
    countAnew(state.poll());
  }

  ClassState state() {
    return state;
  }

  Members members() {
    return members;
  }

  List<FlipRound> flips() {
    return flips;
  }

  /** Changes the state, or throws and does not. */
  ClassState change(UnaryOperator<ClassState> act) {
    state = act.apply(state).next();
    return state;
  }

  private void countAnew(@Nullable Poll poll) {
    counted.clear();
    if (poll != null) {
      counted.addAll(ballot(poll).answered(poll.round().number()));
    }
  }

  private Ballots ballot(Poll poll) {
    return ballots.computeIfAbsent(poll.id(), none -> new Ballots());
  }

  Poll required(String id) {
    if (state.poll() == null || !state.poll().id().equals(id)) {
      throw new NotNow(Reason.NO_QUESTION);
    }
    return state.poll();
  }

  /** The question in its place, as long as it is not settled and no run is about to settle it. */
  Poll unsettled(String id) {
    Poll poll = required(id);
    if (poll.isRevealed()) {
      throw new NotNow(Reason.REVEALED);
    }
    if (poll.phase() == Phase.RUNNING) {
      throw new NotNow(Reason.RUNNING);
    }
    return poll;
  }

  @Nullable Poll ask(Poll.Asked asked) {
    Poll last = state.poll();
    if (last != null && !last.isRevealed()) {
      if (last.asked().sameCard(asked)) {
        return last;
      }
      throw new NotNow(Reason.QUESTION_IS_OPEN);
    }
    if (last != null) {
      before.add(last);
    }
    counted.clear();
    return Poll.open(RandomId.ofBytes(16), asked, Moment.now());
  }

  Poll close(String id) {
    Poll open = required(id);
    return open.closed(ballot(open), Moment.now());
  }

  Poll again(String id) {
    unsettled(id);
    Poll closed = close(id);
    counted.clear();
    return closed.again(Moment.now());
  }

  /** Without its latest round; null where that was the only one. */
  @Nullable Poll throwAway(String id) {
    Poll poll = unsettled(id);
    ballot(poll).remove(poll.round().number());
    Poll rest = poll.without();
    countAnew(rest);
    return rest;
  }

  Member join(Person person, InetAddress address, @Nullable String name, String code) {
    Member member = members.join(person, address, name, code, state.code(), Moment.now());
    members.visit(person);
    return member;
  }

  Member member(Person person) {
    return members.find(person).orElseThrow(() -> new NotNow(Reason.NOT_A_MEMBER));
  }

  /** Takes a choice; it counts once {@link #count} says so. */
  Member answer(Person person, String poll, int round, String choice, Instant now) {
    Member member = member(person);
    if (answers.isOver(person)) {
      throw new NotNow(Reason.TOO_FAST);
    }
    answers.count(person);
    Poll asked = required(poll);
    if (!asked.isOpen() || asked.round().number() != round) {
      throw new NotNow(Reason.CLOSED);
    }
    if (!asked.asked().options().contains(choice)) {
      throw new NotNow(Reason.NO_SUCH_OPTION);
    }
    ballot(asked).put(round, person, choice);
    members.visit(person);
    return members.put(member.seen(now));
  }

  /** An answer that was given counts, if its round is still the one that is asked. */
  boolean count(Person person, String poll, int round) {
    Poll now = state.poll();
    return now != null
        && now.id().equals(poll)
        && now.round().number() == round
        && counted.add(person);
  }

  Audience.Count heads(Set<Person> connected) {
    Set<Person> here = members.here(connected);
    here.addAll(counted);
    return new Audience.Count(counted.size(), here.size());
  }

  Optional<String> choice(Person person, String poll, int round) {
    Ballots chosen = ballots.get(poll);
    return chosen == null ? Optional.empty() : chosen.of(round, person);
  }

  /** The choice in the latest round that they took part in, of that card's latest question. */
  Optional<String> lastChoice(Person person, String lesson, String card) {
    Optional<String> last = Optional.empty();
    for (Poll poll : polls()) {
      if (poll.asked().lesson().equals(lesson) && poll.asked().card().equals(card)) {
        for (Round round : poll.rounds()) {
          Optional<String> chosen = choice(person, poll.id(), round.number());
          last = chosen.isPresent() ? chosen : last;
        }
      }
    }
    return last;
  }

  /** Every question, the last one last. */
  private List<Poll> polls() {
    List<Poll> polls = new ArrayList<>(before);
    if (state.poll() != null) {
      polls.add(state.poll());
    }
    return polls;
  }

  /** All of it as it is now. */
  Kept kept() {
    Map<String, Ballots> chosen = new HashMap<>();
    ballots.forEach((poll, all) -> chosen.put(poll, all.copy()));
    return new Kept(state, members.list(), List.copyOf(polls()), chosen, Flips.copy(flips));
  }
}
