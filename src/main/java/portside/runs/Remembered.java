package portside.runs;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import portside.access.Caller;
import portside.access.Person;
import portside.access.Role;

/**
 * The runs that can still be found. The host has a share, and so has each guest, so that nobody can
 * push out what another one ran. A person costs nothing to make up; the address behind which they
 * are made up pays for them. Runs that live are never forgotten.
 */
final class Remembered {
  /** A course has some twenty cards; this is a term of them. */
  static final int HOSTS = 1_000;

  /** A guest runs <i>whoami</i> and nothing else. */
  static final int ONE_PERSONS = 20;

  /** Of all guests together; the address that has the most loses its own runs first. */
  static final int ALL_GUESTS = 4_000;

  private final Results results;
  private final Map<String, LiveRun<?, ?>> runs = new HashMap<>();

  /** The runs of the guests behind each address, the oldest first. */
  private final Map<InetAddress, Deque<LiveRun<?, ?>>> guests = new HashMap<>();

  private final Deque<LiveRun<?, ?>> hosts = new ArrayDeque<>();
  private int ofGuests;

  /**
   * @param results forgets with it
   */
  Remembered(Results results) {
    this.results = results;
  }

  /** Remembers a run, and forgets the oldest of the same caller where that has too many. */
  synchronized void add(LiveRun<?, ?> run) {
    runs.put(run.id(), run);
    results.add(run);
    Caller caller = run.caller();
    if (caller.role() == Role.HOST) {
      hosts.add(run);
      if (hosts.size() > HOSTS) {
        forget(hosts, any -> true);
      }
      return;
    }
    Deque<LiveRun<?, ?>> share =
        guests.computeIfAbsent(caller.address(), address -> new ArrayDeque<>());
    share.add(run);
    ofGuests++;
    Predicate<LiveRun<?, ?>> theirs = isOf(caller.person());
    if (share.stream().filter(theirs).count() > ONE_PERSONS) {
      forgetGuests(caller.address(), theirs);
    }
    if (ofGuests > ALL_GUESTS) {
      guests.entrySet().stream()
          .max(Comparator.comparingInt(each -> each.getValue().size()))
          .map(Map.Entry::getKey)
          .ifPresent(address -> forgetGuests(address, any -> true));
    }
  }

  /** Who shows no person, as a program, has all of its address's that show none. */
  private static Predicate<LiveRun<?, ?>> isOf(@Nullable Person person) {
    return run ->
        person == null ? run.caller().person() == null : person.equals(run.caller().person());
  }

  private void forgetGuests(InetAddress address, Predicate<LiveRun<?, ?>> whose) {
    Deque<LiveRun<?, ?>> share = guests.getOrDefault(address, new ArrayDeque<>());
    if (forget(share, whose)) {
      ofGuests--;
    }
    if (share.isEmpty()) {
      guests.remove(address);
    }
  }

  /** Forgets the oldest of these that has ended. */
  private boolean forget(Deque<LiveRun<?, ?>> share, Predicate<LiveRun<?, ?>> whose) {
    for (Iterator<LiveRun<?, ?>> each = share.iterator(); each.hasNext(); ) {
      LiveRun<?, ?> oldest = each.next();
      if (whose.test(oldest) && !oldest.alive()) {
        each.remove();
        runs.remove(oldest.id());
        results.forget(oldest);
        return true;
      }
    }
    return false;
  }

  /** The run of that id. */
  synchronized Optional<LiveRun<?, ?>> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  /** Every run that is remembered. */
  synchronized List<LiveRun<?, ?>> all() {
    return List.copyOf(runs.values());
  }
}
