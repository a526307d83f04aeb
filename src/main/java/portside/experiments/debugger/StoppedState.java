package portside.experiments.debugger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.debug.Adapter;
import portside.debug.CallStack;
import portside.debug.NotEvaluated;
import portside.debug.StackFrame;
import portside.debug.Stop;
import portside.debug.Variable;
import portside.debug.Variables;
import portside.experiments.debugger.DebuggerEvidence.Notice;
import portside.experiments.debugger.DebuggerEvidence.Seen;
import portside.experiments.debugger.DebuggerEvidence.Watch;

/** What can be seen of a program while it stands: its stack, one frame's variables, the watches. */
final class StoppedState {
  private static final int MOST_WATCHES = 8;

  private final List<String> watched = new ArrayList<>();
  private @Nullable Stop why;
  private List<StackFrame> stack = List.of();
  private int moreFrames; // than are listed
  private int standing; // the frame where it stopped
  private int frame; // the one that is looked at
  private List<Seen> variables = List.of();
  private int moreVariables; // than are listed
  private List<Watch> watches = List.of();

  /** Reads a program that has stopped, and chooses the innermost frame of its own code. */
  void stopped(Adapter adapter, Stop stop) throws IOException {
    why = stop;
    String before = stack.isEmpty() ? "" : stack.get(0).function();
    CallStack calls = adapter.stackTrace();
    stack = calls.shown();
    moreFrames = calls.more();
    int own = 0;
    while (own < stack.size() && !stack.get(own).own()) {
      own++;
    }
    standing = own < stack.size() ? own : 0;
    frame = standing;
    if (stack.isEmpty() || !stack.get(0).function().equals(before)) {
      variables = List.of(); // another function's values are no change
    }
    look(adapter);
  }

  /** It runs on; what was seen stays, to be compared with at the next stop. */
  void runs() {
    why = null;
  }

  /** Nothing stands any more. */
  void clear() {
    why = null;
    stack = List.of();
    variables = List.of();
    unread();
  }

  /** Looks at another frame, where there is one of that number. */
  void choose(@Nullable Adapter adapter, int index) throws IOException {
    if (index >= 0 && index < stack.size()) {
      frame = index;
      variables = List.of();
      look(adapter);
    }
  }

  void watch(@Nullable Adapter adapter, String expression) throws IOException {
    if (!expression.isEmpty() && watched.size() < MOST_WATCHES) {
      watched.add(expression);
    }
    look(adapter);
  }

  void unwatch(@Nullable Adapter adapter, int index) throws IOException {
    if (index >= 0 && index < watched.size()) {
      watched.remove(index);
    }
    look(adapter);
  }

  private void unread() {
    watches = watched.stream().map(text -> new Watch(text, null, null)).toList();
  }

  /** Reads the chosen frame, and marks what has changed since it was read before. */
  private void look(@Nullable Adapter adapter) throws IOException {
    if (adapter == null || why == null || frame >= stack.size()) {
      unread();
      return;
    }
    Map<String, String> before = new HashMap<>();
    variables.forEach(seen -> before.put(seen.scope() + " " + seen.name(), seen.value()));
    List<Seen> seen = new ArrayList<>();
    // What was not listed before is no news.
    boolean all = moreVariables == 0;
    Variables found = adapter.variables(frame);
    moreVariables = found.more();
    for (Variable one : found.shown()) {
      String old = before.get(one.scope() + " " + one.name());
      boolean changed = !before.isEmpty() && (old == null ? all : !one.value().equals(old));
      seen.add(new Seen(one.name(), one.value(), one.type(), one.scope(), changed));
    }
    variables = List.copyOf(seen);
    List<Watch> values = new ArrayList<>();
    for (String expression : watched) {
      try {
        values.add(new Watch(expression, adapter.evaluate(frame, expression), null));
      } catch (NotEvaluated no) {
        values.add(new Watch(expression, null, Notice.of(no)));
      }
    }
    watches = List.copyOf(values);
  }

  /** Why it stands; null while it does not. */
  @Nullable Stop why() {
    return why;
  }

  List<StackFrame> stack() {
    return stack;
  }

  /** The place of the chosen frame, from 0; null while nothing stands. */
  @Nullable Integer frame() {
    return why == null || stack.isEmpty() ? null : Integer.valueOf(frame);
  }

  /** Where it stands, whichever frame is looked at; null while nothing stands. */
  @Nullable StackFrame at() {
    return frame() == null ? null : stack.get(standing);
  }

  List<Seen> variables() {
    return variables;
  }

  /** How many more calls there are; null for none. */
  @Nullable Integer moreFrames() {
    return stack.isEmpty() ? null : orNone(moreFrames);
  }

  private static @Nullable Integer orNone(int count) {
    return count == 0 ? null : Integer.valueOf(count);
  }

  /** How many more there are; null for none. */
  @Nullable Integer moreVariables() {
    return variables.isEmpty() ? null : orNone(moreVariables);
  }

  List<Watch> watches() {
    return watches;
  }
}
