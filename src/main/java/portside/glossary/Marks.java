package portside.glossary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.lesson.Beat;
import portside.lesson.Lesson;
import portside.lesson.Part;
import portside.net.Once;
import portside.page.Html;
import portside.page.Urls;

/**
 * Makes each word of the glossary a link where it first occurs in a section: without a script it
 * leads to the page of the words, with one it shows what the word means.
 */
final class Marks {
  /** A tag with its name, or a run of text. */
  private static final Pattern PIECE = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*>|[^<]+|<");

  /** What is no running text, or leads somewhere else already. */
  private static final Set<String> CLOSED =
      Set.of(
          "a", "code", "pre", "figure", "button", "svg", "h1", "h2", "h3", "h4", "th", "summary");

  private final String lang;
  private final Map<String, Word> byForm = new HashMap<>();
  private final @Nullable Pattern any;
  private final Set<String> told = new HashSet<>();

  private Marks(String lang, List<Word> words) {
    this.lang = lang;
    for (Word word : words) {
      word.forms().forEach(form -> byForm.put(form, word));
    }
    // Latin words end where their letters end; Korean ones carry particles.
    any =
        byForm.isEmpty()
            ? null
            : Pattern.compile(
                byForm.keySet().stream()
                    .sorted((a, b) -> b.length() - a.length())
                    .map(form -> "(?<![A-Za-z0-9가-힣_])" + Pattern.quote(form) + "(?![A-Za-z0-9_])")
                    .collect(Collectors.joining("|")));
  }

  /** The lesson with its words marked, when its text is first asked for. */
  static Lesson in(Lesson lesson, Supplier<List<Word>> words) {
    Supplier<Lesson.Body> body =
        new Once<>(
            () -> {
              Lesson.Body plain = lesson.body().get();
              Marks marks = new Marks(lesson.lang(), words.get());
              return new Lesson.Body(
                  plain.beats().stream().map(marks::beat).toList(), plain.headings());
            });
    return lesson.with(body);
  }

  private Beat beat(Beat beat) {
    return new Beat(parts(beat.text()), beat.card(), parts(beat.after()));
  }

  private List<Part> parts(List<Part> parts) {
    List<Part> marked = new ArrayList<>();
    for (Part part : parts) {
      marked.add(part instanceof Part.Html html ? new Part.Html(html(html.html())) : part);
    }
    return marked;
  }

  private String html(String html) {
    if (any == null) {
      return html;
    }
    StringBuilder out = new StringBuilder(html.length() + 500);
    Matcher piece = PIECE.matcher(html);
    int closed = 0;
    while (piece.find()) {
      String tag = piece.group(2);
      if (tag == null) {
        out.append(closed > 0 ? piece.group() : text(piece.group()));
        continue;
      }
      if (tag.equals("h2") && piece.group(1).isEmpty()) {
        told.clear();
      }
      if (CLOSED.contains(tag)) {
        closed += piece.group(1).isEmpty() ? 1 : -1;
      }
      out.append(piece.group());
    }
    return out.toString();
  }

  private String text(String text) {
    StringBuilder out = new StringBuilder();
    Matcher found = any.matcher(text);
    int from = 0;
    while (found.find()) {
      Word word = byForm.get(found.group());
      if (!told.add(word.id())) {
        continue;
      }
      out.append(text, from, found.start())
          .append("<a class=\"word\" href=\"")
          .append(Html.escape(Urls.glossary(lang)))
          .append('#')
          .append(word.id())
          .append("\">")
          .append(found.group())
          .append("</a>");
      from = found.end();
    }
    return out.append(text, from, text.length()).toString();
  }
}
