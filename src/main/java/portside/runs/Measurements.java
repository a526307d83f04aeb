package portside.runs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import portside.experiments.Action;
import portside.experiments.BadInput;

/**
 * What the browsers of a class tell a run, until the run takes it: all that a class can tell in the
 * same second, in its order. Nothing is refused for want of room: whoever tells more than their
 * share loses the oldest of their own, and where all together tell too much, the oldest of all is
 * lost. Safe for every thread.
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
    final Action action;

    Told(Object person, Action action) {
      this.person = person;
      this.action = action;
    }
  }

  // guarded by this, the oldest first
  private final Set<Told> waiting = new LinkedHashSet<>();
  private final Map<Object, Deque<Told>> ofEach = new HashMap<>();

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
    Object person = action.caller().whose();
    Told told = new Told(person, action);
    waiting.add(told);
    Deque<Told> mine = ofEach.computeIfAbsent(person, same -> new ArrayDeque<>());
    mine.add(told);
    if (mine.size() > OF_ONE) {
      forgetOldest(mine);
    } else if (waiting.size() > MOST) {
      forgetOldest(ofEach.get(waiting.iterator().next().person));
    }
  }

  private void forgetOldest(Deque<Told> ofOne) {
    Told oldest = ofOne.remove();
    waiting.remove(oldest);
    if (ofOne.isEmpty()) {
      ofEach.remove(oldest.person);
    }
  }

  /** Takes everything that was told since the last time, the oldest first. */
  synchronized List<Action> take() {
    List<Action> all = waiting.stream().map(told -> told.action).toList();
    waiting.clear();
    ofEach.clear();
    return all;
  }
}
