package portside.lesson.reading;

import com.vladsch.flexmark.util.ast.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The ids of one page, each of them once. */
final class Ids {
  private final Problems problems;
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  Ids(Problems problems) {
    this.problems = problems;
  }

  /** Takes the id that an author gave. */
  void take(String id, Node node) {
    int line = problems.line(node.getStartOffset());
    Integer first = lines.putIfAbsent(id, line);
    if (first != null) {
      problems.addLine(line, "the id " + id + " is taken by line " + first, "give it another one");
    }
  }

  /** Takes an id like the given one that is still free. */
  String make(String like) {
    String id = like;
    for (int i = 2; lines.putIfAbsent(id, 0) != null; i++) {
      id = like + "-" + i;
    }
    return id;
  }

  /** All of them. */
  Set<String> all() {
    return lines.keySet();
  }

  /** The line of a given id. */
  int line(String id) {
    return lines.getOrDefault(id, 1);
  }
}
