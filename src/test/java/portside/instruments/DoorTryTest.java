package portside.instruments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoorTryTest {
  /** Windows reports a refusal after 2,002 to 2,011 ms (libuv/libuv#2896; not run there). */
  @Test
  void on_windows_a_refusal_has_the_time_to_arrive() {
    Duration refused = Duration.ofMillis(2_011);
    assertTrue(DoorTry.PATIENCE.compareTo(refused.multipliedBy(3).dividedBy(2)) > 0);
  }
}
