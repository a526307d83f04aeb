package portside.editing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.editing.Comparison.Line;
import portside.store.Store;

/** What is kept of a changed program, and how it is compared with the course's. */
final class ChangesTest {
  @TempDir Path data;

  private Store store() {
    return new Store(data, List.of(Changes.TABLES));
  }

  @Test
  void a_changed_program_outlives_portside_and_a_reset_does_too() {
    try (Store store = store()) {
      Changes changes = new Changes(store);
      assertEquals(Optional.empty(), changes.of("flask", "hello.py"));
      assertTrue(changes.keep("flask", "hello.py", "print(1)\n").join());
      assertTrue(changes.keep("flask", "hello.py", "print(2)\n").join());
      assertEquals(Optional.of("print(2)\n"), changes.of("flask", "hello.py"));
      assertEquals(Optional.empty(), changes.of("flask", "Hello.java"), "the twin is another file");
      assertEquals(Optional.empty(), changes.of("wildcard", "hello.py"), "and another lesson");
    }
    try (Store store = store()) {
      Changes changes = new Changes(store);
      assertEquals(Optional.of("print(2)\n"), changes.of("flask", "hello.py"));
      assertTrue(changes.reset("flask", "hello.py").join());
      assertEquals(Optional.empty(), changes.of("flask", "hello.py"));
    }
    try (Store store = store()) {
      assertEquals(Optional.empty(), new Changes(store).of("flask", "hello.py"));
    }
  }

  @Test
  void a_reset_before_anything_was_read_is_not_undone_by_reading() {
    try (Store store = store()) {
      new Changes(store).keep("flask", "hello.py", "print(1)\n").join();
    }
    try (Store store = store()) {
      Changes changes = new Changes(store);
      changes.reset("flask", "hello.py").join();
      assertEquals(Optional.empty(), changes.of("flask", "hello.py"));
    }
  }

  @Test
  void where_nothing_can_be_kept_it_is_known_until_the_end() {
    try (Store none = new Store(null, List.of(Changes.TABLES))) {
      Changes changes = new Changes(none);
      assertFalse(changes.keep("flask", "hello.py", "print(1)\n").join());
      assertEquals(Optional.of("print(1)\n"), changes.of("flask", "hello.py"));
    }
  }

  @Test
  void a_text_that_is_empty_or_larger_than_allowed_is_not_kept() {
    assertFalse(Changes.fits(" \n"));
    assertTrue(Changes.fits("#".repeat(Changes.MOST_BYTES)));
    assertFalse(Changes.fits("#".repeat(Changes.MOST_BYTES + 1)));
    assertFalse(Changes.fits("가".repeat(Changes.MOST_BYTES / 3 + 1)), "three bytes each");
    try (Store store = store()) {
      Changes changes = new Changes(store);
      assertThrows(IllegalArgumentException.class, () -> changes.keep("flask", "hello.py", ""));
    }
  }

  @Test
  void a_comparison_shows_what_went_and_what_came_with_the_lines_around() {
    List<String> course = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9 < x");
    List<String> changed = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9 > x", "10");
    assertEquals(
        List.of(
            new Line("left-out", 1, "⋯"),
            new Line("same", 6, "6"),
            new Line("same", 7, "7"),
            new Line("same", 8, "8"),
            new Line("removed", 9, "9 < x"),
            new Line("added", 9, "9 > x"),
            new Line("added", 10, "10")),
        Comparison.of(course, changed));
  }
}
