package portside.process;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what is expected, with a deadline. */
final class Await {
  static final long SECONDS = 20;

  private Await() {}

  static void until(Supplier<String> otherwise, BooleanSupplier holds) {
    long start = System.nanoTime();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(SECONDS)) {
        fail("Not within " + SECONDS + " s: " + otherwise.get());
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
