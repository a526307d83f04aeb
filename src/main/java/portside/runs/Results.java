package portside.runs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.access.Person;
import portside.experiments.RunState;
import portside.experiments.Spot;

/**
 * The latest run of each person: for an experiment and its parameters, and at each card. So a page
 * shows what came out after a reload, in a second tab and when the browser was started again. A run
 * that is forgotten is no result any more.
 */
public final class Results {
  private final Map<Key, LiveRun<?, ?>> latest = new ConcurrentHashMap<>();

  /**
   * @param what the experiment's name and its complete parameters, or the card
   */
  private record Key(Person person, Object what) {}

  private record Asked(String experiment, Map<String, String> values) {}

  Results() {}

  void add(LiveRun<?, ?> run) {
    keys(run).forEach(key -> latest.put(key, run));
  }

  void forget(LiveRun<?, ?> run) {
    keys(run).forEach(key -> latest.remove(key, run));
  }

  private static List<Key> keys(LiveRun<?, ?> run) {
    RunState state = run.state();
    Person person = state.caller().person();
    return person == null
        ? List.of()
        : Stream.of(new Asked(state.experiment().name(), state.values()), state.spot())
            .filter(what -> what != null)
            .map(what -> new Key(person, what))
            .toList();
  }

  /**
   * The person's latest run of an experiment with these parameters, wherever it was started.
   *
   * @param person null for who has done nothing yet
   * @param values the parameters as text, complete
   */
  public Optional<RunState> of(
      @Nullable Person person, String experiment, Map<String, String> values) {
    return find(person, new Asked(experiment, values));
  }

  /** The person's latest run at that card, whatever its parameters. */
  public Optional<RunState> at(@Nullable Person person, Spot spot) {
    return find(person, spot);
  }

  private Optional<RunState> find(@Nullable Person person, Object what) {
    return person == null
        ? Optional.empty()
        : Optional.ofNullable(latest.get(new Key(person, what))).map(LiveRun::state);
  }
}
