package portside.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import portside.access.Person;
import portside.net.IpAddresses;
import portside.room.NotNow.Reason;
import portside.store.Store;

/** A class in memory: what the host does to it, and what guests may. */
final class RoomTest {
  private static final InetAddress PHONE = IpAddresses.parse("192.168.0.20").orElseThrow();
  private static final Poll.Asked ASKED =
      new Poll.Asked(
          "wildcard", "all-doors", "probe", Map.of("port", "8080"), List.of("free", "in-use"));
  private static final Poll.Asked OTHER =
      new Poll.Asked("ports", "twenty", "ephemeral", Map.of(), List.of("all", "none"));
  private static final Measured FREE =
      new Measured("free", Map.of("en", "It is free."), "{}", Instant.EPOCH);

  private final Room room = new Room(new Store(null, List.of(Room.TABLES)));
  private final Polls polls = room.polls();
  private final Audience audience = room.audience();

  @BeforeEach
  void open() {
    room.open("A class", "1234").join();
  }

  static Person person(int number) {
    return new Person("person%016d".formatted(number));
  }

  private Member join(int number, @Nullable String name) {
    return audience.join(person(number), PHONE, name, "1234").join();
  }

  private ClassState now() {
    return room.now().orElseThrow();
  }

  private Poll poll() {
    return now().poll();
  }

  private void answer(int number, String choice) {
    audience.answer(person(number), poll().id(), poll().round().number(), choice).join();
  }

  private Poll ask() {
    polls.ask(ASKED).join();
    return poll();
  }

  private static void assertNot(Reason reason, Executable act) {
    assertEquals(reason, assertThrows(NotNow.class, act).reason());
  }

  @Test
  void a_class_is_opened_once_and_ended() {
    assertNot(Reason.CLASS_IS_ON, () -> room.open("Another", ""));
    long version = now().version();
    List<Long> heard = new ArrayList<>();
    room.listen(heard::add);
    room.end().join();
    assertEquals(Optional.empty(), room.now());
    assertTrue(heard.get(heard.size() - 1) > version, heard + " after " + version);
    assertNot(Reason.NO_CLASS, () -> join(1, null));
    assertNot(Reason.NO_CLASS, () -> polls.ask(ASKED));
    room.open("Next", "").join();
    assertTrue(now().version() > version, "a page hears that it is another one");
    assertEquals(List.of(), audience.all());
  }

  @Test
  void who_joins_gets_a_number_and_keeps_it_with_another_name() {
    for (int i = 1; i <= 200; i++) {
      assertEquals(i, join(i, "민아").number());
    }
    Member again = join(7, "Mina");
    assertEquals(7, again.number());
    assertEquals("Mina", again.name());
    assertEquals(200, audience.all().size());
    Set<Integer> numbers = new HashSet<>();
    audience.all().forEach(member -> numbers.add(member.number()));
    assertEquals(200, numbers.size(), "names that are alike are told apart");
  }

  @Test
  void the_code_is_needed_and_cannot_be_guessed() {
    for (int tries = 1; tries <= 300; tries++) {
      int number = tries;
      assertNot(Reason.WRONG_CODE, () -> audience.join(person(number), PHONE, null, "wrong"));
    }
    assertNot(Reason.TOO_FAST, () -> join(1, null));
    InetAddress other = IpAddresses.parse("192.168.0.21").orElseThrow();
    assertEquals(1, audience.join(person(1), other, null, "1234").join().number());
  }

  @Test
  void who_makes_up_persons_gets_no_more_than_a_class() {
    for (int i = 1; i <= Members.BEHIND_ONE_ADDRESS; i++) {
      join(i, null);
    }
    assertNot(Reason.TOO_MANY, () -> join(Members.BEHIND_ONE_ADDRESS + 1, null));
    assertEquals(1, join(1, "again").number(), "who is in stays in");
  }

  @Test
  void a_choice_counts_once_and_can_be_changed_until_the_question_is_closed() {
    join(1, null);
    join(2, null);
    Poll open = ask();
    assertEquals(new Placement("wildcard", "all-doors"), now().place());
    answer(1, "free");
    answer(1, "free");
    answer(1, "in-use");
    answer(2, "free");
    assertEquals(new Audience.Count(2, 2), audience.count(Set.of()));
    assertEquals(0, poll().round().answered(), "nobody sees what was chosen");
    polls.close(open.id()).join();
    assertEquals(Map.of("in-use", 1, "free", 1), poll().round().counts());
    assertNot(Reason.CLOSED, () -> answer(2, "in-use"));
    assertEquals(Optional.of("free"), audience.choice(person(2), open.id(), 1));
  }

  @Test
  void nobody_answers_who_has_not_joined_or_what_is_not_asked() {
    Poll open = ask();
    assertNot(Reason.NOT_A_MEMBER, () -> answer(9, "free"));
    join(1, null);
    assertNot(Reason.NO_SUCH_OPTION, () -> answer(1, "needs-privilege"));
    assertNot(Reason.NO_SUCH_OPTION, () -> answer(1, "<script>"));
    assertNot(Reason.CLOSED, () -> audience.answer(person(1), open.id(), 2, "free"));
    assertNot(Reason.NO_QUESTION, () -> audience.answer(person(1), "another", 1, "free"));
    assertEquals(new Audience.Count(0, 1), audience.count(Set.of()));
  }

  @Test
  void who_floods_is_told_so_and_the_others_go_on() {
    join(1, null);
    join(2, null);
    ask();
    assertNot(
        Reason.TOO_FAST,
        () -> {
          for (int i = 0; i < 1_000; i++) {
            answer(1, i % 2 == 0 ? "free" : "in-use");
          }
        });
    answer(2, "free");
    assertEquals(2, audience.count(Set.of()).answered());
  }

