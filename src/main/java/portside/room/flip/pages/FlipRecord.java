package portside.room.flip.pages;

import java.util.Objects;
import portside.access.Person;
import portside.net.IpAddresses;
import portside.room.FlipRound;
import portside.room.Room;
import portside.room.flip.FlipState;
import portside.room.flip.Told;

/** Keeps with the class what its devices found of the demo server. Safe for every thread. */
public final class FlipRecord {
  private final Room room;
  private int asked; // the round of the flip that is kept as the next; guarded by this
  private int kept; // its number in the class; guarded by this

  /**
   * @param room whose class keeps it
   */
  public FlipRecord(Room room) {
    this.room = room;
  }

  /** The flip stands so now; a round that is new is kept from now on. */
  public synchronized void changed(FlipState state) {
    if (state.open() && state.round() > asked) {
      asked = state.round();
      String bound = IpAddresses.text(Objects.requireNonNull(state.bound()));
      kept = room.flips().begin(bound, state.port());
    }
  }

  /** Somebody's device has told what it found, and that counts. */
  synchronized void told(FlipState state, Person person, Told told) {
    changed(state);
    if (told.round() == asked) {
      room.flips().tell(kept, person, new FlipRound.Found(told.mark().key(), told.millis()));
    }
  }
}
