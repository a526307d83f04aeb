package portside.programs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A program of the course. It has one name in all languages: {@code hello_world} is {@code
 * hello_world.py} and its Java twin {@code HelloWorld.java}.
 *
 * @param name its name
 * @param language which of the two
 * @param lesson the lesson's name, its folder; null for the first one that has the program
 * @param python the Python to run it in; null for one that has Flask. Not read for Java
 * @param changed what its reader has made of its text; null for the course's own
 */
public record Program(
    String name,
    Language language,
    @Nullable String lesson,
    @Nullable Path python,
    @Nullable String changed) {

  /** The program of that name in the first lesson, in the order of the course, that has it. */
  public static Program of(String name, Language language) {
    return new Program(name, language, null, null, null);
  }

  /** The same of one lesson, whatever others have. */
  public Program in(String lessonName) {
    return new Program(name, language, lessonName, python, changed);
  }

  /** The same, run in that Python. */
  public Program with(@Nullable Path chosenPython) {
    return new Program(name, language, lesson, chosenPython, changed);
  }

  /** The same with another text; null for the course's own. */
  public Program changedTo(@Nullable String text) {
    return new Program(name, language, lesson, python, text);
  }

  /** Its file's name, such as {@code HelloWorld.java}. */
  public String file() {
    return language.base(name) + language.extension();
  }

  /** The class of a Java program, such as {@code HelloWorld}. */
  public String mainClass() {
    return Language.JAVA.base(name);
  }

  @Override
  public String toString() {
    return lesson == null ? file() : lesson + "/" + file();
  }
}
