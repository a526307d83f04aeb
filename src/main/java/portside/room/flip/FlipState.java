package portside.room.flip;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.instruments.DoorTry;

/**
 * The demo server of a class at one moment.
 *
 * @param phase how far it is
 * @param run the run that it belongs to; null before the first, and between two
 * @param bound where it listens, or is going to; null before the first
 * @param before where it listened in the rounds before; null before the first flip
 * @param port its port; 0 before it has one
 * @param round the round that the devices are asked in; 0 before the first
 * @param reach what this computer itself found at its doors
 * @param outcome why it could not listen, as an outcome or a notice of <i>server</i>: at all, or
 *     where it was to go; null otherwise
 * @param version grows with every change
 */
public record FlipState(
    Phase phase,
    @Nullable String run,
    @Nullable InetAddress bound,
    @Nullable InetAddress before,
    int port,
    int round,
    List<DoorTry> reach,
    @Nullable String outcome,
    long version) {

  /** How far a demo server is. */
  public enum Phase {
    /** There is none yet. */
    NONE,
    /** It starts, or moves to another address; nobody is asked meanwhile. */
    STARTING,
    /** It listens, and the devices are asked. */
    OPEN,
    /** It could not be started. */
    FAILED,
    /** It was stopped. */
    ENDED
  }

  /** Nothing has begun. */
  static FlipState none() {
    return new FlipState(Phase.NONE, null, null, null, 0, 0, List.of(), null, 0);
  }

  /** The class that it was of is over. */
  FlipState forgotten() {
    return new FlipState(Phase.NONE, null, null, null, 0, 0, List.of(), null, version + 1);
  }

  /** A new run has the server: the first one, or one with another port. */
  FlipState startedBy(String newRun) {
    boolean moves = phase == Phase.STARTING;
    return new FlipState(
        Phase.STARTING,
        newRun,
        moves ? bound : null,
        moves ? before : null,
        0,
        round,
        List.of(),
        null,
        version + 1);
  }

  /** It is on its way to another address. */
  FlipState moving() {
    return new FlipState(
        Phase.STARTING, run, bound, before, port, round, List.of(), null, version + 1);
  }

  /** It leaves its run for another one, which is not there yet. */
  FlipState leaving() {
    return new FlipState(
        Phase.STARTING, null, bound, before, port, round, List.of(), null, version + 1);
  }

  /**
   * It listens there.
   *
   * @param why it does not listen where it was to go; null when it does
   */
  FlipState at(InetAddress host, int itsPort, List<DoorTry> found, @Nullable String why) {
    return new FlipState(
        Phase.OPEN,
        run,
        host,
        host.equals(bound) ? before : bound,
        itsPort,
        round,
        found,
        why,
        version + 1);
  }

  /** The devices are asked in that round. */
  FlipState in(int newRound) {
    return new FlipState(phase, run, bound, before, port, newRound, reach, outcome, version + 1);
  }

  /**
   * It is there no more.
   *
   * @param why it could not listen; null when it was stopped
   */
  FlipState over(@Nullable String why) {
    return new FlipState(
        why == null ? Phase.ENDED : Phase.FAILED,
        run,
        bound,
        before,
        port,
        round,
        reach,
        why,
        version + 1);
  }

  /** Whether the devices are asked now. */
  public boolean open() {
    return phase == Phase.OPEN;
  }

  /** Whether there is a server, or soon. */
  public boolean alive() {
    return phase == Phase.OPEN || phase == Phase.STARTING;
  }
}
