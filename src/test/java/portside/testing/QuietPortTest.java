package portside.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class QuietPortTest {
  @Test
  void nobody_is_given_what_another_test_has_not_used_yet() {
    assertEquals(200, IntStream.range(0, 200).map(i -> QuietPort.next()).distinct().count());
  }
}
