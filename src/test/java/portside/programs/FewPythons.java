package portside.programs;

import java.nio.file.Path;
import java.util.List;
import portside.process.Children;

/** Programs on a computer that has only the Pythons that a test names. */
public final class FewPythons {
  private FewPythons() {}

  /**
   * The programs of the repository's course.
   *
   * @param pythons the Pythons that there are, by path; none for a computer without Python
   */
  public static Programs programs(Children children, String... pythons) {
    return new Programs(
        Path.of("content"), children, new Pythons(children, List.of(pythons)), null);
  }
}
