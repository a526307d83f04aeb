package portside.experiments.debugger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Records what stood at each stop of a program, so that a reader can look back without asking the
 * program anything. The oldest stops give way. Only on the session's thread.
 */
final class Recording {
  private static final int MOST = 200;
  private static final int MOST_CHARACTERS = 500_000;

  private final Deque<Moment> moments = new ArrayDeque<>();
  private int characters;

  /** It stands there; what was recorded of the same stop before gives way. */
  void stands(Moment now) {
    if (!moments.isEmpty() && moments.getLast().number() == now.number()) {
      characters -= moments.removeLast().weight();
    }
    moments.addLast(now);
    characters += now.weight();
    while (moments.size() > MOST || (characters > MOST_CHARACTERS && moments.size() > 1)) {
      characters -= moments.removeFirst().weight();
    }
  }

  /**
   * It goes on.
   *
   * @param written how many lines of output it has written by now
   */
  void goesOn(long written) {
    if (!moments.isEmpty()) {
      moments.addLast(moments.removeLast().left(written));
    }
  }

  /** Another start of the program has stopped nowhere yet. */
  void clear() {
    moments.clear();
    characters = 0;
  }

  /** What can be looked back at. */
  Timeline timeline(long written) {
    return new Timeline(List.copyOf(moments), written);
  }
}
