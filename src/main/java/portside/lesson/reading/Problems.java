package portside.lesson.reading;

import com.vladsch.flexmark.util.ast.Node;
import java.util.Collection;
import java.util.List;
import portside.experiments.Echo;
import portside.lesson.markdown.Lines;
import portside.page.Similar;

/** Collects the problems of one file. */
final class Problems {
  private final String file;
  private final Lines lines;
  private final List<Problem> found;

  /**
   * @param file the file, as it is printed
   * @param text the file's text
   * @param found where the problems of all files are collected
   */
  Problems(String file, String text, List<Problem> found) {
    this.file = file;
    this.lines = new Lines(text);
    this.found = found;
  }

  void add(Node node, String what, String todo) {
    addAt(node.getStartOffset(), what, todo);
  }

  void addAt(int offset, String what, String todo) {
    addLine(lines.at(offset), what, todo);
  }

  void addLine(int line, String what, String todo) {
    found.add(new Problem(file, line, what, todo));
  }

  int line(int offset) {
    return lines.at(offset);
  }

  /** What to do about a word that is not known. */
  static String meant(String given, Collection<String> known) {
    return Similar.to(given, known)
        .map(word -> "did you mean " + word + "?")
        .orElse("known: " + (known.isEmpty() ? "none" : String.join(", ", known)));
  }

  /** Input in a message: short, and on one line. */
  static String shown(String given) {
    String line = given.replaceAll("\\s+", " ").strip();
    return Echo.of(line, 60);
  }
}
