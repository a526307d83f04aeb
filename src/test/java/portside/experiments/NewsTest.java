package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    List<RunState> heard = Collections.synchronizedList(new ArrayList<>());
    try (Runs runs = new Runs()) {
      runs.listen(heard::add);
      long start = System.nanoTime();
      RunState run = runs.start(Registered.of(new Chatter()), Map.of(), Trial.host());
      RunState last = runs.ended(run.id(), Duration.ofSeconds(20)).get(30, TimeUnit.SECONDS);
      long tenths = (System.nanoTime() - start) / 100_000_000;
      List<RunState> all = List.copyOf(heard);
      assertTrue(all.stream().anyMatch(RunState::settled), "the answer was not told");
      assertEquals(last.version(), all.get(all.size() - 1).version(), "the end was not told");
      assertTrue(all.size() <= tenths + 4, all.size() + " times in " + tenths + " tenths");
    }
  }
}
