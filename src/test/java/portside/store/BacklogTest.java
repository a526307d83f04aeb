package portside.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.Patience;

final class BacklogTest {
  private static final Tables TABLES = new Tables("test", "portside/store/tables");

  @TempDir Path data;

  /** May be run twice, as a backlog wants it. */
  private static Consumer<Handle> insert(String line) {
    return db -> {
      db.execute("DELETE FROM note WHERE line = ?", line);
      db.execute("INSERT INTO note (line) VALUES (?)", line);
    };
  }

  private static String kept(Store store) {
    return store
        .read(
            db ->
                String.join(
                    " ",
                    db.createQuery("SELECT line FROM note ORDER BY id").mapTo(String.class).list()))
        .handle((lines, failed) -> failed == null ? lines : "nothing")
        .join();
  }

  @Test
  void what_waits_comes_to_the_disk_in_its_order_and_a_wrong_change_costs_no_other() {
    try (Store store = new Store(data, List.of(TABLES))) {
      Backlog backlog = new Backlog(store);
      try (Store other = new Store(data, List.of(TABLES))) {
        assertEquals("", kept(other)); // it has the folder
        backlog.write("a", insert("a"));
        backlog.write("b", insert("b"));
        backlog.write("wrong", db -> db.execute("INSERT INTO nothing VALUES (1)"));
        backlog.write("a", insert("later a"));
        backlog.erase("all", db -> db.execute("DELETE FROM note WHERE line = 'b'"));
        backlog.write("c", insert("c"));
        assertEquals("nothing", kept(store));
      }
      Patience.until(() -> kept(store), () -> kept(store).equals("later a c"));
      backlog.write("d", insert("d"));
      assertEquals("later a c d", kept(store));
    }
  }
}
