package portside.lesson;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All lessons and guides in all languages.
 *
 * @param languages the languages, the original first
 * @param byLanguage what each language has, in the order of the course; it may be read only when
 *     they are first asked for
 */
public record Course(List<String> languages, Map<String, Supplier<List<Lesson>>> byLanguage) {
  /** The language in which the lessons are written first; the others are compared with it. */
  public static final String ORIGINAL = "ko";

  /** The lessons of a language in order; none for a language that the course does not have. */
  public List<Lesson> lessons(String lang) {
    return pages(lang).stream().filter(page -> !page.guide()).toList();
  }

  /** The guides of a language in order. */
  public List<Lesson> guides(String lang) {
    return pages(lang).stream().filter(Lesson::guide).toList();
  }

  /** Lessons and guides in one. */
  public List<Lesson> pages(String lang) {
    return byLanguage.getOrDefault(lang, List::of).get();
  }

  /** One lesson or guide in one language. */
  public Optional<Lesson> find(String lang, String name) {
    return pages(lang).stream().filter(page -> page.name().equals(name)).findFirst();
  }
}
