package portside.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.store.Condition.Trouble;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/** A real database in real folders, some of them as bad as a folder can be. */
final class StoreTest {
  private static final List<Tables> TABLES = List.of(new Tables("test", "portside/store/tables"));

  @TempDir Path temporary;
  private final List<Path> mounted = new ArrayList<>();

  @AfterEach
  void unmount() throws IOException {
    for (Path folder : mounted) {
      Patience.untilEnded(new ProcessBuilder("umount", "-l", folder.toString()).start());
    }
  }

  /** A small disk of its own; needs Linux and root. */
  private Path disk(String options) throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs Linux and root");
    Path folder = Files.createDirectory(temporary.resolve("disk"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(mount.getInputStream().readAllBytes());
    assumeTrue(Patience.untilEnded(mount) == 0, "no file system can be mounted here: " + said);
    mounted.add(folder);
    return folder;
  }

  private static CompletableFuture<Boolean> note(Store store, String line) {
    return store.write(db -> db.execute("INSERT INTO note (line) VALUES (?)", line));
  }

  private static List<String> notes(Store store) {
    return store
        .read(db -> db.createQuery("SELECT line FROM note ORDER BY id").mapTo(String.class).list())
        .join();
  }

  @Test
  void what_was_kept_is_there_at_the_next_start() {
    Path folder = temporary.resolve("new").resolve("data");
    try (Store store = new Store(folder, TABLES)) {
      assertFalse(Files.exists(folder), "nothing is opened before the first thing is kept");
      assertTrue(note(store, "하나").join());
      assertTrue(store.condition().well());
    }
    try (Store store = new Store(folder, TABLES)) {
      assertEquals(List.of("하나"), notes(store));
    }
  }

  @Test
  void what_is_given_together_is_kept_in_order_and_read_after_it() {
    try (Store store = new Store(temporary, TABLES)) {
      List<CompletableFuture<Boolean>> all = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        all.add(note(store, "note " + i));
        expected.add("note " + i);
      }
      assertEquals(expected, notes(store));
      assertTrue(all.stream().allMatch(CompletableFuture::join));
    }
  }

  @Test
  void what_waits_is_kept_when_the_store_closes() {
    Store store = new Store(temporary, TABLES);
    List<CompletableFuture<Boolean>> all =
        Stream.iterate(0, i -> i + 1).limit(300).map(i -> note(store, "note " + i)).toList();
    store.close();
    assertTrue(all.stream().allMatch(CompletableFuture::join));
    assertFalse(note(store, "late").join(), "it is closed");
  }

  @Test
  void a_wrong_statement_costs_nobody_else_what_they_keep() {
    try (Store store = new Store(temporary, TABLES)) {
      assertTrue(note(store, "before").join());
      CompletableFuture<Boolean> wrong = store.write(db -> db.execute("INSERT INTO nothing"));
      CompletableFuture<Boolean> half =
          store.write(
              db -> {
                db.execute("INSERT INTO note (line) VALUES ('half')");
                throw new IllegalStateException("of the test");
              });
      CompletableFuture<Boolean> right = note(store, "after");
      assertTrue(right.join());
      assertThrows(CompletionException.class, wrong::join);
      assertThrows(CompletionException.class, half::join);
      assertEquals(List.of("before", "after"), notes(store));
      assertTrue(store.condition().well());
    }
  }

  @Test
  void without_a_folder_nothing_is_kept_and_nothing_fails() {
    try (Store store = new Store(null, TABLES)) {
      assertEquals(Trouble.NOWHERE, store.condition().trouble());
      assertFalse(note(store, "nowhere").join());
    }
  }

