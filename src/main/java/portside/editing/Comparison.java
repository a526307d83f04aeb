package portside.editing;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.ArrayList;
import java.util.List;

/** What differs between the course's program and the changed one, line by line. */
public final class Comparison {
  private static final int AROUND = 3;

  private Comparison() {}

  /**
   * A line of the comparison.
   *
   * @param kind {@code same}, {@code added}, {@code removed}, or {@code left-out} for equal lines
   * @param number its number in the changed program; for a removed line, in the course's
   */
  public record Line(String kind, int number, String text) {}

  static List<Line> of(List<String> course, List<String> changed) {
    DiffRowGenerator rows =
        DiffRowGenerator.create().lineNormalizer(line -> line).columnWidth(0).build();
    List<Line> lines = new ArrayList<>();
    List<Line> added = new ArrayList<>();
    int before = 0;
    int after = 0;
    for (DiffRow row : rows.generateDiffRows(course, changed)) {
      boolean removes = row.getTag() == DiffRow.Tag.DELETE || row.getTag() == DiffRow.Tag.CHANGE;
      boolean adds = row.getTag() == DiffRow.Tag.INSERT || row.getTag() == DiffRow.Tag.CHANGE;
      if (!removes && !adds) {
        lines.addAll(added);
        added.clear();
        before++;
        lines.add(new Line("same", ++after, row.getNewLine()));
      }
      if (removes) {
        lines.add(new Line("removed", ++before, row.getOldLine()));
      }
      if (adds) {
        added.add(new Line("added", ++after, row.getNewLine()));
      }
    }
    lines.addAll(added);
    return nearChanges(lines);
  }

  /** What is far from every change gives way to one line that says so. */
  private static List<Line> nearChanges(List<Line> lines) {
    List<Line> near = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      boolean changes =
          lines.subList(Math.max(0, at - AROUND), Math.min(lines.size(), at + AROUND + 1)).stream()
              .anyMatch(line -> !line.kind().equals("same"));
      if (changes) {
        near.add(lines.get(at));
      } else if (near.isEmpty() || !near.get(near.size() - 1).kind().equals("left-out")) {
        near.add(new Line("left-out", lines.get(at).number(), "⋯"));
      }
    }
    return near;
  }
}
