package portside.room;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One asking of a question.
 *
 * @param number 1 for the first
 * @param openedAt when it was asked
 * @param closedAt when no more choices were taken; null while they are
 * @param counts how many chose each outcome, those that nobody chose left out; empty while it is
 *     open, since nobody is to see it
 * @param changes how many chose something else than in the round before, the most frequent first
 */
public record Round(
    int number,
    Instant openedAt,
    @Nullable Instant closedAt,
    Map<String, Integer> counts,
    List<Change> changes) {

  /**
   * Some who changed their mind alike.
   *
   * @param from the outcome that they chose in the round before
   * @param to the one that they chose now
   * @param count how many they are
   */
  public record Change(String from, String to, int count) {}

  /** Canonical: nothing of it changes. */
  public Round {
    counts = Map.copyOf(counts);
    changes = List.copyOf(changes);
  }

  /** How many have answered; 0 while it is open. */
  public int answered() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many chose that outcome. */
  public int count(String outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  /** Their share of all who have answered, in per cent; 0 where nobody has. */
  public int percent(String outcome) {
    return answered() == 0 ? 0 : Math.round(100f * count(outcome) / answered());
  }

  /**
   * Whether the room agrees: as many as in peer instruction make a discussion needless. All that
   * may be told of a round before the run.
   */
  public boolean agrees() {
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return answered() > 0 && most * 100 >= answered() * AGREED_PERCENT;
  }

  /** Crouch and Mazur 2001 go on without a discussion from 70 per cent. */
  private static final int AGREED_PERCENT = 70;
}
