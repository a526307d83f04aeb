package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a text is given back. */
final class EchoTest {
  @ParameterizedTest
  @CsvSource({
    "'', 3, ''",
    "ab, 3, ab",
    "abc, 3, abc",
    "abcd, 3, abc…",
    "ab😀, 4, ab😀",
    "ab😀d, 4, ab😀…",
    "ab😀d, 3, ab…",
  })
  void what_is_too_long_ends_at_a_character(String text, int longest, String shown) {
    assertEquals(shown, Echo.of(text, longest));
  }
}
