package portside.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.experiments.Registered;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.testing.Patience;

/** What those who listen to the runs hear of them. */
final class NewsTest {
  private static final int LINES = 500;
  private static final int OFTEN = 8;

  private final BlockingQueue<RunState> heard = new LinkedBlockingQueue<>();
  private final Runs runs = new Runs();

  NewsTest() {
    runs.listen(heard::add);
  }

  @AfterEach
  void close() {
    runs.close();
  }

  private String start(Doing.Work work) {
    return runs.start(
            Registered.of(new Doing("doing", Integer.MAX_VALUE, work)),
            Map.of(),
            Trial.host(),
            null)
        .id();
  }

  private RunState next() throws InterruptedException {
    RunState news = heard.poll(Patience.SECONDS, TimeUnit.SECONDS);
    assertNotNull(news, "nothing was told");
    return news;
  }

  private static void talk(Run<Doing.None> run) {
    for (int i = 0; i < LINES; i++) {
      run.line("out", "line " + i);
      run.progress(new Doing.None(), 0);
    }
  }

  @Test
  void a_run_that_never_stops_talking_is_told_so_often_and_its_answer_and_end_at_once()
      throws Exception {
    long start = System.nanoTime();
    AtomicInteger times = new AtomicInteger();
    String id =
        start(
            run -> {
              talk(run);
              run.settle("said", new Doing.None());
              while (times.get() < OFTEN) {
                talk(run);
              }
            });
    boolean answer = false;
    RunState news;
    do {
      news = next();
      assertEquals(id, news.id());
      answer |= news.settled();
      times.incrementAndGet();
    } while (news.alive());
    assertTrue(answer, "the answer was not told");
    // Three without a pause, one for each interval, the answer and the end.
    long most = 3 + (System.nanoTime() - start) / 140_000_000 + 2;
    assertTrue(times.get() <= most, times + " times, and " + most + " are allowed");
  }

  @Test
  void three_states_are_told_at_once_and_what_follows_them_is_not_lost() throws Exception {
    BlockingQueue<Integer> heardAtOnce = new LinkedBlockingQueue<>();
    start(
        run -> {
          for (int i = 1; i <= 4; i++) {
            run.progress(new Doing.None(), i / 10.0);
            heardAtOnce.add(heard.size());
          }
          Thread.currentThread().join();
        });
    for (int told = 1; told <= 3; told++) {
      assertEquals(told, heardAtOnce.poll(Patience.SECONDS, TimeUnit.SECONDS));
    }
    for (int i = 1; i <= 4; i++) {
      assertEquals(i / 10.0, next().part());
    }
  }

  @Test
  void lines_wait_for_each_other_and_for_a_state() throws Exception {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    String id = "";
    while (nanos.get() > News.COMPANY / 2) { // a busy computer lets a run wait in between
      id =
          start(
              run -> {
                long start = System.nanoTime();
                run.line("out", "first");
                run.line("out", "second");
                run.progress(new Doing.None(), 0.5);
                nanos.set(System.nanoTime() - start);
                run.line("out", "third");
                run.settle("said", new Doing.None());
              });
      runs.ended(id, Patience.LIMIT).join();
    }
    RunState together = next();
    while (!together.id().equals(id)) { // of one that was too slow
      together = next();
    }
    assertEquals(0.5, together.part());
    assertEquals(2, together.lines().size());
    assertEquals(3, next().lines().size());
  }

  @Test
  void a_line_alone_is_told_soon() throws Exception {
    start(
        run -> {
          run.line("out", "alone");
          Thread.currentThread().join();
        });
    assertEquals(1, next().lines().size());
  }
}
