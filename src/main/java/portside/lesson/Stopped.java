package portside.lesson;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.page.Urls;

/**
 * Where a reader stopped, for the page of the course.
 *
 * @param path the address, with the section
 * @param where the lesson's title, and the section's where the lesson has it in this language
 */
public record Stopped(String path, String where) {
  /**
   * Finds it.
   *
   * @param last {@code lesson#anchor}
   * @return null where the course has no such lesson any more
   */
  static @Nullable Stopped of(Course course, String lang, Optional<String> last) {
    if (last.isEmpty()) {
      return null;
    }
    String[] parts = last.get().split("#", 2);
    String anchor = parts.length == 2 ? parts[1] : "";
    return course
        .find(lang, parts[0])
        .map(
            lesson ->
                new Stopped(
                    Urls.lesson(lang, last.get()),
                    lesson.headings().stream()
                        .filter(heading -> heading.id().equals(anchor))
                        .map(heading -> lesson.titleText() + " › " + heading.text())
                        .findFirst()
                        .orElse(lesson.titleText())))
        .orElse(null);
  }
}
