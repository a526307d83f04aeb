package portside.experiments.debugger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import portside.experiments.debugger.DebuggerEvidence.Seen;

/** The values of variables beside the lines that name them, as VS Code shows them. */
public final class InlineValues {
  /** More values than fit beside a line would hide it. */
  private static final int AT_A_LINE = 3;

  /** Above that, the name is probably that of another function's variable. */
  private static final int LINES_ABOVE = 25;

  private static final int LONGEST = 28;

  private InlineValues() {}

  /**
   * What stands beside which line: each variable of the chosen frame once, at the nearest line up
   * from where the program stands that names it.
   */
  public static Map<Integer, List<Seen>> of(DebuggerEvidence now) {
    Map<Integer, List<Seen>> beside = new HashMap<>();
    if (now.line() == null || !now.stands()) {
      return beside;
    }
    int here = Math.min(now.line(), now.source().size());
    List<Seen> changedFirst = new ArrayList<>(now.variables());
    changedFirst.sort(Comparator.comparing((Seen seen) -> !seen.changed()));
    for (Seen seen : changedFirst) {
      Pattern name = Pattern.compile("(?<![\\w.\"'])" + Pattern.quote(seen.name()) + "(?!\\w)");
      for (int line = here; line > Math.max(0, here - LINES_ABOVE); line--) {
        List<Seen> there = beside.computeIfAbsent(line, at -> new ArrayList<>());
        if (there.size() < AT_A_LINE && name.matcher(now.source().get(line - 1)).find()) {
          there.add(seen);
          break;
        }
      }
    }
    return beside;
  }

  /** A value in the room beside a line. */
  public static String cut(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
  }
}
