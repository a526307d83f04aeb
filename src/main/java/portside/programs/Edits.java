package portside.programs;

import java.util.Optional;

/** What a reader has made of the course's programs; the course itself is never written to. */
@FunctionalInterface
public interface Edits {
  /** Nothing was changed. */
  Edits NONE = (lesson, file) -> Optional.empty();

  /**
   * The changed text of a program.
   *
   * @param lesson the lesson's name
   * @param file its file's name, such as {@code app.py}
   * @return empty where it is as the course has it
   */
  Optional<String> of(String lesson, String file);
}
