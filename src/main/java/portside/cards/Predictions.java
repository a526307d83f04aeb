package portside.cards;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Person;
import portside.experiments.Spot;

/** What each person predicted last at each card. Who has not been here for longest is forgotten. */
public final class Predictions {
  private static final int PERSONS = 5_000;

  /** More cards than a course has. */
  private static final int CARDS = 500;

  private final Map<Person, Map<Spot, String>> made = latest(PERSONS);

  private static <K, V> Map<K, V> latest(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** Keeps a prediction in the place of the one before. */
  public synchronized void put(Person person, Spot spot, String outcome) {
    made.computeIfAbsent(person, who -> latest(CARDS)).put(spot, outcome);
  }

  /**
   * The outcome that a person predicted at a card.
   *
   * @param person null for who has done nothing yet
   */
  public synchronized Optional<String> of(@Nullable Person person, Spot spot) {
    Map<Spot, String> theirs = person == null ? null : made.get(person);
    return theirs == null ? Optional.empty() : Optional.ofNullable(theirs.get(spot));
  }
}
