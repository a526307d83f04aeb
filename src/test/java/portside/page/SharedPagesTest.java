package portside.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import portside.page.SharedPages.Page;

/** What many readers get is made once. */
final class SharedPagesTest {
  /** A page is good for a second from its time, which a busy computer may not have. */
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final SharedPages pages = new SharedPages();
  private final AtomicInteger made = new AtomicInteger();

  private Page page() {
    made.incrementAndGet();
    return new Page(new byte[0], new byte[0], System.nanoTime() + HOUR);
  }

  @Test
  void who_asks_while_it_is_made_gets_the_same() throws Exception {
    int readers = 30;
    ExecutorService threads = Executors.newFixedThreadPool(readers);
    try {
      CountDownLatch all = new CountDownLatch(readers - 1);
      List<Future<Page>> got = new ArrayList<>();
      got.add(
          threads.submit(
              () ->
                  pages.get(
                      "key",
                      () -> {
                        await(all);
                        return page();
                      })));
      for (int i = 1; i < readers; i++) {
        got.add(
            threads.submit(
                () -> {
                  all.countDown();
                  return pages.get("key", this::page);
                }));
      }
      for (Future<Page> each : got) {
        assertSame(got.get(0).get(), each.get());
      }
      assertEquals(1, made.get());
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_could_not_be_made_is_tried_again() {
    assertThrows(
        IllegalStateException.class,
        () ->
            pages.get(
                "key",
                () -> {
                  throw new IllegalStateException("once");
                }));
    pages.get("key", this::page);
    assertEquals(1, made.get());
  }

  @Test
  void the_ones_that_nobody_asked_for_longest_are_forgotten() {
    pages.get("first", this::page);
    for (int i = 1; i < SharedPages.MOST; i++) {
      pages.get(i, this::page);
    }
    pages.get("first", this::page); // asked for again
    pages.get("one more", this::page);
    assertEquals(SharedPages.MOST + 1, made.get());
    pages.get(1, this::page);
    assertEquals(SharedPages.MOST + 2, made.get(), "the second was forgotten");
  }

  @Test
  void after_a_second_it_is_made_anew() {
    AtomicInteger times = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      pages.get(
          "key",
          () -> {
            times.incrementAndGet();
            return new Page(new byte[0], new byte[0], System.nanoTime() - 2_000_000_000L);
          });
    }
    assertEquals(2, times.get());
  }
}
