package portside.editing;

import java.util.List;
import java.util.Map;
import portside.programs.Language;
import portside.programs.Program;

/**
 * Something small to do with a program of a lesson.
 *
 * @param id its name in the lesson
 * @param program the program's name, the same in every language of programs
 * @param checks what is found out by running, in this order
 * @param texts what to do, by language of readers
 * @param hints what helps, by language of readers, each saying more than the one before
 */
record Task(
    String id,
    String program,
    List<Check> checks,
    Map<String, String> texts,
    Map<String, List<String>> hints) {

  /** Whether it is done with that program, in either of its languages. */
  boolean isFor(Program other) {
    return Program.of(program, Language.JAVA).mainClass().equals(other.mainClass());
  }
}
