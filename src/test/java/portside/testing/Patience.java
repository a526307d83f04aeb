package portside.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import portside.process.Children;

/**
 * Waits for what is expected: the one way in which a test waits. It looks again and again and goes
 * on at once, so that the limit costs nothing where all is well; it is as long as a busy computer
 * may need, for how quick something is belongs to the benchmarks.
 */
public final class Patience {
  /** How long anything may take before its test is red. */
  public static final Duration LIMIT = Duration.ofSeconds(120);

  /** The same in seconds. */
  public static final long SECONDS = LIMIT.toSeconds();

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  private Patience() {}

  /**
   * Waits until it holds, in the caller's thread, as a browser's page needs it.
   *
   * @param otherwise what to say when it never does
   * @throws AssertionError after {@link #LIMIT}
   */
  public static void until(Supplier<String> otherwise, BooleanSupplier holds) {
    until(otherwise, holds::getAsBoolean, Boolean::booleanValue);
  }

  /**
   * Looks until it sees what is expected.
   *
   * @param otherwise what to say when it never does
   * @return what it saw
   * @throws AssertionError after {@link #LIMIT}
   */
  public static <T> T until(Supplier<String> otherwise, Supplier<T> look, Predicate<T> expected) {
    try {
      return Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(BETWEEN_LOOKS)
          .atMost(LIMIT)
          .until(look::get, expected::test);
    } catch (ConditionTimeoutException never) {
      throw new AssertionError("not within " + LIMIT + ": " + otherwise.get(), never);
    }
  }

  /** Waits until no child runs: Java hears of an end a moment after the system. */
  public static void untilNoneRuns(Children children) {
    until(() -> children.running().toString(), () -> children.running().isEmpty());
  }

  /** Waits for the end of a process: Java hears of it a moment after the system. */
  public static void untilGone(long pid) {
    until(() -> pid + " still runs", () -> ProcessHandle.of(pid).isEmpty());
  }

  /**
   * Waits for the end of a process that the test has started itself.
   *
   * @return its exit code
   */
  public static int untilEnded(Process process) {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("not ended within " + LIMIT + ": " + process.info());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
