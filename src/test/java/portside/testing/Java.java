package portside.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the tests in a Java of their own. */
public final class Java {
  /** OSHI and JNA call the system; Java 24 and later print a warning without this (JEP 472). */
  public static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  private Java() {}

  /** The Java that runs the tests. */
  public static Path here() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** What makes a Java quick that does not live long; none where its speed is measured. */
  static List<String> quick() {
    return Stream.of(System.getProperty("portside.fork", "").split(" "))
        .filter(option -> !option.isEmpty())
        .toList();
  }

  /** The command line of a class of these tests or of the site. */
  public static List<String> line(Class<?> main, String... arguments) {
    return line(List.of(), System.getProperty("java.class.path"), main.getName(), arguments);
  }

  /**
   * The same with options and another class path.
   *
   * @param options for Java itself
   */
  public static List<String> line(
      List<String> options, String classPath, String main, String... arguments) {
    List<String> line = new ArrayList<>(List.of(here().toString(), NATIVE_ACCESS));
    line.addAll(quick());
    line.addAll(options);
    line.addAll(List.of("-cp", classPath, main));
    line.addAll(List.of(arguments));
    return line;
  }
}
