package portside.lesson;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All lessons in all languages.
 *
 * @param languages the languages, the original first
 * @param byLanguage the lessons of each language in the order of the course; they may be read only
 *     when they are first asked for
 */
public record Course(List<String> languages, Map<String, Supplier<List<Lesson>>> byLanguage) {
  /** The language in which the lessons are written first; the others are compared with it. */
  public static final String ORIGINAL = "ko";

  /** The lessons of a language in order; none for a language that the course does not have. */
  public List<Lesson> lessons(String lang) {
    return byLanguage.getOrDefault(lang, List::of).get();
  }

  /** One lesson in one language. */
  public Optional<Lesson> find(String lang, String name) {
    return lessons(lang).stream().filter(lesson -> lesson.name().equals(name)).findFirst();
  }
}
