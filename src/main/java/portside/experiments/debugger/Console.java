package portside.experiments.debugger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import portside.experiments.Echo;

/** The last lines of a program's output, however much it writes. */
final class Console {
  private static final int LINES = 200;
  private static final int LONGEST = 500;

  private final Deque<DebuggerEvidence.Line> lines = new ArrayDeque<>();
  private long leftOut;
  private long written;

  /**
   * What is shown of it.
   *
   * @param lines the lines; the first says how many are missing before them
   * @param written how many there have been in all
   */
  record Shown(List<DebuggerEvidence.Line> lines, long written) {}

  synchronized void add(String stream, String text) {
    if (lines.size() == LINES) {
      lines.removeFirst();
      leftOut++;
    }
    String shown = Echo.of(text, LONGEST);
    lines.addLast(new DebuggerEvidence.Line(stream, shown));
    written++;
  }

  synchronized void leftOut(long count) {
    leftOut += count;
  }

  synchronized void clear() {
    lines.clear();
    leftOut = 0;
  }

  /** What is shown of it now. */
  synchronized Shown shown() {
    Deque<DebuggerEvidence.Line> all = new ArrayDeque<>(lines);
    if (leftOut > 0) {
      all.addFirst(new DebuggerEvidence.Line("left-out", Long.toString(leftOut)));
    }
    return new Shown(List.copyOf(all), written);
  }
}
