package portside.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
  private final Resources resources = new Resources("doing");
  private final List<String> closed = new ArrayList<>();

  @Test
  void the_latest_is_closed_first_and_one_that_cannot_be_closed_keeps_no_other_open() {
    resources.own(() -> closed.add("first"));
    resources.own(
        () -> {
          throw new IllegalStateException("cannot be closed");
        });
    resources.own(() -> closed.add("last"));
    resources.close();
    assertEquals(List.of("last", "first"), closed);
  }

  @Test
  void what_is_opened_while_the_others_are_closed_does_not_stay_open() {
    resources.own(
        () ->
            assertThrows(
                IllegalStateException.class, () -> resources.own(() -> closed.add("late"))));
    resources.close();
    assertEquals(List.of("late"), closed);
  }
}
