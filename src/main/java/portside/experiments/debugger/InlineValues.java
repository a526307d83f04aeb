package portside.experiments.debugger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import portside.experiments.debugger.DebuggerEvidence.Seen;

/** The values of variables beside the lines that name them, as VS Code shows them. */
public final class InlineValues {
  /** More values than fit beside a line would hide it. */
  private static final int AT_A_LINE = 3;

  /** Above that, the name is probably that of another function's variable. */
  private static final int LINES_ABOVE = 25;

  private static final int LONGEST = 28;

  /** A name by itself: no member of another, nor the beginning of a text. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.\"'$])[\\w$]+", Pattern.UNICODE_CHARACTER_CLASS);

  private InlineValues() {}

  /**
   * What stands beside which line: each variable of the chosen frame once, at the nearest line up
   * from where the program stands that names it.
   *
   * @param line where it stands, from 1
   */
  public static Map<Integer, List<Seen>> of(int line, List<String> source, List<Seen> variables) {
    int here = Math.min(line, source.size());
    List<Set<String>> names = new ArrayList<>(); // from here upwards
    for (int above = here; above > Math.max(0, here - LINES_ABOVE); above--) {
      names.add(names(source.get(above - 1)));
    }
    List<Seen> changedFirst = new ArrayList<>(variables);
    changedFirst.sort(Comparator.comparing((Seen seen) -> !seen.changed()));
    Map<Integer, List<Seen>> beside = new HashMap<>();
    for (Seen seen : changedFirst) {
      for (int above = 0; above < names.size(); above++) {
        if (names.get(above).contains(seen.name())
            && beside.getOrDefault(here - above, List.of()).size() < AT_A_LINE) {
          beside.computeIfAbsent(here - above, at -> new ArrayList<>()).add(seen);
          break;
        }
      }
    }
    return beside;
  }

  private static Set<String> names(String line) {
    return NAME.matcher(line).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  /** A value in the room beside a line. */
  public static String cut(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
  }
}
