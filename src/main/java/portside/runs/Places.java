package portside.runs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portside.experiments.Refused;

/** How many runs live, counted for each who has a limit: a person, an address, an experiment. */
final class Places {
  private final Map<Object, Integer> taken = new HashMap<>();

  /**
   * A place of somebody's.
   *
   * @param most how many they may have at once
   */
  record Place(Object whose, int most) {}

  /**
   * Takes all of these places or none.
   *
   * @throws Refused when one of them has too many
   */
  synchronized void take(List<Place> places) {
    for (Place place : places) {
      if (taken.getOrDefault(place.whose(), 0) >= place.most()) {
        throw new Refused(Refused.Reason.TOO_MANY);
      }
    }
    places.forEach(place -> taken.merge(place.whose(), 1, Integer::sum));
  }

  /** Gives them back. */
  synchronized void leave(List<Place> places) {
    for (Place place : places) {
      taken.computeIfPresent(place.whose(), (who, count) -> count == 1 ? null : count - 1);
    }
  }
}
