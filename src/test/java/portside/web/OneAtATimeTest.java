package portside.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What guests send too much of keeps one thread busy, and the others are there for readers. */
final class OneAtATimeTest {
  @Test
  void a_thousand_tasks_keep_one_thread_busy_and_are_done_in_their_order() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      OneAtATime tasks = new OneAtATime();
      AtomicInteger atOnce = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      List<Integer> done = new ArrayList<>();
      CountDownLatch all = new CountDownLatch(1_000);
      for (int i = 0; i < 1_000; i++) {
        int number = i;
        tasks.add(
            () -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              done.add(number);
              Thread.yield();
              atOnce.decrementAndGet();
              all.countDown();
            },
            threads);
      }
      all.await();
      assertEquals(1, most.get());
      assertEquals(IntStream.range(0, 1_000).boxed().toList(), done);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void between_two_tasks_the_thread_does_what_else_there_is_to_do() {
    List<Runnable> thread = new ArrayList<>();
    Executor threads = thread::add;
    List<String> done = new ArrayList<>();
    OneAtATime tasks = new OneAtATime();
    tasks.add(() -> done.add("first"), threads);
    tasks.add(() -> done.add("second"), threads);
    threads.execute(() -> done.add("a reader"));
    for (int i = 0; i < thread.size(); i++) {
      thread.get(i).run();
    }
    assertEquals(List.of("first", "a reader", "second"), done);
  }

  @Test
  void a_task_that_fails_holds_nobody_up() {
    List<Runnable> thread = new ArrayList<>();
    List<String> done = new ArrayList<>();
    OneAtATime tasks = new OneAtATime();
    tasks.add(
        () -> {
          throw new IllegalStateException("of the test");
        },
        thread::add);
    tasks.add(() -> done.add("second"), thread::add);
    for (int i = 0; i < thread.size(); i++) {
      try {
        thread.get(i).run();
      } catch (IllegalStateException ofTheTest) {
        // the thread goes on
      }
    }
    assertEquals(List.of("second"), done);
  }
}
