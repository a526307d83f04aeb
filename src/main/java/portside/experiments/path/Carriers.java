package portside.experiments.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import portside.net.Traffic;

/**
 * Tells which interface carried our bytes, although its counter counts everybody's.
 *
 * <p>Each round has two halves of the same length: in one we send, in the other we are silent. An
 * interface fits a round when it sent at least what we sent, and more than in the silent half by at
 * least half of it. What the computer does besides falls into both halves alike: other traffic
 * makes an interface fit some rounds, about every second one at the most, and our own makes it fit
 * nearly all. So the one that carried our bytes fits three quarters of the rounds or more.
 */
final class Carriers {
  /** The share of rounds that an interface has to fit: 3 of 4. */
  private static final int OF = 4;

  private static final int FITS = 3;

  private Carriers() {}

  /**
   * One portion.
   *
   * @param bytes how many bytes we sent
   * @param sending what each interface counted while we sent them
   * @param silent what each interface counted in the other half
   */
  record Round(long bytes, Map<String, Traffic> sending, Map<String, Traffic> silent) {

    /** Whether an interface may have carried it. */
    boolean fits(String name) {
      long sent = sending.getOrDefault(name, Traffic.NONE).sent();
      long besides = silent.getOrDefault(name, Traffic.NONE).sent();
      return sent >= bytes && sent - besides >= bytes / 2;
    }
  }

  /**
   * What the rounds say.
   *
   * @param stayedInside whether the bytes stayed inside the computer
   * @param carrier the interface that carried them; null where none that is counted did
   */
  record Verdict(boolean stayedInside, @Nullable String carrier) {}

  /** In how many rounds each interface fits; those that never do are there with 0. */
  static Map<String, Integer> matches(List<Round> rounds) {
    Map<String, Integer> matches = new TreeMap<>();
    for (Round round : rounds) {
      for (String name : round.sending().keySet()) {
        matches.merge(name, round.fits(name) ? 1 : 0, Integer::sum);
      }
    }
    return matches;
  }

  /**
   * Decides.
   *
   * @param rounds at least one
   * @param loopback which interfaces are loopbacks
   * @param loopbackCounts whether this system counts what the loopback carries
   * @return empty when other traffic is in the way, so that more rounds are needed
   */
  static Optional<Verdict> decide(
      List<Round> rounds, Predicate<String> loopback, boolean loopbackCounts) {
    List<String> inside = new ArrayList<>();
    List<String> outside = new ArrayList<>();
    matches(rounds)
        .forEach(
            (name, matches) -> {
              if (matches * OF >= rounds.size() * FITS) {
                (loopback.test(name) ? inside : outside).add(name);
              }
            });
    if (inside.isEmpty() != outside.isEmpty()) {
      boolean stayed = outside.isEmpty();
      return Optional.of(new Verdict(stayed, (stayed ? inside : outside).get(0)));
    }
    return inside.isEmpty() && !loopbackCounts
        ? Optional.of(new Verdict(true, null))
        : Optional.empty();
  }
}
