package portside.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.access.Person;
import portside.net.IpAddresses;
import portside.store.Condition.Trouble;
import portside.store.Store;
import portside.testing.Patience;

/** A class outlives its Portside, and the trouble of a disk. */
final class KeptClassTest {
  private static final InetAddress PHONE = IpAddresses.parse("192.168.0.20").orElseThrow();
  private static final Poll.Asked ASKED =
      new Poll.Asked(
          "wildcard",
          "all-doors",
          "probe",
          Map.of("address", "0.0.0.0", "port", "8080"),
          List.of("free", "in-use"));

  @TempDir Path folder;

  private static Person person(int number) {
    return RoomTest.person(number);
  }

  /** A Portside that has this folder. */
  private record Start(Store store, Room room) implements AutoCloseable {
    static Start in(Path folder) {
      Store store = new Store(folder, List.of(Room.TABLES));
      return new Start(store, new Room(store));
    }

    ClassState now() {
      return room.now().orElseThrow();
    }

    boolean answer(int who, String choice) {
      Poll poll = now().poll();
      return room.audience().answer(person(who), poll.id(), poll.round().number(), choice).join();
    }

    @Override
    public void close() {
      room.close();
      store.close();
    }
  }

  private void fill(Start start) {
    start.room().open("개발 서버", "1234").join();
    for (int i = 1; i <= 3; i++) {
      start.room().audience().join(person(i), PHONE, i == 3 ? null : "민아", "1234").join();
    }
    start.room().audience().follow(person(2), false).join();
    start.room().place("window", new Placement("wildcard", "beat-3")).join();
    start.room().polls().ask(ASKED).join();
    assertTrue(start.answer(1, "free"));
    assertTrue(start.answer(2, "in-use"));
    int round = start.room().flips().begin("0.0.0.0", 8080);
    start.room().flips().tell(round, person(1), new FlipRound.Found("answered", 7));
    start.room().flips().tell(round, person(2), new FlipRound.Found("no-answer", null));
    start.room().flips().tell(round, person(9), new FlipRound.Found("answered", 1)); // no member
  }

  @Test
  void the_next_start_has_the_same_class_question_answers_and_places() {
    ClassState before;
    List<Member> members;
    try (Start start = Start.in(folder)) {
      fill(start);
      before = start.now();
      members = start.room().audience().all();
    }
    try (Start start = Start.in(folder)) {
      assertEquals(before.drivenBy(""), start.now());
      List<FlipRound> flips = start.room().kept().orElseThrow().flips();
      assertEquals(
          Map.of(
              person(1), new FlipRound.Found("answered", 7),
              person(2), new FlipRound.Found("no-answer", null)),
          flips.get(0).found());
      assertEquals(2, start.room().flips().begin("127.0.0.1", 8080), "it goes on counting");
      assertEquals(
          members.stream().map(Member::number).toList(),
          start.room().audience().all().stream().map(Member::number).toList());
      assertFalse(start.room().audience().find(person(2)).orElseThrow().following());
      assertEquals("민아", start.room().audience().find(person(1)).orElseThrow().name());
      Poll poll = start.now().poll();
      assertTrue(poll.isOpen());
      assertEquals(Optional.of("free"), start.room().audience().choice(person(1), poll.id(), 1));
      assertEquals(2, start.room().audience().count(Set.of()).answered());
      assertEquals(4, start.room().audience().join(person(9), PHONE, null, "1234").join().number());
      assertTrue(start.answer(3, "in-use"));
      start.room().polls().again(poll.id()).join();
      assertTrue(start.answer(1, "in-use"));
      start.room().polls().run(poll.id(), () -> "run").join();
    }
    try (Start start = Start.in(folder)) {
      Poll poll = start.now().poll();
      assertEquals(Phase.CLOSED, poll.phase(), "its run ended with its Portside: nothing is shown");
      assertEquals(Map.of("free", 1, "in-use", 2), poll.before().orElseThrow().counts());
      assertEquals(List.of(new Round.Change("free", "in-use", 1)), poll.round().changes());
      start.room().polls().run(poll.id(), () -> "second").join();
      start
          .room()
          .polls()
          .reveal(
              poll.id(),
              "second",
              new Measured("free", Map.of("ko", "비어 있습니다."), "{\"port\":8080}", Instant.now()))
          .join();
    }
    try (Start start = Start.in(folder)) {
      Poll poll = start.now().poll();
      assertTrue(poll.isRevealed());
      assertEquals("비어 있습니다.", poll.measured().said().get("ko"));
      assertEquals("{\"port\":8080}", poll.measured().evidence());
      assertEquals(ASKED, poll.asked());
      start.room().end().join();
    }
    try (Start start = Start.in(folder)) {
      assertEquals(Optional.empty(), start.room().now());
      assertFalse(Rows.isMarked(folder));
    }
  }

  @Test
  void who_hears_of_the_class_that_goes_on_asks_for_it_without_waiting_for_it() {
    try (Start start = Start.in(folder)) {
      start.room().open("개발 서버", "").join();
    }
    CompletableFuture<Boolean> connected = new CompletableFuture<>();
    CompletableFuture<Boolean> heard = new CompletableFuture<>();
    try (Store store = new Store(folder, List.of(Room.TABLES))) {
      store.read(db -> connected.join());
      try (Room room = new Room(store)) {
        room.listen(version -> heard.complete(room.isRestored()));
        connected.complete(true);
        assertTrue(heard.join(), "whoever hears of it finds it there");
      }
    }
  }

