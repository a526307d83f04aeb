package portside.lesson.markdown;

import com.vladsch.flexmark.ext.footnotes.FootnoteExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListExtension;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.ext.yaml.front.matter.YamlFrontMatterExtension;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * CommonMark with what GitHub adds to it, front matter and directives: tables, footnotes, task
 * lists, what is struck through, read to a tree of flexmark's nodes.
 */
public final class Markdown {
  private static final int LONGEST = 400_000;
  private static final int LONGEST_MARKERS = 200;
  private static final int MOST_MARKS = 5_000;
  private static final int DEEPEST = 60;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(
              List.of(
                  TablesExtension.create(),
                  FootnoteExtension.create(),
                  StrikethroughExtension.create(),
                  TaskListExtension.create(),
                  YamlFrontMatterExtension.create(),
                  new DirectiveBlocks()))
          .build();

  private Markdown() {}

  /** Why a text is not read at all: it would cost more than any lesson is worth. */
  public record TooMuch(int line, String what, String todo) {}

  /**
   * Reads a text, whatever it is.
   *
   * @throws IllegalArgumentException when {@link #tooMuch} names a reason
   */
  public static Document parse(String text) {
    tooMuch(text)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason.what());
            });
    return PARSER.parse(text);
  }

  /**
   * Judges a text before it is parsed. CommonMark's parsers take quadratic time for quotes and
   * lists nested in each other, for brackets that are never closed, and for tables that are none.
   */
  public static Optional<TooMuch> tooMuch(String text) {
    if (text.length() > LONGEST) {
      return Optional.of(
          new TooMuch(1, "the text has more than " + LONGEST + " characters", "divide the lesson"));
    }
    int line = 1;
    int markers = 0;
    int marks = 0;
    boolean atStart = true;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        atStart = true;
        markers = 0;
        marks = at > 0 && text.charAt(at - 1) == '\n' ? 0 : marks;
        continue;
      }
      atStart = atStart && " \t>*+-.)0123456789".indexOf(c) >= 0;
      markers += atStart ? 1 : 0;
      marks += c <= '|' && c != ' ' && "[*_`!<|".indexOf(c) >= 0 ? 1 : 0;
      if (markers > LONGEST_MARKERS) {
        return Optional.of(
            new TooMuch(line, "quotes or lists are nested too deep", "write it flat"));
      }
      if (marks > MOST_MARKS) {
        return Optional.of(
            new TooMuch(line, "a paragraph has too many special characters", "divide it"));
      }
    }
    return Optional.empty();
  }

  /**
   * Every node below and with this one, in the order of the text; empty when they are nested so
   * deep that rendering, which is recursive, could overflow the stack.
   */
  public static Optional<List<Node>> nodes(Node root) {
    record Open(Node node, int depth) {}
    List<Node> found = new ArrayList<>();
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(root, 0));
    while (!open.isEmpty()) {
      Open next = open.pop();
      if (next.depth() > DEEPEST) {
        return Optional.empty();
      }
      found.add(next.node());
      for (Node child = next.node().getLastChild(); child != null; child = child.getPrevious()) {
        open.push(new Open(child, next.depth() + 1));
      }
    }
    return Optional.of(found);
  }
}
