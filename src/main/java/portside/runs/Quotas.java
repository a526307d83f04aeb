package portside.runs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portside.experiments.Refused;

/** How many runs live, counted for each who has a limit: a person, an address, an experiment. */
final class Quotas {
  private final Map<Object, Integer> taken = new HashMap<>();

  /**
   * A quota of somebody's, of which each run takes one.
   *
   * @param most how many they may have at once
   */
  record Quota(Object whose, int most) {}

  /**
   * Takes one of each of these quotas, or none.
   *
   * @throws Refused when one of them has too many
   */
  synchronized void take(List<Quota> quotas) {
    for (Quota quota : quotas) {
      if (taken.getOrDefault(quota.whose(), 0) >= quota.most()) {
        throw new Refused(Refused.Reason.TOO_MANY);
      }
    }
    quotas.forEach(quota -> taken.merge(quota.whose(), 1, Integer::sum));
  }

  /** Gives what was taken back. */
  synchronized void leave(List<Quota> quotas) {
    for (Quota quota : quotas) {
      taken.computeIfPresent(quota.whose(), (who, count) -> count == 1 ? null : count - 1);
    }
  }
}
