package portside.web;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How much guests may hold at once. What the host holds is not counted among it: a full house of
 * guests takes nothing from the host.
 *
 * @param total connections of all guests together
 * @param network connections of one network: a /64 of IPv6, which a single device may fill with
 *     addresses as it likes, and which may also be a whole class
 * @param address connections of one address, which may be a class of 300 behind one router
 * @param own connections of this computer's own addresses
 * @param head the time for the whole head of a request, however it trickles
 * @param body the time for the whole body
 * @param answer the time from there until the answer has been taken
 * @param silence how long nothing at all may come from a WebSocket, which is pinged every 20 s: a
 *     phone that has left the network says no goodbye
 */
record Bounds(
    int total,
    int network,
    int address,
    int own,
    Duration head,
    Duration body,
    Duration answer,
    Duration silence) {

  /** What a full room needs, or half of the files that this process may have open. */
  static Bounds ofThisComputer() {
    int files =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? (int) Math.min(unix.getMaxFileDescriptorCount(), 1_000_000)
            : 1_000_000;
    return of(Math.min(6_000, files / 2), Math.min(4_000, files / 4));
  }

  private static Bounds of(int guests, int own) {
    return new Bounds(
        guests,
        guests * 3 / 4,
        guests / 3,
        own,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofSeconds(120),
        Duration.ofSeconds(70));
  }
}
