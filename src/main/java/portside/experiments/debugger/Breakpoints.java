package portside.experiments.debugger;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.debug.Breakpoint;
import portside.debug.NotEvaluated;
import portside.debug.Placed;
import portside.experiments.debugger.DebuggerEvidence.Notice;
import portside.experiments.debugger.DebuggerEvidence.Point;

/** The breakpoints of a session, by line; they outlive the program's restarts. */
final class Breakpoints {
  private static final int MOST = 20;
  private static final int LONGEST_CONDITION = 200;

  private final NavigableMap<Integer, Point> byLine = new TreeMap<>();

  /** Reads a condition, for the session's language. */
  interface Reader {
    void read(String condition) throws NotEvaluated, IOException, InterruptedException;
  }

  /** Sets a plain one. */
  void set(int line) {
    byLine.put(line, new Point(line, "", true, null));
  }

  /**
   * Does what a form asks for: {@code condition} sets one that stops only then, {@code on} says on
   * or off where it should not just change, and {@code off=keep} leaves one that is off in place.
   *
   * @return what the reader should know, or null
   * @throws NotEvaluated when the condition is none; nothing has changed then
   */
  @Nullable Notice change(int line, Map<String, String> fields, Reader reader)
      throws NotEvaluated, IOException, InterruptedException {
    Point before = byLine.get(line);
    if (before == null && byLine.size() >= MOST) {
      return new Notice("too-many", "");
    }
    String kept = before == null ? "" : before.condition();
    String condition = fields.get("condition");
    String on = fields.getOrDefault("on", before == null ? "on" : "off");
    if (condition != null) {
      String text = condition.strip();
      if (!text.isEmpty()) {
        // One more than the evaluator takes, so that it is the evaluator who says so.
        text = text.substring(0, Math.min(text.length(), LONGEST_CONDITION + 1));
        reader.read(text);
      }
      byLine.put(line, new Point(line, text, true, null));
    } else if (on.equals("on")) {
      byLine.put(line, new Point(line, kept, true, null));
    } else if ("keep".equals(fields.get("off"))) {
      byLine.put(line, new Point(line, kept, false, null));
    } else {
      byLine.remove(line);
    }
    return null;
  }

  /** What the debugger has found for one. */
  void placed(Placed placed) {
    Integer found = placed.verified() ? Integer.valueOf(placed.line()) : null;
    byLine.computeIfPresent(
        placed.asked(),
        (line, point) -> new Point(line, point.condition(), point.enabled(), found));
  }

  /**
   * Forgets what stands beyond the end of the program, which its reader may have made shorter.
   *
   * @param lines how many it has now
   * @return the lines of those that are forgotten, as text; empty for none
   */
  String forget(int lines) {
    Map<Integer, Point> beyond = byLine.tailMap(lines, false);
    String text = beyond.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    beyond.clear();
    return text;
  }

  /** A new start of the program has placed none yet. */
  void unplace() {
    byLine.replaceAll((line, at) -> new Point(line, at.condition(), at.enabled(), null));
  }

  /** Those that are on, as a debugger wants them. */
  List<Breakpoint> wanted() {
    return byLine.values().stream()
        .filter(Point::enabled)
        .map(point -> new Breakpoint(point.line(), point.condition()))
        .toList();
  }

  Collection<Point> all() {
    return byLine.values();
  }
}
