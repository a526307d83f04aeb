package portside.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import portside.testing.Patience;

/** Many ask at once, and few readings are made; nobody gets an old one. */
final class SharedReadingTest {
  @Test
  void who_asks_while_a_reading_is_under_way_shares_the_next_one() throws Exception {
    AtomicInteger readings = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    SharedReading<Integer> shared =
        new SharedReading<>(
            () -> {
              int mine = readings.incrementAndGet();
              if (mine == 1) {
                begun.countDown();
                await(goOn);
              }
              return mine;
            },
            Duration.ZERO);
    ExecutorService guests = Executors.newCachedThreadPool();
    try {
      CompletableFuture<Integer> first = CompletableFuture.supplyAsync(shared::get, guests);
      assertTrue(begun.await(Patience.SECONDS, TimeUnit.SECONDS));
      CountDownLatch asking = new CountDownLatch(100);
      List<CompletableFuture<Integer>> later = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        later.add(
            CompletableFuture.supplyAsync(
                () -> {
                  asking.countDown();
                  return shared.get();
                },
                guests));
      }
      assertTrue(asking.await(Patience.SECONDS, TimeUnit.SECONDS));
      goOn.countDown();
      assertEquals(1, first.get(Patience.SECONDS, TimeUnit.SECONDS));
      for (CompletableFuture<Integer> each : later) {
        assertTrue(
            each.get(Patience.SECONDS, TimeUnit.SECONDS) > 1,
            "it was read before it was asked for");
      }
      // One for the first, one for the others; a few more for those whose thread came late.
      assertTrue(readings.get() < 50, readings + " readings");
    } finally {
      guests.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(Patience.SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("not released");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void an_interrupted_run_cuts_nothing_short_for_the_others() {
    SharedReading<Boolean> shared =
        new SharedReading<>(() -> Thread.currentThread().isInterrupted(), Duration.ZERO);
    Thread.currentThread().interrupt();
    boolean seen = shared.get();
    assertTrue(Thread.interrupted(), "the run still knows that it was stopped");
    assertEquals(false, seen);
  }

  @Test
  void what_goes_wrong_is_told_to_who_asked_and_not_kept() {
    AtomicInteger readings = new AtomicInteger();
    SharedReading<Integer> shared =
        new SharedReading<>(
            () -> {
              if (readings.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
              }
              return readings.get();
            },
            Duration.ZERO);
    assertThrows(CompletionException.class, shared::get);
    assertEquals(2, shared.get());
  }

  @Test
  void the_first_to_ask_need_not_wait_for_the_rest_between_two_readings() throws Exception {
    SharedReading<String> shared =
        new SharedReading<>(() -> "read", Duration.ofSeconds(2 * Patience.SECONDS));
    assertEquals(
        "read", CompletableFuture.supplyAsync(shared::get).get(Patience.SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void two_readings_do_not_begin_sooner_after_each_other_than_the_rest_is_long() {
    Duration rest = Duration.ofMillis(200);
    SharedReading<Long> begins = new SharedReading<>(System::nanoTime, rest);
    long asked = System.nanoTime();
    long first = begins.get();
    long second = begins.get();
    assertTrue(first >= asked, "nobody gets what was read before");
    assertTrue(second - asked >= rest.toNanos(), second - asked + " ns");
  }
}
