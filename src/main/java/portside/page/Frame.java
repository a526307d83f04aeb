package portside.page;

import gg.jte.Content;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Role;

/**
 * What every page shows around its content.
 *
 * @param lang the page's language
 * @param words the frame's words in that language
 * @param title the page's title, as text
 * @param path the page's address with {@code {lang}} where it says the language, such as {@code
 *     /{lang}/wildcard}; empty where the page is no page of its own, as that of an error
 * @param languages every language of the course
 * @param steps the lessons
 * @param role who looks at it
 * @param assets where the fixed files are
 * @param room the line of a class that is on; null while none is
 * @param running what is running now, for the host; null for guests. No projected page shows it
 * @param start changes with each start of Portside, so that a page knows when it is of another one
 */
public record Frame(
    String lang,
    Words words,
    String title,
    String path,
    List<String> languages,
    List<Step> steps,
    Role role,
    String assets,
    @Nullable Content room,
    @Nullable Content running,
    String start) {

  /**
   * A lesson in the head of every page.
   *
   * @param number 1 for the first
   * @param name its folder and the end of its URL
   * @param title its title, as text
   * @param planned whether it is not written yet
   * @param experiments how many experiments it has
   * @param here whether the page is this lesson
   */
  public record Step(
      int number, String name, String title, boolean planned, int experiments, boolean here) {}

  /** Whether the reader may make experiments run. */
  public boolean host() {
    return role == Role.HOST;
  }

  /** The same page in another language, or the course where there is no such page. */
  public String in(String language) {
    return (path.isEmpty() ? "/{lang}/" : path).replace("{lang}", language);
  }

  /** The lesson before or after this page, where there is one. */
  public Optional<Step> neighbour(int offset) {
    for (int i = 0; i < steps.size(); i++) {
      int there = i + offset;
      if (steps.get(i).here() && there >= 0 && there < steps.size()) {
        return Optional.of(steps.get(there));
      }
    }
    return Optional.empty();
  }
}
