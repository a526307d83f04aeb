package portside.cards;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.access.Role;
import portside.experiments.Action;
import portside.experiments.Experiment;
import portside.experiments.Guests;
import portside.experiments.Run;

/** In the place of an experiment without parameters: does what its test tells it, and no more. */
public final class Told implements Experiment<Told.None, Told.Moment> {
  /** The experiment that it stands in for. */
  static final String NAME = "interfaces";

  public record None() {}

  /**
   * @param number counts the moments of a run, which can be looked back at
   */
  public record Moment(@Guests int number) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<None> parameters() {
    return None.class;
  }

  @Override
  public Class<Moment> evidence() {
    return Moment.class;
  }

  @Override
  public List<String> outcomes() {
    return List.of("one", "several", "none");
  }

  @Override
  public Map<String, Role> actions() {
    return Map.of("half", Role.HOST, "moment", Role.HOST, "end", Role.HOST, "tell", Role.GUEST);
  }

  @Override
  public Moment at(Moment now, int moment) {
    return moment < now.number() ? new Moment(moment) : now;
  }

  @Override
  public void run(None parameters, Run<Moment> run) throws InterruptedException {
    run.attach("facts", "application/octet-stream", new byte[] {'4', '2'});
    while (true) {
      Optional<Action> told = run.next(Duration.ofMinutes(1));
      switch (told.map(Action::name).orElse("")) {
        case "half" -> run.progress(null, 0.5); // its template knows other evidence
        case "moment" -> run.progress(new Moment(3), 0.5);
        case "end" -> {
          run.settle("none", null);
          return;
        }
        default -> {
          // nothing came
        }
      }
    }
  }
}
