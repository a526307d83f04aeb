package portside.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the tests in a Java of their own. */
public final class Java {
  /** OSHI and JNA call the system; Java 24 and later print a warning without this (JEP 472). */
  public static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

  /** What a JRE has, as its makers put it together: no compiler and no debugger. */
  private static final String OF_A_JRE =
      "java.se,jdk.charsets,jdk.crypto.ec,jdk.localedata,jdk.management,jdk.unsupported,jdk.zipfs";

  private Java() {}

  /** The Java that runs the tests. */
  public static Path here() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * Makes a JRE of the Java that runs the tests, which takes some seconds.
   *
   * @param made where it comes to be; nothing is there yet
   * @return its {@code java}
   */
  public static Path withoutCompiler(Path made) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                here().toRealPath().resolveSibling("jlink").toString(),
                "--add-modules",
                OF_A_JRE,
                "--strip-debug",
                "--output",
                made.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
    return made.resolve("bin").resolve("java");
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
