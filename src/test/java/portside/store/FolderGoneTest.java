package portside.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.store.Condition.Trouble;
import portside.testing.Patience;

/**
 * The data folder goes while its database is open. The system lets go on writing into a file that
 * has no name any more, so that all of it would be said to be kept.
 */
final class FolderGoneTest {
  private static final List<Tables> TABLES = List.of(new Tables("test", "portside/store/tables"));

  @TempDir Path temporary;
  private Path folder;
  private Path away;
  private Store store;

  @BeforeEach
  void keepSomething() {
    folder = temporary.resolve("data");
    away = temporary.resolve("away");
    store = new Store(folder, TABLES);
    assertTrue(note("before").join());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private CompletableFuture<Boolean> note(String line) {
    return store.write(db -> db.execute("INSERT INTO note (line) VALUES (?)", line));
  }

  private List<String> notes() {
    return store
        .read(db -> db.createQuery("SELECT line FROM note ORDER BY id").mapTo(String.class).list())
        .join();
  }

  private void assertGone() {
    assertEquals(Trouble.GONE, store.condition().trouble(), "before anybody writes");
    assertFalse(note("lost").join(), "it is not said to be kept");
    assertEquals(Trouble.GONE, store.condition().trouble());
    assertThrows(CompletionException.class, this::notes);
    assertTrue(store.isThere(), "there is something, which cannot be read now");
  }

  private void assertGoesOn() {
    Patience.until(store.condition()::toString, () -> note("after").join());
    assertTrue(store.condition().well());
    assertEquals(List.of("before", "after"), notes());
  }

  @Test
  void while_it_is_away_nothing_is_said_to_be_kept_and_when_it_is_back_all_is_there()
      throws IOException {
    Files.move(folder, away);
    assertGone();
    assertFalse(Files.exists(folder), "nothing stands in the way of the one that comes back");
    Files.move(away, folder);
    assertGoesOn();
  }

  /** What is left of a disk that was unmounted is the folder that it was mounted on. */
  @Test
  void an_empty_folder_in_its_place_is_not_it() throws IOException {
    Files.move(folder, away);
    Files.createDirectory(folder);
    assertGone();
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList(), "what is put there now would be hidden later");
    }
    Files.delete(folder);
    Files.move(away, folder);
    assertGoesOn();
  }

  @Test
  void a_copy_that_is_put_in_the_place_of_a_deleted_one_is_taken_for_it() throws IOException {
    Files.createDirectory(away);
    for (String file : List.of(Database.FILE, Database.FILE + "-wal")) {
      Files.copy(folder.resolve(file), away.resolve(file));
      Files.delete(folder.resolve(file));
    }
    assertGone();
    for (String file : List.of(Database.FILE, Database.FILE + "-wal")) {
      Files.move(away.resolve(file), folder.resolve(file));
    }
    assertGoesOn();
  }

  /** So that nothing goes into the old one, which nobody finds. */
  @Test
  void another_file_in_the_place_of_the_open_one_is_written_to_from_then_on() throws IOException {
    Files.move(folder, away);
    try (Store other = new Store(folder, TABLES)) {
      assertTrue(other.write(db -> db.execute("INSERT INTO note (line) VALUES ('before')")).join());
    }
    assertFalse(note("lost").join(), "neither of the two has it");
    assertGoesOn();
  }

  /** Also where nothing is open that could be missed. */
  @Test
  void of_a_folder_that_goes_before_anything_is_written_none_is_made() throws IOException {
    store.close();
    store = new Store(folder, TABLES);
    Files.move(folder, away);
    assertGone();
    assertFalse(Files.exists(folder), "nothing stands in the way of the one that comes back");
    Files.createDirectory(folder);
    store.close();
    Files.move(away.resolve(Database.FILE), folder.resolve(Database.FILE));
    store = new Store(folder, TABLES);
    Files.move(folder.resolve(Database.FILE), away.resolve(Database.FILE));
    assertFalse(note("lost").join());
    assertFalse(Files.exists(folder.resolve(Database.FILE)), "not in an empty folder either");
  }

  @Test
  void the_next_start_makes_a_new_one() throws IOException {
    Files.move(folder, away);
    assertGone();
    try (Store next = new Store(folder, TABLES)) {
      assertTrue(next.write(db -> db.execute("INSERT INTO note (line) VALUES ('new')")).join());
    }
  }
}
