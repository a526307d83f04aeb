package portside.runs;

import java.util.List;
import portside.experiments.Experiment;
import portside.experiments.Run;

/**
 * Does what a test wants of a run.
 *
 * @param atOnce how many of them may live
 */
public record Doing(String name, int atOnce, Work work)
    implements Experiment<Doing.None, Doing.None> {
  public record None() {}

  /** What it does, and settles with {@code said}. */
  public interface Work {
    void in(Run<None> run) throws InterruptedException;
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
