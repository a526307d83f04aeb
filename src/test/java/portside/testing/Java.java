package portside.testing;

import java.io.IOException;
import java.nio.file.Files;
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
   * A JRE of the Java that runs the tests: {@code java} without a compiler and a debugger. To make
   * it takes some seconds, so that the whole build has one.
   */
  public static Path withoutCompiler() {
    Path made = Path.of("target", "jre-" + Runtime.version()).toAbsolutePath();
    SetUp.alone("jre", () -> Files.exists(made) || link(made));
    return made.resolve("bin").resolve("java");
  }

  private static boolean link(Path made) {
    Path unfinished = made.resolveSibling(made.getFileName() + "-" + ProcessHandle.current().pid());
    boolean linked =
        SetUp.run(
            List.of(
                here().resolveSibling("jlink").toString(),
                "--add-modules",
                OF_A_JRE,
                "--strip-debug",
                "--output",
                unfinished.toString()));
    try {
      Files.move(unfinished, made); // a build that is ended meanwhile leaves none that is half made
    } catch (IOException e) {
      throw new AssertionError("jlink has " + (linked ? "" : "not ") + "made a JRE", e);
    }
    return linked;
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