  @Test
  void a_folder_that_another_portside_uses_is_told_apart_and_had_when_it_is_free() {
    try (Store second = new Store(temporary, TABLES)) {
      try (Store first = new Store(temporary, TABLES)) {
        assertTrue(note(first, "first").join());
        assertFalse(note(second, "second").join());
        assertEquals(Trouble.LOCKED, second.condition().trouble());
        assertEquals(List.of("first"), notes(first));
      }
      Patience.until(second.condition()::toString, () -> note(second, "second").join());
      assertTrue(second.condition().well());
      assertEquals("first", notes(second).get(0));
    }
  }

  @Test
  void a_damaged_file_is_told_and_left_as_it_is() throws IOException {
    byte[] damaged = "this is no database, and it is longer than a head\n".repeat(50).getBytes();
    Files.write(temporary.resolve(Database.FILE), damaged);
    try (Store store = new Store(temporary, TABLES)) {
      assertFalse(note(store, "lost").join());
      assertEquals(Trouble.DAMAGED, store.condition().trouble());
      assertFalse(store.condition().said().isEmpty());
    }
    assertEquals(
        new String(damaged), new String(Files.readAllBytes(temporary.resolve(Database.FILE))));
  }

  @Test
  void a_damaged_file_that_was_moved_away_makes_room_for_a_new_one() throws IOException {
    Path file = temporary.resolve(Database.FILE);
    Files.write(file, "this is no database, and it is longer than a head\n".repeat(50).getBytes());
    try (Store store = new Store(temporary, TABLES)) {
      assertFalse(note(store, "lost").join());
      assertEquals(Trouble.DAMAGED, store.condition().trouble());
      Files.move(file, temporary.resolve("kept.db"));
      Patience.until(store.condition()::toString, () -> note(store, "kept").join());
      assertTrue(store.condition().well());
      assertEquals(List.of("kept"), notes(store));
    }
  }

