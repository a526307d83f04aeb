package portside.glossary;

import com.vladsch.flexmark.util.ast.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portside.lesson.markdown.HtmlText;
import portside.lesson.markdown.Markdown;
import portside.lesson.reading.Problem;

/** Reads the words of one language. Bad content never throws; it is found by the check. */
final class GlossaryReader {
  private static final Pattern TITLE = Pattern.compile("## (.+?) \\{#([a-z][a-z0-9-]*)}\\s*");
  private static final Pattern FIELD = Pattern.compile("(also|here|more): (.+)");
  private static final Set<String> FIELDS = Set.of("also", "here", "more");

  private final String shown;
  private final String lang;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();
  private final Map<String, Integer> lineOf = new HashMap<>();

  /**
   * @param shown the file's name in a message
   */
  GlossaryReader(String shown, String lang) {
    this.shown = shown;
    this.lang = lang;
  }

  /** Reads a file; one that cannot be read is a problem and has no words. */
  GlossaryReader read(Path file) {
    try {
      read(Files.readString(file));
    } catch (IOException unreadable) {
      problem(1, "the file cannot be read", "it must be there, readable and in UTF-8");
    }
    return this;
  }

  void read(String text) {
    List<String> lines = text.lines().toList();
    int start = -1;
    for (int at = 0; at <= lines.size(); at++) {
      boolean title = at < lines.size() && lines.get(at).startsWith("## ");
      if (title || at == lines.size()) {
        if (start >= 0) {
          word(lines.subList(start, at), start + 1);
        }
        start = at;
      } else if (start < 0 && !lines.get(at).isBlank() && problems.isEmpty()) {
        problem(at + 1, "text before the first word", "begin with ## Word {#id}");
      }
    }
  }

  private void word(List<String> lines, int line) {
    Matcher title = TITLE.matcher(lines.get(0));
    if (!title.matches()) {
      problem(line, "the word has no id", "write ## Word {#id}, the same id in every language");
      return;
    }
    Map<String, String> fields = new HashMap<>();
    int at = 1;
    while (at < lines.size() && FIELDS.stream().anyMatch(lines.get(at)::startsWith)) {
      Matcher field = FIELD.matcher(lines.get(at));
      if (field.matches()) {
        fields.put(field.group(1), field.group(2).strip());
      }
      at++;
    }
    String text = String.join("\n", lines.subList(at, lines.size())).strip();
    String id = title.group(2);
    if (lineOf.putIfAbsent(id, line) != null) {
      problem(line, "the id " + id + " is taken by line " + lineOf.get(id), "give it another one");
    }
    if (text.isEmpty() || Markdown.tooMuch(text).isPresent()) {
      problem(line, "the word " + id + " is not explained", "write a paragraph below it");
      return;
    }
    Document document = Markdown.parse(text);
    String name = title.group(1);
    String forms = fields.getOrDefault("also", name);
    words.add(
        new Word(
            id,
            name,
            Stream.of(forms.split(","))
                .map(String::strip)
                .filter(form -> !form.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList(),
            fields.get("here"),
            fields.get("more"),
            new HtmlText(new PlainSurroundings(lang)).block(document).strip(),
            HtmlText.plain(document)));
  }

  void problem(int line, String what, String todo) {
    problems.add(new Problem(shown, line, what, todo));
  }

  /** The line of a word. */
  int line(@Nullable String id) {
    return lineOf.getOrDefault(id == null ? "" : id, 1);
  }

  List<Word> words() {
    return words;
  }

  List<Problem> problems() {
    return problems;
  }
}
