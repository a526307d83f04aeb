package portside.lesson;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import portside.page.Urls;

/**
 * All lessons and guides in all languages.
 *
 * @param languages the languages, the original first
 * @param byLanguage what each language has, in the order of the course; it may be read only when
 *     they are first asked for
 */
public record Course(List<String> languages, Map<String, Supplier<List<Lesson>>> byLanguage) {
  /** The language that comes first where a course has it; else it is the first that it has. */
  public static final String ORIGINAL = "ko";

  /** The language that the others are compared with. */
  public String original() {
    return languages.get(0);
  }

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

  /** The path of the first page of the original, or of its list where it has none yet. */
  public String firstPage() {
    return pages(original()).stream()
        .findFirst()
        .map(Lesson::path)
        .orElseGet(() -> Urls.course(original()));
  }

  /** One lesson or guide in one language. */
  public Optional<Lesson> find(String lang, String name) {
    return pages(lang).stream().filter(page -> page.name().equals(name)).findFirst();
  }
}
