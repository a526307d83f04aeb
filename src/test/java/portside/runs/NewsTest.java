package portside.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import portside.experiments.Experiment;
import portside.experiments.Registered;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.Trial;

/** What those who listen to the runs hear of them. */
final class NewsTest {
  private static final int LINES = 500;
  private static final long TALKING = Duration.ofMillis(1_100).toNanos();

  public record None() {}

  /** Does what a test wants of a run. */
  private record Doing(Work work) implements Experiment<None, None> {
    interface Work {
      void in(Run<None> run) throws InterruptedException;
    }

    @Override
    public String name() {
      return "doing";
    }

    @Override
    public Class<None> parameters() {
      return None.class;
    }

    @Override
    public Class<None> evidence() {
      return None.class;
    }

    @Override
    public List<String> outcomes() {
      return List.of("said");
    }

    @Override
    public void run(None parameters, Run<None> run) throws InterruptedException {
      work.in(run);
    }
  }

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
    return runs.start(Registered.of(new Doing(work)), Map.of(), Trial.host(), null).id();
  }

  private RunState next() throws InterruptedException {
    RunState news = heard.poll(20, TimeUnit.SECONDS);
    assertNotNull(news, "nothing was told");
    return news;
  }

  private static void talk(Run<None> run) {
    for (int i = 0; i < LINES; i++) {
      run.line("out", "line " + i);
      run.progress(new None(), 0);
    }
  }

  @Test
  void a_run_that_never_stops_talking_is_told_so_often_and_its_answer_and_end_at_once()
      throws Exception {
    long start = System.nanoTime();
    String id =
        start(
            run -> {
              talk(run);
              run.settle("said", new None());
              for (long end = System.nanoTime() + TALKING; System.nanoTime() < end; ) {
                talk(run);
              }
            });
    boolean answer = false;
    int times = 0;
    RunState news;
    do {
      news = next();
      assertEquals(id, news.id());
      answer |= news.settled();
      times++;
    } while (news.alive());
    assertTrue(answer, "the answer was not told");
    // Three without a pause, one for each interval, the answer and the end.
    long most = 3 + (System.nanoTime() - start) / 140_000_000 + 2;
    assertTrue(times <= most, times + " times, and " + most + " are allowed");
    assertTrue(times >= 8, "told " + times + " times in more than a second");
  }

  @Test
  void three_states_are_told_at_once_and_what_follows_them_is_not_lost() throws Exception {
    BlockingQueue<Integer> heardAtOnce = new LinkedBlockingQueue<>();
    start(
        run -> {
          for (int i = 1; i <= 4; i++) {
            run.progress(new None(), i / 10.0);
            heardAtOnce.add(heard.size());
          }
          Thread.currentThread().join();
        });
    for (int told = 1; told <= 3; told++) {
      assertEquals(told, heardAtOnce.poll(20, TimeUnit.SECONDS));
    }
    for (int i = 1; i <= 4; i++) {
      assertEquals(i / 10.0, next().part());
    }
  }

  @Test
  void lines_wait_for_each_other_and_for_a_state() throws Exception {
    start(
        run -> {
          run.line("out", "first");
          run.line("out", "second");
          run.progress(new None(), 0.5);
          run.line("out", "third");
          Thread.currentThread().join();
        });
    RunState together = next();
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
