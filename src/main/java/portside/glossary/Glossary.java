package portside.glossary;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import portside.lesson.Course;
import portside.lesson.Lesson;
import portside.lesson.reading.Problem;
import portside.net.Once;

/**
 * The words of every language, read when they are first asked for. A course without a folder {@code
 * glossary} explains none.
 */
public final class Glossary {
  private static final String FOLDER = "glossary";

  private final Map<String, Supplier<List<Word>>> byLanguage = new LinkedHashMap<>();

  /**
   * @param content the folder of the course
   * @param languages its languages
   */
  public Glossary(Path content, List<String> languages) {
    for (String lang : languages) {
      Path file = content.resolve(FOLDER).resolve(lang + ".md");
      byLanguage.put(
          lang,
          new Once<>(
              () ->
                  Files.exists(file)
                      ? List.copyOf(new GlossaryReader(lang, lang).read(file).words())
                      : List.of()));
    }
  }

  /** The words of a language in the order of the file. */
  public List<Word> words(String lang) {
    return byLanguage.getOrDefault(lang, List::of).get();
  }

  /** A course in whose text each word leads to what it means, where it first occurs. */
  public Course mark(Course course) {
    Map<String, Supplier<List<Lesson>>> marked = new LinkedHashMap<>();
    course
        .byLanguage()
        .forEach(
            (lang, lessons) ->
                marked.put(
                    lang,
                    new Once<>(
                        () ->
                            lessons.get().stream()
                                .map(lesson -> Marks.in(lesson, () -> words(lang)))
                                .toList())));
    return new Course(course.languages(), marked);
  }

  /** Everything that is wrong with the words of a course, whose lessons were read before. */
  public static List<Problem> problems(Path content, Course course) {
    Path folder = content.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Path name = content.getFileName();
    String shown = (name == null ? "" : name + "/") + FOLDER + "/";
    Map<String, GlossaryReader> read = new LinkedHashMap<>();
    for (String lang : course.languages()) {
      read.put(
          lang, new GlossaryReader(shown + lang + ".md", lang).read(folder.resolve(lang + ".md")));
    }
    GlossaryReader original = read.get(Course.ORIGINAL);
    List<Problem> all = new ArrayList<>();
    read.forEach(
        (lang, reader) -> {
          for (Word word : reader.words()) {
            ways(word, course, lang, reader);
          }
          if (original != null && reader != original) {
            same(original, reader);
          }
          all.addAll(reader.problems());
        });
    return all;
  }

  private static void ways(Word word, Course course, String lang, GlossaryReader reader) {
    int line = reader.line(word.id());
    if (word.here() != null && !Measured.KEYS.contains(word.here())) {
      reader.problem(
          line,
          "nothing is measured by the name " + word.here(),
          "known: " + Measured.KEYS.stream().sorted().collect(Collectors.joining(", ")));
    }
    if (word.more() == null) {
      return;
    }
    String[] way = word.more().split("#", 2);
    Optional<Lesson> lesson = course.find(lang, way[0]);
    if (lesson.isEmpty() || way.length == 2 && !anchors(lesson.get()).contains(way[1])) {
      reader.problem(
          line,
          "dead link " + word.more(),
          "write a lesson, or lesson#id with the id of a card, a claim or a heading");
    }
  }

  private static Set<String> anchors(Lesson lesson) {
    Set<String> anchors =
        lesson.headings().stream().map(each -> each.id()).collect(Collectors.toSet());
    lesson.cards().forEach(card -> anchors.add(card.id()));
    lesson.claims().forEach(claim -> anchors.add(claim.id()));
    return anchors;
  }

  private static void same(GlossaryReader original, GlossaryReader other) {
    List<String> there = original.words().stream().map(Word::id).toList();
    List<String> here = other.words().stream().map(Word::id).toList();
    for (String id : there) {
      if (!here.contains(id)) {
        other.problem(1, "the word " + id + " is missing", "explain it here, too");
      }
    }
    for (Word word : other.words()) {
      int line = other.line(word.id());
      Optional<Word> twin =
          original.words().stream().filter(each -> each.id().equals(word.id())).findFirst();
      if (twin.isEmpty()) {
        other.problem(line, "the original has no word " + word.id(), "add it there, or remove it");
      } else if (!Objects.equals(twin.get().here(), word.here())
          || !Objects.equals(twin.get().more(), word.more())) {
        other.problem(
            line, word.id() + " has another here: or more: than the original", "make them equal");
      }
    }
  }
}
