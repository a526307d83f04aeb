package portside.room;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import portside.access.Person;

/** What everybody chose in each round of a question. Guarded by the room. */
public final class Ballots {
  private final Map<Integer, Map<Person, String>> rounds = new TreeMap<>();

  /** Takes a choice in the place of the one before. */
  void put(int round, Person person, String choice) {
    rounds.computeIfAbsent(round, none -> new HashMap<>()).put(person, choice);
  }

  /** Forgets a round that was thrown away. */
  void remove(int round) {
    rounds.remove(round);
  }

  Optional<String> of(int round, Person person) {
    return Optional.ofNullable(in(round).get(person));
  }

  private Map<Person, String> in(int round) {
    return rounds.getOrDefault(round, Map.of());
  }

  Map<String, Integer> counts(int round) {
    return in(round).values().stream()
        .collect(Collectors.toMap(choice -> choice, choice -> 1, Integer::sum));
  }

  /** How many of those who answered both times changed their mind, and to what. */
  List<Round.Change> changes(int round) {
    Map<List<String>, Integer> changed = new HashMap<>();
    in(round)
        .forEach(
            (person, now) -> {
              String before = in(round - 1).get(person);
              if (before != null && !before.equals(now)) {
                changed.merge(List.of(before, now), 1, Integer::sum);
              }
            });
    return changed.entrySet().stream()
        .map(each -> new Round.Change(each.getKey().get(0), each.getKey().get(1), each.getValue()))
        .sorted(
            Comparator.comparingInt(Round.Change::count)
                .reversed()
                .thenComparing(Round.Change::from)
                .thenComparing(Round.Change::to))
        .toList();
  }

  /** What was chosen up to now. */
  Ballots copy() {
    Ballots copy = new Ballots();
    rounds.forEach((round, chosen) -> copy.rounds.put(round, new HashMap<>(chosen)));
    return copy;
  }

  Set<Person> answered(int round) {
    return Set.copyOf(in(round).keySet());
  }

  /** Every choice of a round. */
  void each(int round, BiConsumer<Person, String> choice) {
    in(round).forEach(choice);
  }
}