  @Test
  void a_start_without_a_class_opens_no_database() {
    try (Start start = Start.in(folder)) {
      assertEquals(Optional.empty(), start.room().now());
      assertFalse(start.store().isThere());
    }
  }

  @Test
  void three_hundred_who_answer_at_once_are_all_kept() {
    String poll;
    try (Start start = Start.in(folder)) {
      start.room().open("", "").join();
      start.room().polls().ask(ASKED).join();
      poll = start.now().poll().id();
      List<CompletableFuture<Boolean>> saved =
          IntStream.rangeClosed(1, 300)
              .parallel()
              .mapToObj(
                  i -> {
                    start.room().audience().join(person(i), PHONE, "Kim", "");
                    return start
                        .room()
                        .audience()
                        .answer(person(i), poll, 1, i % 3 == 0 ? "free" : "in-use");
                  })
              .toList();
      assertTrue(saved.stream().allMatch(CompletableFuture::join));
      assertEquals(300, start.room().audience().count(Set.of()).answered());
    }
    try (Start start = Start.in(folder)) {
      assertEquals(300, start.room().audience().all().size());
      start.room().polls().close(poll).join();
      assertEquals(Map.of("free", 100, "in-use", 200), start.now().poll().round().counts());
    }
  }

  @Test
  void while_the_folder_is_anothers_the_class_goes_on_and_is_kept_whole_once_it_is_free() {
    Start first = Start.in(folder);
    first.room().open("First", "").join();
    try (Start second = Start.in(folder)) {
      second.room().open("Second", "").join();
      assertEquals(Trouble.LOCKED, second.room().condition().trouble());
      second.room().audience().join(person(1), PHONE, "Mina", "").join();
      second.room().polls().ask(ASKED).join();
      assertFalse(second.answer(1, "in-use"), "it does not say that it is saved");
      assertEquals(1, second.room().audience().count(Set.of()).answered());
      assertTrue(second.room().isBehind());
      first.room().end().join();
      first.close();
      Patience.until(() -> second.room().condition().toString(), () -> !second.room().isBehind());
      second.room().polls().close(second.now().poll().id()).join();
    }
    try (Start third = Start.in(folder)) {
      assertEquals("Second", third.now().title());
      assertEquals(Map.of("in-use", 1), third.now().poll().round().counts());
      assertEquals("Mina", third.room().audience().all().get(0).name());
    }
  }

  @Test
  void while_its_folder_is_away_the_class_goes_on_and_is_kept_whole_once_it_is_back()
      throws IOException {
    Path data = folder.resolve("data");
    Path away = folder.resolve("away");
    try (Start start = Start.in(data)) {
      fill(start);
      Files.move(data, away);
      start.room().audience().join(person(4), PHONE, "Mina", "1234").join();
      assertFalse(start.answer(4, "free"), "it does not say that it is saved");
      assertEquals(Trouble.GONE, start.room().condition().trouble());
      start.room().polls().close(start.now().poll().id()).join();
      assertEquals(Map.of("free", 2, "in-use", 1), start.now().poll().round().counts());
      Files.move(away, data);
      Patience.until(() -> start.room().condition().toString(), () -> !start.room().isBehind());
    }
    try (Start next = Start.in(data)) {
      assertEquals(4, next.room().audience().all().size());
      assertEquals(Map.of("free", 2, "in-use", 1), next.now().poll().round().counts());
    }
  }

  @Test
  void a_class_that_ends_while_its_folder_is_away_is_kept_once_it_is_back() throws IOException {
    Path data = folder.resolve("data");
    Path away = folder.resolve("away");
    try (Start start = Start.in(data)) {
      fill(start);
      Files.move(data, away);
      start.room().audience().join(person(4), PHONE, "Mina", "1234").join();
      start.room().end().join();
      assertTrue(start.room().isBehind());
      start.room().open("The next", "").join();
      Files.move(away, data);
      Patience.until(() -> start.room().condition().toString(), () -> !start.room().isBehind());
    }
    try (Start next = Start.in(data)) {
      assertEquals("The next", next.now().title());
      Sitting ended =
          next.room().sittings().join().stream()
              .filter(each -> each.title().equals("개발 서버"))
              .findFirst()
              .orElseThrow();
      assertEquals(4, ended.members());
      assertNotNull(ended.endedAt());
    }
  }

  @Test
  void what_is_deleted_while_its_folder_is_away_is_not_said_to_be_gone_and_does_not_come_back()
      throws IOException {
    Path data = folder.resolve("data");
    Path away = folder.resolve("away");
    try (Start start = Start.in(data)) {
      fill(start);
      String id = start.now().id();
      Files.move(data, away);
      start.room().end().join();
      assertFalse(start.room().delete(id).join(), "it is in the folder that is away");
      Files.move(away, data);
      Patience.until(
          () -> start.room().condition().toString(), () -> start.room().delete(id).join());
      Patience.until(() -> start.room().condition().toString(), () -> !start.room().isBehind());
      assertEquals(List.of(), start.room().sittings().join());
    }
  }
}
