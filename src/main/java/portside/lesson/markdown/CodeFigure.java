package portside.lesson.markdown;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.page.Highlighter;
import portside.page.Html;

/**
 * A piece of code as a figure. Each line is an element with its number in {@code data-line}, so
 * that numbers are drawn by the style sheet and are not copied with the code.
 */
public final class CodeFigure {
  private static final Pattern HEAD =
      Pattern.compile(
          "(<figure class=\"program\"><figcaption>([\\w-]+\\.(?:java|py)))(?=</figcaption>)");

  private CodeFigure() {}

  /** Lines of a file, counted from 1; both ends belong to them. */
  public record Range(int first, int last) {
    /** Whether the line is one of them. */
    public boolean contains(int line) {
      return first <= line && line <= last;
    }
  }

  /**
   * A program of the lesson, with line numbers and its file's name.
   *
   * @param file the file's name; its end says the language
   * @param code the file's text
   * @param shown the lines to show, numbered as in the file
   * @param marked the lines to point at
   */
  public static String program(String file, String code, Range shown, List<Range> marked) {
    String language = file.substring(file.lastIndexOf('.') + 1);
    StringBuilder html =
        new StringBuilder("<figure class=\"program\"><figcaption>")
            .append(Html.escape(file))
            .append("</figcaption>")
            .append(open(file, language));
    List<String> lines = Highlighter.lines(code, language);
    for (int line = shown.first(); line <= Math.min(shown.last(), lines.size()); line++) {
      int number = line;
      boolean mark = marked.stream().anyMatch(range -> range.contains(number));
      html.append("<span class=\"line")
          .append(mark ? " mark" : "")
          .append("\" data-line=\"")
          .append(line)
          .append("\">")
          .append(lines.get(line - 1))
          .append("</span>\n");
    }
    return html.append("</code></pre></figure>\n").toString();
  }

  /**
   * The same text with something beside the name of each Java and Python program in it.
   *
   * @param html a text with figures of programs
   * @param beside the HTML for a file's name
   */
  public static String withBeside(String html, UnaryOperator<String> beside) {
    return HEAD.matcher(html)
        .replaceAll(head -> Matcher.quoteReplacement(head.group(1) + beside.apply(head.group(2))));
  }

  /** A fenced code block of the text. */
  static String block(String language, String code) {
    StringBuilder html = new StringBuilder(open(Highlighter.title(language), language));
    for (String line : Highlighter.lines(code, language)) {
      html.append("<span class=\"line\">").append(line).append("</span>\n");
    }
    return html.append("</code></pre>\n").toString();
  }

  /**
   * Long lines scroll, so the keyboard must reach them. A group and not a region: a page has many
   * of them, and landmarks must be few and differ in name.
   */
  private static String open(String label, String language) {
    return "<pre tabindex=\"0\" role=\"group\" aria-label=\"%s\"><code class=\"lang-%s\">"
        .formatted(Html.escape(label), Html.escape(language));
  }
}
