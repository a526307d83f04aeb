package portside.testing;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * What a run of the tests had to leave out: every test, factory or class that was disabled or whose
 * assumption did not hold, of every engine and every fork. It takes part in every run, see {@code
 * META-INF/services}; at the end of the build {@link #main} prints one line.
 *
 * <p>Under {@code CI=true} everything that a test assumes is promised: Linux, root, IPv6, curl, ss,
 * lsof, Python with Flask. There nothing may be left out, and the build is red.
 */
public final class LeftOut implements TestExecutionListener {
  /** The file of this run of the build; only the build sets it. */
  private static final String FILE = "portside.left-out";

  private static final String TAB = "\t";

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    note(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      note(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
    }
  }

  private static void note(TestIdentifier test, String reason) {
    String file = System.getProperty(FILE);
    if (file == null) {
      return;
    }
    String why = reason.replaceFirst("^Assumption failed: ", "").replaceAll("\\s+", " ").strip();
    try {
      Files.createDirectories(Path.of(file).getParent());
      // One short write each, which forks that append at the same time cannot mix.
      Files.writeString(Path.of(file), why + TAB + name(test) + "\n", CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(TestIdentifier test) {
    return test.getUniqueIdObject().getSegments().stream()
        .skip(1)
        .map(segment -> segment.getValue().replaceFirst("^portside\\.", ""))
        .collect(Collectors.joining(" "));
  }

  /**
   * Prints what was left out, a line with each reason and how many tests it cost.
   *
   * @param arguments the file of this run
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    System.out.println("Left out: " + line(lines));
    if ("true".equals(System.getenv("CI")) && !lines.isEmpty()) {
      lines.forEach(System.err::println);
      System.err.println("CI=true promises that nothing is left out.");
      System.exit(1);
    }
  }

  /** The reasons in one line. */
  static String line(List<String> lines) {
    Map<String, Long> reasons =
        lines.stream()
            .map(line -> line.split(TAB)[0])
            .collect(Collectors.groupingBy(why -> why, TreeMap::new, Collectors.counting()));
    return reasons.isEmpty()
        ? "nothing."
        : reasons.entrySet().stream()
            .map(each -> each.getValue() + " × " + each.getKey())
            .collect(Collectors.joining("; "));
  }
}
