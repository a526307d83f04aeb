package portside.room.flip;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the browsers of a class told of the demo server, round by round. A round begins when the
 * server listens somewhere else, or when the presenter asks once more. Safe for every thread.
 */
public final class Census {
  /** So many rounds are kept for the export; the oldest give way. */
  static final int MOST_ROUNDS = 50;

  /** So many devices tell anything in one round; a class has three hundred. */
  static final int MOST_DEVICES = 2_000;

  private final Deque<Round> rounds = new ArrayDeque<>(); // guarded by this, the latest last
  private int begun; // guarded by this
  private final Set<String> saw = new HashSet<>(); // guarded by this, of the latest round

  /**
   * One asking of all devices.
   *
   * @param number 1 for the first
   * @param bound where the demo server listens
   * @param port its port
   * @param began when
   * @param told what came, by member
   */
  public record Round(
      int number, InetAddress bound, int port, Instant began, Map<Object, Told> told) {}

  /**
   * Begins a round; nothing is known of it yet.
   *
   * @return its number
   */
  public synchronized int begin(InetAddress bound, int port, Instant now) {
    int number = ++begun;
    if (rounds.size() == MOST_ROUNDS) {
      rounds.removeFirst();
    }
    rounds.add(new Round(number, bound, port, now, new LinkedHashMap<>()));
    saw.clear();
    return number;
  }

  /**
   * Keeps what a device's browser told; of a device that tells twice, the last.
   *
   * @return false when it speaks of another round, and so of another server
   */
  public synchronized boolean tell(Object member, Told told) {
    if (rounds.isEmpty() || rounds.getLast().number() != told.round()) {
      return false;
    }
    Map<Object, Told> all = rounds.getLast().told();
    if (!all.containsKey(member) && all.size() >= MOST_DEVICES) {
      return false;
    }
    all.put(member, told);
    return true;
  }

  /**
   * The server's own log has these requests.
   *
   * @return whether one of them is news
   */
  public synchronized boolean saw(Collection<String> requests) {
    return saw.addAll(requests);
  }

  /** Forgets everything but the number of the round, so that what comes late is late. */
  synchronized void clear() {
    rounds.clear();
    saw.clear();
  }

  /** Whether the server's own log has the request of a device in this round. */
  public synchronized boolean sawRequestOf(Object member) {
    return told(member).map(Told::request).filter(saw::contains).isPresent();
  }

  /** What a device's browser told of this round. */
  public synchronized Optional<Told> told(Object member) {
    return rounds.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(rounds.getLast().told().get(member));
  }

  /** The number of the round; 0 before the first. */
  public synchronized int round() {
    return rounds.isEmpty() ? 0 : rounds.getLast().number();
  }

  /** Every round that is kept, the first one first, as it is now. */
  public synchronized List<Round> rounds() {
    return rounds.stream()
        .map(
            r ->
                new Round(
                    r.number(), r.bound(), r.port(), r.began(), new LinkedHashMap<>(r.told())))
        .toList();
  }

  /** What is known of a device. Whoever is not heard any more is gone, whatever it told before. */
  public Mark mark(Device device) {
    if (!device.here()) {
      return Mark.GONE;
    }
    return told(device.member()).map(Told::mark).orElse(Mark.NOT_TRIED);
  }

  /** The picture of the class, in the order of the devices. */
  public List<Seat> seats(List<Device> devices) {
    List<Seat> seats = new ArrayList<>();
    for (Device device : devices) {
      seats.add(new Seat(device.number(), mark(device), millis(device)));
    }
    return seats;
  }

  private @Nullable Integer millis(Device device) {
    return told(device.member()).map(Told::millis).orElse(null);
  }

  /** How many others got an answer in this round. */
  public synchronized int answeredBeside(Object member) {
    return countBeside(member, Mark.ANSWERED);
  }

  /** How many others have told anything of this round. */
  public synchronized int toldBeside(Object member) {
    return countBeside(member, null);
  }

  private int countBeside(Object member, @Nullable Mark mark) {
    if (rounds.isEmpty()) {
      return 0;
    }
    return (int)
        rounds.getLast().told().entrySet().stream()
            .filter(each -> !each.getKey().equals(member))
            .filter(each -> mark == null || each.getValue().mark() == mark)
            .count();
  }
}