  @Test
  void asked_again_the_rounds_stand_beside_each_other_with_who_changed() {
    for (int i = 1; i <= 5; i++) {
      join(i, null);
    }
    Poll open = ask();
    answer(1, "free");
    answer(2, "in-use");
    answer(3, "in-use");
    polls.again(open.id()).join();
    assertFalse(poll().before().orElseThrow().agrees(), "two of three are no agreement");
    assertTrue(poll().isOpen());
    assertEquals(0, audience.count(Set.of()).answered());
    answer(1, "free");
    answer(2, "free");
    answer(3, "free");
    answer(4, "free");
    polls.close(open.id()).join();
    assertTrue(poll().round().agrees());
    assertEquals(Map.of("free", 1, "in-use", 2), poll().before().orElseThrow().counts());
    assertEquals(Map.of("free", 4), poll().round().counts());
    assertEquals(List.of(new Round.Change("in-use", "free", 2)), poll().round().changes());
  }

  @Test
  void only_the_run_that_was_started_for_it_reveals_a_question() {
    join(1, null);
    Poll open = ask();
    answer(1, "in-use");
    assertNot(Reason.NO_QUESTION, () -> polls.reveal(open.id(), "run", FREE));
    polls.run(open.id(), () -> "run").join();
    assertEquals(Phase.RUNNING, poll().phase());
    assertNot(Reason.CLOSED, () -> answer(1, "free"));
    assertNot(Reason.RUNNING, () -> polls.run(open.id(), () -> "second"));
    assertNot(Reason.RUNNING, () -> polls.again(open.id()));
    assertNot(Reason.RUNNING, () -> polls.throwAway(open.id()));
    assertNot(Reason.NO_QUESTION, () -> polls.reveal(open.id(), "another", FREE));
    polls.reveal(open.id(), "run", FREE).join();
    assertTrue(poll().isRevealed());
    assertEquals("free", poll().measured().outcome(), "what was measured counts");
    assertEquals(Map.of("in-use", 1), poll().round().counts());
    assertNot(Reason.REVEALED, () -> polls.again(open.id()));
    assertNot(Reason.REVEALED, () -> polls.throwAway(open.id()));
    polls.bars(open.id(), true).join();
    assertTrue(poll().barsHidden() && poll().isRevealed());
  }

  @Test
  void a_run_without_an_outcome_reveals_nothing_and_can_be_repeated() {
    Poll open = ask();
    polls.run(open.id(), () -> "run").join();
    polls.unsettled(open.id(), "run").join();
    assertEquals(Phase.CLOSED, poll().phase());
    assertTrue(poll().unsettled());
    polls.run(open.id(), () -> "second").join();
    polls.reveal(open.id(), "second", FREE).join();
    assertTrue(poll().isRevealed());
  }

  @Test
  void a_run_that_cannot_start_leaves_the_question_open() {
    join(1, null);
    Poll open = ask();
    assertThrows(
        IllegalStateException.class,
        () ->
            polls.run(
                open.id(),
                () -> {
                  throw new IllegalStateException("of the test");
                }));
    answer(1, "free");
    assertTrue(poll().isOpen());
  }

  @Test
  void a_round_is_thrown_away_and_the_question_with_its_first() {
    join(1, null);
    Poll open = ask();
    answer(1, "free");
    polls.again(open.id()).join();
    answer(1, "in-use");
    polls.throwAway(open.id()).join();
    assertEquals(1, poll().rounds().size());
    assertEquals(Phase.CLOSED, poll().phase());
    assertEquals(Map.of("free", 1), poll().round().counts());
    polls.throwAway(open.id()).join();
    assertNull(poll());
    assertNot(Reason.NO_QUESTION, () -> polls.close(open.id()));
  }

  @Test
  void one_question_is_asked_at_a_time_and_going_elsewhere_leaves_it_as_it_is() {
    Poll open = ask();
    assertNot(Reason.QUESTION_IS_OPEN, () -> polls.ask(OTHER));
    polls.ask(ASKED).join();
    assertEquals(open.id(), poll().id(), "pressed twice it is asked once");
    room.place("", new Placement("ports", "")).join();
    assertEquals(open, poll());
    assertTrue(now().inFront());
    polls.run(open.id(), () -> "run").join();
    polls.reveal(open.id(), "run", FREE).join();
    assertFalse(now().inFront(), "settled, it stays at its card");
    polls.ask(OTHER).join();
    assertNotEquals(open.id(), poll().id());
  }

  @Test
  void another_window_takes_over_and_the_first_moves_nothing_any_more() {
    Placement there = new Placement("ports", "");
    room.drive("first").join();
    room.place("first", there).join();
    room.drive("second").join();
    assertNot(Reason.NOT_DRIVING, () -> room.place("first", new Placement("flask", "")));
    assertEquals(there, now().place());
    room.place("second", new Placement("flask", "")).join();
    room.drive("first").join();
    assertNot(Reason.NOT_DRIVING, () -> room.place("second", there));
  }

  @Test
  void who_leaves_is_no_member_and_who_reads_ahead_is_one() {
    join(1, "Mina");
    assertFalse(audience.follow(person(1), false).join().following());
    assertTrue(audience.find(person(1)).isPresent());
    assertTrue(join(1, "Mina").following(), "who joins again follows");
    audience.leave(person(1)).join();
    assertEquals(Optional.empty(), audience.find(person(1)));
    assertNot(Reason.NOT_A_MEMBER, () -> audience.follow(person(1), true));
  }

  @Test
  void here_are_those_who_are_connected_or_have_just_looked() {
    join(1, null);
    assertEquals(1, audience.count(Set.of()).here());
    assertEquals(1, audience.count(Set.of(person(1), person(99))).here(), "99 takes no part");
  }
}
