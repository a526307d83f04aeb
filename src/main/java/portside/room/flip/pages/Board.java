package portside.room.flip.pages;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.room.flip.FlipState;
import portside.room.flip.Mark;
import portside.room.flip.Rung;
import portside.room.flip.Seat;

/**
 * The picture that the room looks at: numbers, never names.
 *
 * @param state the demo server
 * @param seats one mark a device, in the order of their numbers
 * @param chosen the device whose ladder is shown; null for the picture of all
 * @param ladder its rungs, fit for a projector; empty where none is chosen
 */
public record Board(FlipState state, List<Seat> seats, @Nullable Seat chosen, List<Rung> ladder) {
  private static final int HANDFUL = 12;
  private static final int FEW = 36;
  private static final int SOME = 120;
  private static final int MANY = 300;

  /** How close the marks stand, so that no class needs a scroll bar. */
  public String density() {
    int count = seats.size();
    return count <= HANDFUL
        ? "handful"
        : count <= FEW ? "few" : count <= SOME ? "some" : count <= MANY ? "many" : "crowd";
  }

  /** Whether each mark has room for how long it took. */
  public boolean times() {
    return seats.size() <= FEW;
  }

  /** How many devices have that mark, for every mark. */
  public Map<Mark, Long> counts() {
    Map<Mark, Long> counts = new LinkedHashMap<>();
    Arrays.stream(Mark.values())
        .forEach(
            mark -> counts.put(mark, seats.stream().filter(seat -> seat.mark() == mark).count()));
    return counts;
  }

  /** How many have reached the server. */
  public long answered() {
    return seats.stream().filter(seat -> seat.mark() == Mark.ANSWERED).count();
  }

  /** The middle one of the times of all who have reached it, in milliseconds; null for nobody. */
  public @Nullable Integer median() {
    List<Integer> times =
        seats.stream()
            .filter(seat -> seat.mark() == Mark.ANSWERED && seat.millis() != null)
            .map(Seat::millis)
            .sorted()
            .toList();
    return times.isEmpty() ? null : times.get(times.size() / 2);
  }

  /** The devices that have not reached it. */
  public List<Seat> dark() {
    return seats.stream().filter(seat -> seat.mark() != Mark.ANSWERED).toList();
  }

  /** The dark device before or after the chosen one; null where there is none. */
  public @Nullable Integer beside(int step) {
    List<Integer> numbers = dark().stream().map(Seat::number).toList();
    if (numbers.isEmpty()) {
      return null;
    }
    int at = chosen == null ? -1 : numbers.indexOf(chosen.number());
    if (at < 0) {
      return numbers.get(step > 0 ? 0 : numbers.size() - 1);
    }
    return numbers.get(Math.floorMod(at + step, numbers.size()));
  }
}
