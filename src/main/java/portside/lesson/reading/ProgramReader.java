package portside.lesson.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.lesson.markdown.CodeFigure;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.Lines;
import portside.page.Highlighter;

/** Reads <code>::program{file=app.py lines=3-7 mark=5,7}</code>. */
final class ProgramReader {
  static final List<String> ATTRIBUTES = List.of("file", "lines", "mark");
  private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?");

  private final Path folder;
  private final Problems problems;

  ProgramReader(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** The figure of the program, or nothing when there is a problem, which is then reported. */
  String html(Directive directive) {
    String file = directive.line().attributes().get("file");
    if (file == null) {
      problems.add(directive, "the program has no file", "write ::program{file=app.py}");
      return "";
    }
    if (!TextCheck.isFile(folder, file)) {
      problems.add(
          directive,
          "there is no program " + Problems.shown(file),
          "put it into the lesson's folder, or correct its name");
      return "";
    }
    if (!Highlighter.knows(file.substring(file.lastIndexOf('.') + 1))) {
      problems.add(
          directive,
          "unknown kind of program " + Problems.shown(file),
          "its name must end with one of: " + String.join(", ", Highlighter.languages()));
      return "";
    }
    String code;
    try {
      code = Files.readString(folder.resolve(file));
    } catch (IOException e) {
      problems.add(directive, "cannot read " + file, "save it as a text in UTF-8");
      return "";
    }
    int count = new Lines(code.replaceFirst("\\R$", "")).count();
    List<CodeFigure.Range> shown = ranges(directive, "lines", count);
    return CodeFigure.program(
        file,
        code,
        shown.isEmpty() ? new CodeFigure.Range(1, count) : shown.get(0),
        ranges(directive, "mark", count));
  }

  private List<CodeFigure.Range> ranges(Directive directive, String key, int count) {
    String given = directive.line().attributes().getOrDefault(key, "");
    List<CodeFigure.Range> ranges = new ArrayList<>();
    for (String one : given.isEmpty() ? new String[0] : given.split(",", -1)) {
      Optional<CodeFigure.Range> range = range(one, count);
      if (range.isEmpty() || key.equals("lines") && !ranges.isEmpty()) {
        problems.add(
            directive,
            key + " names no lines of the program: " + Problems.shown(given),
            "write a line or a range within 1-" + count);
        return List.of();
      }
      ranges.add(range.get());
    }
    return ranges;
  }

  private static Optional<CodeFigure.Range> range(String given, int count) {
    Matcher range = RANGE.matcher(given);
    if (!range.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    return first <= last && last <= count
        ? Optional.of(new CodeFigure.Range(first, last))
        : Optional.empty();
  }
}