  @Test
  void a_folder_that_goes_with_its_damaged_file_is_gone() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("data"));
    Files.write(folder.resolve(Database.FILE), "no database\n".repeat(200).getBytes());
    try (Store store = new Store(folder, TABLES)) {
      assertFalse(note(store, "lost").join());
      Files.move(folder, temporary.resolve("away"));
      Patience.until(
          store.condition()::toString,
          () -> !note(store, "lost").join() && store.condition().trouble() == Trouble.GONE);
      assertFalse(Files.exists(folder));
    }
  }

  @Test
  void a_file_that_is_damaged_in_its_middle_is_told() throws IOException {
    try (Store store = new Store(temporary, TABLES)) {
      for (int i = 0; i < 300; i++) {
        note(store, "a line that takes some room in the file, number " + i);
      }
      assertEquals(300, notes(store).size());
    }
    Path file = temporary.resolve(Database.FILE);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 4_096; i < bytes.length; i++) {
      bytes[i] = (byte) 0xA5;
    }
    Files.write(file, bytes);
    try (Store store = new Store(temporary, TABLES)) {
      assertFalse(note(store, "lost").join());
      assertEquals(Trouble.DAMAGED, store.condition().trouble());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE test_migrations SET checksum = checksum + 1 WHERE version = '1'",
        "INSERT INTO test_migrations SELECT installed_rank + 1, '2', 'more', type, 'V2__more.sql',"
            + " 7, installed_by, installed_on, execution_time, success FROM test_migrations"
            + " WHERE version = '1'"
      })
  void a_file_of_a_newer_portside_is_told_and_left_as_it_is(String newer) {
    try (Store store = new Store(temporary, TABLES)) {
      assertTrue(note(store, "old").join());
      assertTrue(store.write(db -> assertEquals(1, db.execute(newer))).join());
    }
    try (Store store = new Store(temporary, TABLES)) {
      assertFalse(note(store, "new").join());
      assertEquals(Trouble.NEWER, store.condition().trouble());
    }
  }

  @Test
  void a_folder_that_must_not_be_written_is_told() throws IOException {
    Path disk = disk("size=8m,ro");
    try (Store store = new Store(disk.resolve("data"), TABLES)) {
      assertFalse(note(store, "lost").join());
      assertEquals(Trouble.READ_ONLY, store.condition().trouble());
    }
  }

  @Test
  void a_disk_that_fills_is_told_loses_nothing_that_was_kept_and_goes_on_with_more_room()
      throws IOException {
    Path disk = disk("size=4m");
    Path data = disk.resolve("data");
    try (Store store = new Store(data, TABLES)) {
      int kept = 0;
      String line = "x".repeat(50_000);
      while (note(store, kept + line).join()) {
        kept++;
        assertTrue(kept < 200, "the disk is never full");
      }
      assertTrue(kept > 0, "the disk was full before the first thing");
      assertEquals(Trouble.FULL, store.condition().trouble());
      more(disk);
      Patience.until(store.condition()::toString, () -> note(store, "later").join());
      assertNull(store.condition().trouble());
      List<String> notes = notes(store);
      assertEquals(kept + 1, notes.size(), "what was said to be kept is there");
      assertEquals("later", notes.get(kept));
    }
  }

  @Test
  void a_disk_that_is_full_from_the_start_is_told() throws IOException {
    Path disk = disk("size=64k");
    try (Store store = new Store(disk.resolve("data"), TABLES)) {
      assertFalse(note(store, "lost").join());
      assertEquals(Trouble.FULL, store.condition().trouble());
    }
  }

  /** Its library finds no room either, and would tell so with a stack trace and not try again. */
  @Test
  void a_terminal_gets_one_line_of_a_disk_that_is_full_and_with_more_room_things_are_kept()
      throws IOException {
    Path disk = disk("size=64k");
    Path here = Files.createDirectory(temporary.resolve("here"));
    List<String> line =
        PortsideProcess.classes(
            here,
            "--port=0",
            "--no-open",
            "--lang=en",
            "--data=" + disk.resolve("data"),
            "--content=" + Path.of("content").toAbsolutePath());
    Map<String, String> key = Map.of("PORTSIDE_KEY", PortsideProcess.KEY);
    try (PortsideProcess portside = PortsideProcess.start(line, here, key).awaitStart()) {
      room(portside, "open", "title=x");
      Patience.until(portside::said, () -> portside.said().contains("FULL"));
      assertEquals(1, portside.err().size(), portside.said());
      assertTrue(portside.err().get(0).contains("nothing is kept in " + disk), portside.said());
      room(portside, "end", "");
      more(disk);
      Patience.until(
          portside::said,
          () -> {
            room(portside, "open", "title=Kept+later");
            room(portside, "end", "");
            return portside.send(asHost(portside, "/room/classes")).body().contains("Kept later");
          });
    }
  }

  private static HttpRequest.Builder asHost(PortsideProcess portside, String path) {
    return portside.request(path).header("Authorization", "Bearer " + PortsideProcess.KEY);
  }

  private static void room(PortsideProcess portside, String act, String form) {
    portside.send(
        asHost(portside, "/room/" + act)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private static void more(Path disk) throws IOException {
    Process more = new ProcessBuilder("mount", "-o", "remount,size=40m", disk.toString()).start();
    assertEquals(0, Patience.untilEnded(more));
  }

  /** The library of the database is code, which a process may map or not (mount(8), noexec). */
  @Test
  void a_disk_from_which_nothing_may_be_run_is_told_before_the_library_is_tried()
      throws IOException {
    Path disk = disk("size=8m,noexec");
    assertThrows(NativeLibrary.NotRunnable.class, () -> NativeLibrary.place(disk, disk));
    assertEquals(
        Trouble.NOT_RUNNABLE,
        Troubles.of(new IllegalStateException(new NativeLibrary.NotRunnable(disk)), disk));
    Path elsewhere = NativeLibrary.place(disk, temporary);
    assertEquals(temporary, elsewhere.getParent(), "the other folder serves");
    Path data = Files.createDirectory(temporary.resolve("data"));
    assertEquals(data.resolve("native"), NativeLibrary.place(data, disk));
  }
}
