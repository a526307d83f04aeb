package portside.runs;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portside.experiments.Action;
import portside.experiments.BadInput;
import portside.net.IpAddresses;

/**
 * What the browsers of a class tell a run, until the run takes it: all that a class can tell in the
 * same second, in its order. Nothing is refused for want of room: whoever tells more than their
 * share loses the oldest of their own, and where all together tell too much, the oldest of the
 * network that tells the most is lost. Safe for every thread.
 */
final class Measurements {
  /** A thousand persons with ten doors each. */
  static final int MOST = 10_000;

  /** Of one person; a browser tells one thing after the other. */
  static final int OF_ONE = 64;

  /** Names and values of one message, in characters; it is small, or it is no measurement. */
  static final int LONGEST = 400;

  /** One that waits, told from all others. */
  private static final class Told {
    final Object person;
    final Object network;
    final Action action;

    Told(Action action) {
      this.person = action.caller().whose();
      this.network = IpAddresses.network(action.caller().address());
      this.action = action;
    }
  }

  // guarded by this, the oldest first
  private final Set<Told> waiting = new LinkedHashSet<>();
  private final Map<Object, Set<Told>> ofPerson = new HashMap<>();
  private final Map<Object, Set<Told>> ofNetwork = new HashMap<>();

  /**
   * Keeps what a browser tells.
   *
   * @throws BadInput when it is longer than any measurement
   */
  synchronized void add(Action action) {
    int length = 0;
    for (Map.Entry<String, String> field : action.fields().entrySet()) {
      length += field.getKey().length() + field.getValue().length();
    }
    if (length > LONGEST) {
      throw new BadInput("field-too-long", Map.of("allowed", String.valueOf(LONGEST)));
    }
    Told told = new Told(action);
    waiting.add(told);
    Set<Told> mine = ofPerson.computeIfAbsent(told.person, same -> new LinkedHashSet<>());
    mine.add(told);
    ofNetwork.computeIfAbsent(told.network, same -> new LinkedHashSet<>()).add(told);
    if (mine.size() > OF_ONE) {
      forgetOldest(mine);
    } else if (waiting.size() > MOST) {
      // Whoever makes up persons loses what those have told.
      forgetOldest(Collections.max(ofNetwork.values(), Comparator.comparing(Set::size)));
    }
  }

  private void forgetOldest(Set<Told> some) {
    Told oldest = some.iterator().next();
    waiting.remove(oldest);
    forget(ofPerson, oldest.person, oldest);
    forget(ofNetwork, oldest.network, oldest);
  }

  private static void forget(Map<Object, Set<Told>> all, Object whose, Told told) {
    Set<Told> theirs = all.get(whose);
    theirs.remove(told);
    if (theirs.isEmpty()) {
      all.remove(whose);
    }
  }

  /** Takes everything that was told since the last time, the oldest first. */
  synchronized List<Action> take() {
    List<Action> all = waiting.stream().map(told -> told.action).toList();
    waiting.clear();
    ofPerson.clear();
    ofNetwork.clear();
    return all;
  }
}
