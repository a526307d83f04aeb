package portside.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.access.Person;
import portside.net.IpAddresses;
import portside.store.Store;

/** What is left of a class that was deleted: nothing. */
final class DeleteTest {
  private static final InetAddress PHONE = IpAddresses.parse("192.168.77.20").orElseThrow();
  private static final Poll.Asked ASKED =
      new Poll.Asked(
          "wildcard", "card", "probe", Map.of("port", "8080"), List.of("free", "in-use"));
  private static final String NAME = "Wilhelmina Ångström-";

  @TempDir Path folder;

  private static Person person(int number) {
    return new Person("person%016d".formatted(number));
  }

  /** A class of many names, so that the file has pages to lose. */
  private static void fill(Room room) {
    room.open("A class to be deleted", "").join();
    room.polls().ask(ASKED).join();
    Poll poll = room.now().orElseThrow().poll();
    for (int i = 1; i <= 400; i++) {
      room.audience().join(person(i), PHONE, NAME + i, "").join();
      assertTrue(room.audience().answer(person(i), poll.id(), 1, "free").join());
    }
  }

  private long everything(byte[] wanted) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long found = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        found += text.contains(new String(wanted, StandardCharsets.ISO_8859_1)) ? 1 : 0;
      }
      return found;
    }
  }

  @Test
  void its_names_and_answers_leave_the_file_which_shrinks() throws IOException {
    try (Store store = new Store(folder, List.of(Room.TABLES));
        Room room = new Room(store)) {
      fill(room);
      String id = room.now().orElseThrow().id();
      room.end().join();
      Sitting kept = room.sittings().join().get(0);
      assertEquals(
          List.of(400, 400, 1, 400),
          List.of(kept.members(), kept.names(), kept.polls(), kept.answers()));
      byte[] name = NAME.getBytes(StandardCharsets.UTF_8);
      assertTrue(everything(name) > 0, "the names are not where the test looks");
      // With its log written back, the file is as large as it ever was.
      assertTrue(store.erase(db -> {}).join());
      long before = Files.size(folder.resolve("portside.db"));

      assertTrue(room.delete(id).join());
      assertEquals(List.of(), room.sittings().join());
      assertEquals(Optional.empty(), room.sitting(id).join());
      assertEquals(0, everything(name), "a name is left in a file");
      long after = Files.size(folder.resolve("portside.db"));
      assertTrue(after < before, before + " bytes became " + after);
    }
  }

  @Test
  void a_class_that_is_on_ends_and_does_not_come_back_with_the_next_start() {
    String id;
    try (Store store = new Store(folder, List.of(Room.TABLES));
        Room room = new Room(store)) {
      room.open("On", "").join();
      id = room.now().orElseThrow().id();
      assertTrue(room.delete(id).join());
      assertEquals(Optional.empty(), room.now());
      assertEquals(List.of(), room.audience().all());
    }
    try (Store store = new Store(folder, List.of(Room.TABLES));
        Room room = new Room(store)) {
      assertEquals(Optional.empty(), room.now());
      assertEquals(Optional.empty(), room.sitting(id).join());
    }
  }

  @Test
  void another_class_stays_as_it_is() {
    try (Store store = new Store(folder, List.of(Room.TABLES));
        Room room = new Room(store)) {
      room.open("First", "").join();
      String first = room.now().orElseThrow().id();
      room.end().join();
      room.open("Second", "1234").join();
      room.audience().join(person(1), PHONE, "Kim", "1234").join();
      assertTrue(room.delete(first).join());
      assertEquals("Second", room.now().orElseThrow().title());
      assertEquals(1, room.audience().all().size());
      assertEquals(List.of("Second"), room.sittings().join().stream().map(Sitting::title).toList());
    }
  }

  @Test
  void without_a_data_folder_it_leaves_the_memory() {
    try (Store store = new Store(null, List.of(Room.TABLES));
        Room room = new Room(store)) {
      room.open("In memory", "").join();
      String id = room.now().orElseThrow().id();
      assertTrue(room.sitting(id).join().isPresent());
      assertTrue(room.delete(id).join());
      assertEquals(Optional.empty(), room.kept());
      assertFalse(room.delete(id).join(), "there is none any more");
    }
  }

  @Test
  void the_chosen_address_of_the_invitation_outlives_portside() {
    try (Store store = new Store(folder, List.of(Room.TABLES));
        Room room = new Room(store)) {
      room.open("On", "").join();
      room.invite("192.168.77.10").join();
    }
    try (Store store = new Store(folder, List.of(Room.TABLES));
        Room room = new Room(store)) {
      assertEquals("192.168.77.10", room.now().orElseThrow().invites());
    }
  }
}
