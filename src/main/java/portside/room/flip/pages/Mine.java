package portside.room.flip.pages;

import java.net.InetAddress;
import java.util.List;
import portside.net.IpAddresses;
import portside.room.flip.FlipState;
import portside.room.flip.Rung;
import portside.room.flip.Seat;

/**
 * What a guest's own device found.
 *
 * @param state the demo server
 * @param seat the device's mark
 * @param door the address that it tries
 * @param ladder why not; empty where it answered or has not been tried
 */
public record Mine(FlipState state, Seat seat, InetAddress door, List<Rung> ladder) {
  /** What is typed to open it. */
  public String typed() {
    return IpAddresses.inUrl(door) + ":" + state.port();
  }

  /** How long it took, with what stands before it; empty where no browser measured it. */
  public String time() {
    return seat.millis() == null ? "" : " · " + seat.millis() + " ms";
  }

  /** The whole URL. */
  public String url() {
    return "http://" + typed() + "/";
  }
}
