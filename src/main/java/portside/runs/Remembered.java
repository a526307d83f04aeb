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
import portside.access.Caller;
import portside.access.Role;

/**
 * The runs that can still be found. The host has a share, and so has each guest's address, so that
 * nobody can push out what another one ran. Runs that live are never forgotten.
 */
final class Remembered {
  /** A course has some twenty cards; this is a term of them. */
  static final int HOSTS = 1_000;

  /** A guest runs <i>whoami</i> and nothing else. */
  static final int ONE_GUESTS = 20;

  /** Of all guests together; whoever makes up addresses loses their own runs first. */
  static final int ALL_GUESTS = 2_000;

  private final Map<String, LiveRun<?, ?>> runs = new HashMap<>();

  /** The runs of each guest's address, the oldest first. */
  private final Map<InetAddress, Deque<LiveRun<?, ?>>> guests = new HashMap<>();

  private final Deque<LiveRun<?, ?>> hosts = new ArrayDeque<>();
  private int ofGuests;

  /** Remembers a run, and forgets the oldest of the same caller where that has too many. */
  synchronized void add(LiveRun<?, ?> run) {
    runs.put(run.id(), run);
    Caller caller = run.caller();
    if (caller.role() == Role.HOST) {
      hosts.add(run);
      if (hosts.size() > HOSTS) {
        forget(hosts);
      }
      return;
    }
    Deque<LiveRun<?, ?>> share =
        guests.computeIfAbsent(caller.address(), address -> new ArrayDeque<>());
    share.add(run);
    ofGuests++;
    if (share.size() > ONE_GUESTS) {
      forgetGuests(caller.address());
    }
    if (ofGuests > ALL_GUESTS) {
      guests.entrySet().stream()
          .max(Comparator.comparingInt(each -> each.getValue().size()))
          .map(Map.Entry::getKey)
          .ifPresent(this::forgetGuests);
    }
  }

  private void forgetGuests(InetAddress address) {
    Deque<LiveRun<?, ?>> share = guests.getOrDefault(address, new ArrayDeque<>());
    if (forget(share)) {
      ofGuests--;
    }
    if (share.isEmpty()) {
      guests.remove(address);
    }
  }

  /** Forgets the oldest that has ended. */
  private boolean forget(Deque<LiveRun<?, ?>> share) {
    for (Iterator<LiveRun<?, ?>> each = share.iterator(); each.hasNext(); ) {
      LiveRun<?, ?> oldest = each.next();
      if (!oldest.state().alive()) {
        each.remove();
        runs.remove(oldest.id());
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
