package portside.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import portside.process.Children;

/** Waits for the end of processes: Java hears of it a moment after the system. */
public final class Processes {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Processes() {}

  /** Fails when a child still runs after five seconds. */
  public static void awaitNone(Children children) {
    await(() -> children.running().isEmpty(), () -> children.running().toString());
  }

  /** Fails when that process still runs after five seconds. */
  public static void awaitGone(long pid) {
    await(() -> ProcessHandle.of(pid).isEmpty(), () -> pid + " still runs");
  }

  private static void await(BooleanSupplier gone, Supplier<String> otherwise) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!gone.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, otherwise);
      Thread.onSpinWait();
    }
  }
}
