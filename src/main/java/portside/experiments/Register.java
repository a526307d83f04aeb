package portside.experiments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The experiments of a site, by their names. */
public final class Register {
  private final Map<String, Registered<?, ?>> byName = new LinkedHashMap<>();

  /**
   * @param experiments in the order in which they are listed
   */
  public Register(List<Experiment<?, ?>> experiments) {
    for (Experiment<?, ?> experiment : experiments) {
      if (byName.put(experiment.name(), Registered.of(experiment)) != null) {
        throw new IllegalArgumentException("two experiments are called " + experiment.name());
      }
    }
  }

  /** The same with another experiment in the place of the one that has its name. */
  public Register with(Experiment<?, ?> other) {
    List<Experiment<?, ?>> experiments = new ArrayList<>();
    for (Registered<?, ?> each : byName.values()) {
      boolean replaced = each.name().equals(other.name());
      experiments.add(replaced ? other : each.experiment());
    }
    return new Register(experiments);
  }

  /** The experiment of that name. */
  public Optional<Registered<?, ?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All experiments, in their order. */
  public Collection<Registered<?, ?>> all() {
    return byName.values();
  }

  /** Their names, in their order. */
  public Collection<String> names() {
    return byName.keySet();
  }
}
