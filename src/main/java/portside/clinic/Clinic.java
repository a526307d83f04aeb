package portside.clinic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import portside.lesson.Course;
import portside.lesson.Lesson;
import portside.lesson.reading.Problem;
import portside.net.Once;

/** Recognises messages by the patterns of a course, read when they are first asked for. */
public final class Clinic {
  private static final String FILE = "clinic/diagnoses.txt";
  private static final int LONGEST_LINE = 1_000;

  /** Of more than that, in characters, the two ends are read: there programs say what is wrong. */
  static final int LONGEST = 20_000;

  /** A repetition without an end, outside of brackets and unless its sign is meant itself. */
  private static final Pattern ENDLESS =
      Pattern.compile("(?:[^\\\\\\[*+{]|\\\\.|\\[[^]]*]|\\{\\d+(?:,\\d+)?})*+(?:[*+]|\\{\\d+,})");

  /** Where a port stands in a message, the surest first. */
  static final List<Pattern> PORTS =
      Stream.of(
              "\\bport[ =:]{1,9}(?:TCP )?([0-9]{1,5})\\b(?!\\s{0,9}->)",
              "([0-9]{1,5})번 포트",
              "(?:[0-9.]{7,15}|localhost|\\*|\\]|::|0\\.0\\.0\\.0):([0-9]{1,5})\\b")
          .map(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE))
          .toList();

  private final Supplier<List<Diagnosis>> diagnoses;

  /**
   * @param content the folder of the course; one without a clinic recognises nothing
   */
  public Clinic(Path content) {
    Path file = content.resolve(FILE);
    this.diagnoses =
        new Once<>(() -> Files.exists(file) ? read(file, new ArrayList<>()) : List.of());
  }

  /**
   * What was recognised.
   *
   * @param line the line of the message that says it
   * @param port the port in the message, 1 to 65535, where there is one
   */
  public record Found(Diagnosis diagnosis, String line, OptionalInt port) {}

  /** What a message means; empty where it is not recognised. */
  public Optional<Found> recognise(String message) {
    List<String> lines =
        ends(message)
            .lines()
            .map(line -> line.substring(0, Math.min(LONGEST_LINE, line.length())))
            .toList();
    for (Diagnosis each : diagnoses.get()) {
      for (String line : lines) {
        if (each.match().matcher(line).find()) {
          return Optional.of(new Found(each, line.strip(), port(line, lines)));
        }
      }
    }
    return Optional.empty();
  }

  private static String ends(String message) {
    int end = LONGEST / 2;
    return message.length() <= LONGEST
        ? message
        : message.substring(0, end) + "\n" + message.substring(message.length() - end);
  }

  /** All that is known, in its order. */
  List<Diagnosis> diagnoses() {
    return diagnoses.get();
  }

  private static OptionalInt port(String line, List<String> lines) {
    return Stream.concat(Stream.of(line), lines.stream())
        .flatMapToInt(Clinic::ports)
        .filter(port -> port > 0 && port <= 65_535)
        .findFirst();
  }

  private static IntStream ports(String line) {
    return PORTS.stream()
        .flatMap(pattern -> pattern.matcher(line).results())
        .mapToInt(found -> Integer.parseInt(found.group(1)));
  }

  /** Everything that is wrong with the clinic of a course. */
  public static List<Problem> problems(Path content, Course course) {
    List<Problem> problems = new ArrayList<>();
    Path file = content.resolve(FILE);
    if (Files.exists(file)) {
      for (Diagnosis each : read(file, problems)) {
        check(each, course, problems);
      }
    }
    return problems;
  }

  private static void check(Diagnosis each, Course course, List<Problem> problems) {
    for (String lang : course.languages()) {
      if (each.meaning().getOrDefault(lang, "").isEmpty()
          || each.todo().getOrDefault(lang, "").isEmpty()) {
        problems.add(
            problem(
                1,
                each.id() + " says nothing in " + lang,
                "write " + lang + ": and todo-" + lang + ":"));
      }
      String[] way = each.lesson().split("#", 2);
      Optional<Lesson> lesson = course.find(lang, way[0]);
      boolean there =
          lesson.isPresent()
              && way.length == 2
              && Stream.of(
                      lesson.get().headings().stream().map(h -> h.id()),
                      lesson.get().cards().stream().map(card -> card.id()),
                      lesson.get().claims().stream().map(claim -> claim.id()))
                  .flatMap(ids -> ids)
                  .anyMatch(way[1]::equals);
      if (!there) {
        problems.add(
            problem(
                1, each.id() + ": dead link " + each.lesson() + " in " + lang, "write lesson#id"));
      }
    }
  }

  private static Problem problem(int line, String what, String todo) {
    return new Problem("content/" + FILE, line, what, todo);
  }

  private static List<Diagnosis> read(Path file, List<Problem> problems) {
    List<Diagnosis> all = new ArrayList<>();
    try {
      for (Blocks.Block block : Blocks.read(file)) {
        Map<String, String> fields = block.fields();
        Map<String, String> todo = new LinkedHashMap<>();
        fields.forEach(
            (name, value) -> {
              if (name.startsWith("todo-")) {
                todo.put(name.substring("todo-".length()), value);
              }
            });
        String match = fields.getOrDefault("match", "$^");
        if (ENDLESS.matcher(match).lookingAt()) {
          problems.add(
              problem(
                  block.line(),
                  "match: repeats without an end",
                  "write how often at most, as .{0,99} for .*"));
        }
        try {
          all.add(
              new Diagnosis(
                  block.title(),
                  Pattern.compile(match, Pattern.CASE_INSENSITIVE),
                  fields.getOrDefault("lesson", ""),
                  fields.getOrDefault("look", "no").equals("yes"),
                  fields,
                  todo));
        } catch (PatternSyntaxException wrong) {
          problems.add(
              problem(block.line(), "match: is no pattern: " + wrong.getDescription(), "mend it"));
        }
      }
    } catch (IOException unreadable) {
      problems.add(problem(1, "the file cannot be read", "it must be readable and in UTF-8"));
    }
    return List.copyOf(all);
  }
}
