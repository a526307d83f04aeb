package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What those who listen to the runs hear of them. */
final class NewsTest {
  private static final int LINES = 5_000;

  public record None() {}

  /** Says a lot before it settles, and as much while it lives on. */
  private static final class Chatter implements Experiment<None, None> {
    @Override
    public String name() {
      return "chatter";
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
    public void run(None parameters, Run<None> run) {
      talk(run);
      run.settle("said", new None());
      talk(run);
    }

    private static void talk(Run<None> run) {
      for (int i = 0; i < LINES; i++) {
        run.line("out", "line " + i);
      }
    }
  }

  @Test
  void a_run_that_never_stops_talking_is_told_ten_times_a_second_and_its_answer_and_end_at_once()
      throws Exception {
    BlockingQueue<RunState> heard = new LinkedBlockingQueue<>();
    try (Runs runs = new Runs()) {
      runs.listen(heard::add);
      long start = System.nanoTime();
      String id = runs.start(Registered.of(new Chatter()), Map.of(), Trial.host()).id();
      boolean answer = false;
      int times = 0;
      RunState news;
      do {
        news = heard.poll(20, TimeUnit.SECONDS);
        assertNotNull(news, "the end was not told");
        answer |= news.settled();
        times++;
      } while (news.alive());
      assertEquals(id, news.id());
      assertTrue(answer, "the answer was not told");
      long tenths = (System.nanoTime() - start) / 100_000_000;
      assertTrue(times <= tenths + 4, times + " times in " + tenths + " tenths of a second");
    }
  }

  /** Says two things in one moment, and lives on until it is stopped. */
  private static final class Pair implements Experiment<None, None> {
    final BlockingQueue<RunState> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> heardAtOnce = new LinkedBlockingQueue<>();

    @Override
    public String name() {
      return "pair";
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
      run.line("out", "first");
      heardAtOnce.add(heard.size());
      run.line("out", "second");
      Thread.currentThread().join();
    }
  }

  @Test
  void a_first_change_is_told_at_once_and_what_follows_it_is_not_lost() throws Exception {
    Pair pair = new Pair();
    try (Runs runs = new Runs()) {
      runs.listen(pair.heard::add);
      runs.start(Registered.of(pair), Map.of(), Trial.host());
      assertEquals(1, pair.heardAtOnce.poll(20, TimeUnit.SECONDS));
      assertEquals(1, pair.heard.poll(20, TimeUnit.SECONDS).lines().size());
      assertEquals(2, pair.heard.poll(20, TimeUnit.SECONDS).lines().size());
    }
  }
}
