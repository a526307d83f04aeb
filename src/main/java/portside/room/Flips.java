package portside.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import portside.access.Person;

/**
 * What the devices of a class found of the demo server, kept with the class: no addresses of
 * devices. Safe for every thread.
 */
public final class Flips {
  /** So many rounds of a class are kept, and no more are begun: a presenter needs a few. */
  static final int MOST = 200;

  private final Room room;

  Flips(Room room) {
    this.room = room;
  }

  /**
   * Begins a round.
   *
   * @param bound where the demo server listens, as text
   * @return its number; 0 where no class is on, or enough rounds are kept
   */
  public int begin(String bound, int port) {
    Instant now = Moment.now();
    return room.ask(
        live -> {
          if (live.flips().size() >= MOST) {
            return 0;
          }
          int number = live.flips().size() + 1;
          live.flips().add(new FlipRound(number, bound, port, now, new LinkedHashMap<>()));
          String id = live.state().id();
          room.keeper().keep(db -> FlipRows.round(db, id, number, bound, port, now));
          return number;
        },
        0);
  }

  /**
   * Keeps what a member's device found; of one that tells twice, the last.
   *
   * @param number of a round; of another class or none it is let go
   */
  public void tell(int number, Person person, FlipRound.Found found) {
    room.ask(
        live -> {
          if (number < 1 || number > live.flips().size() || live.members().find(person).isEmpty()) {
            return null;
          }
          live.flips().get(number - 1).found().put(person, found);
          String id = live.state().id();
          return room.keeper().keep(db -> FlipRows.found(db, id, number, person, found));
        },
        null);
  }

  /** As they are now. */
  static List<FlipRound> copy(List<FlipRound> rounds) {
    List<FlipRound> copy = new ArrayList<>();
    rounds.forEach(each -> copy.add(copy(each)));
    return copy;
  }

  private static FlipRound copy(FlipRound round) {
    return new FlipRound(
        round.number(),
        round.bound(),
        round.port(),
        round.beganAt(),
        new LinkedHashMap<>(round.found()));
  }
}
