package portside.experiments.path;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import portside.net.InterfaceCounters;
import portside.net.ThisComputer;
import portside.net.Traffic;

/**
 * The rounds with another device. It asks for a portion, and says when it has all of it; from the
 * one to the other we are sending. For just as long we are silent, before or after. One page on one
 * device has its turn at a time.
 */
final class Portions {
  /**
   * A browser takes longer for a round than a socket does, so that more of others' comes between.
   */
  static final int PORTION = 500_000;

  /** A device that says nothing for that long has gone away. */
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A very slow network must not hold a connection too long. */
  private static final long LONGEST_HALF_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final ThisComputer here;
  private final SplittableRandom random = new SplittableRandom();
  private final String portion;

  // guarded by this
  private @Nullable Turn turn;
  private @Nullable Found found;

  /**
   * What came of it.
   *
   * @param device the device that came
   * @param measurement its rounds
   * @param verdict what they say; null when too much other traffic was in the way
   */
  record Found(InetAddress device, Measurement measurement, Carriers.@Nullable Verdict verdict) {}

  /** Whose turn it is, and how far. */
  private static final class Turn {
    final InetAddress device;
    final String page;
    final Measurement measurement;
    long heard = System.nanoTime();
    long halfNanos;
    long began;
    boolean silentFirst;
    Map<String, Traffic> silent = Map.of();
    @Nullable Map<String, Traffic> before;

    Turn(InetAddress device, String page, Measurement measurement) {
      this.device = device;
      this.page = page;
      this.measurement = measurement;
    }
  }

  Portions(ThisComputer here) {
    this.here = here;
    // Not all alike: a VPN or a modem may press what it carries.
    this.portion =
        random
            .ints(PORTION, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /**
   * Begins a round.
   *
   * @param page the page's own mark
   * @return the portion to send now; empty when it is somebody else's turn
   */
  Optional<String> begin(InetAddress device, String page) throws IOException {
    Turn mine = turn(device, page);
    if (mine == null) {
      return Optional.empty();
    }
    LockSupport.parkNanos(random(LONGEST_PAUSE_NANOS));
    // How long a portion takes is not known before the first.
    boolean silentFirst = mine.halfNanos > 0 && random(2) == 0;
    Map<String, Traffic> silent = silentFirst ? Counted.during(mine.halfNanos) : Map.of();
    synchronized (this) {
      mine.silentFirst = silentFirst;
      mine.silent = silent;
      mine.before = InterfaceCounters.now();
      mine.began = System.nanoTime();
      mine.heard = mine.began;
    }
    return Optional.of(portion);
  }

  /**
   * Ends a round: the page has all of the portion.
   *
   * @return whether it should come for another
   */
  boolean got(InetAddress device, String page) throws IOException {
    Turn mine = turn(device, page);
    Map<String, Traffic> sending;
    synchronized (this) {
      if (mine == null || mine.before == null || found != null) {
        return false;
      }
      sending = Counted.since(mine.before);
      mine.before = null;
      mine.halfNanos = Math.min(System.nanoTime() - mine.began, LONGEST_HALF_NANOS);
    }
    Map<String, Traffic> silent = mine.silentFirst ? mine.silent : Counted.during(mine.halfNanos);
    synchronized (this) {
      mine.measurement.add(new Carriers.Round(portion.length(), sending, silent));
      mine.heard = System.nanoTime();
      Optional<Carriers.Verdict> verdict = mine.measurement.verdict();
      if (verdict.isPresent() || mine.measurement.full()) {
        found = new Found(device, mine.measurement, verdict.orElse(null));
        notifyAll();
      }
      return found == null;
    }
  }

  private synchronized @Nullable Turn turn(InetAddress device, String page) throws IOException {
    if (found != null) {
      return null;
    }
    if (!busy()) {
      turn = new Turn(device, page, new Measurement(here));
    }
    return turn != null && turn.device.equals(device) && turn.page.equals(page) ? turn : null;
  }

  /** Whether a device has its turn. */
  synchronized boolean busy() {
    return turn != null && System.nanoTime() - turn.heard < SILENCE_NANOS;
  }

  /** How many rounds the device of the moment has behind it. */
  synchronized int rounds() {
    return turn == null ? 0 : turn.measurement.size();
  }

  /** Waits for what comes of it. */
  synchronized Optional<Found> found(Duration wait) throws InterruptedException {
    if (found == null) {
      wait(wait.toMillis());
    }
    return Optional.ofNullable(found);
  }

  private synchronized long random(long bound) {
    return random.nextLong(bound);
  }
}
