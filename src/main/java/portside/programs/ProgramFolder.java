package portside.programs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs of one lesson, in a folder of their own: the lesson may be inside a jar, and running
 * them must leave nothing behind in it.
 *
 * @param folder where they are now
 * @param java the Java sources, by name
 * @param python the Python sources, by name
 */
public record ProgramFolder(Path folder, List<Path> java, List<Path> python) {

  /** Copies a lesson's programs into a folder, with the classes that the build has made of them. */
  static ProgramFolder copy(Sources lesson, TemporaryFolder to) throws NoPlace {
    to.write(lesson.java());
    to.write(lesson.python());
    to.write(lesson.classes());
    return new ProgramFolder(
        to.path(), in(to, lesson.java().keySet()), in(to, lesson.python().keySet()));
  }

  private static List<Path> in(TemporaryFolder folder, Collection<String> names) {
    return names.stream().map(folder.path()::resolve).toList();
  }

  /** Whether they are all still there: who clears the temporary folder may not ask. */
  boolean isWhole() {
    return Stream.concat(java.stream(), python.stream()).allMatch(Files::isRegularFile);
  }
}
