package portside.experiments.debugger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Programs with more to show than a lesson's, in both languages, that loop and do not end soon. */
enum HeavyProgram {
  /** As many as fit in no window. */
  VARIABLES("1,000 variables"),
  /** One value that is larger than a page. */
  STRING("a string of a megabyte"),
  /** Deep recursion; half of what Python allows. */
  STACK("a stack of 500 frames");

  private static final int VARIABLE_COUNT = 1_000;
  private static final int VARIABLES_A_LINE = 20;
  private static final int FRAMES = 500;
  private static final int CHARACTERS = 1 << 20;

  /** The line where each stops. */
  private static final String LOOPS = "total = total + i";

  private final String shown;

  HeavyProgram(String shown) {
    this.shown = shown;
  }

  @Override
  public String toString() {
    return shown;
  }

  /** Makes a course of one lesson that has it as its program {@code average}. */
  void writeCourse(Path content) throws IOException {
    Path lesson = Files.createDirectories(content.resolve("debugger"));
    Files.writeString(content.resolve("order.txt"), "debugger\n");
    for (String lang : List.of("ko", "en")) {
      Files.writeString(
          lesson.resolve(lang + ".md"),
          """
          ---
          title: Large
          lede: One.
          minutes: 5
          goals:
            - one
          ---

          ## One {#one}

          Text
          """);
    }
    Files.writeString(lesson.resolve("Average.java"), java());
    Files.writeString(lesson.resolve("average.py"), python());
  }

  /** The number of the line in the loop. */
  static int line(String source) {
    List<String> lines = source.lines().toList();
    return 1
        + IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).contains(LOOPS))
            .findFirst()
            .orElseThrow();
  }

  String java() {
    return """
        public class Average {
          static void work(int deeper) {
            if (deeper > 0) {
              work(deeper - 1);
              return;
            }
        %s
            int total = 0;
            for (int i = 0; i < 100; i++) {
              total = total + i;
            }
            System.out.println(total);
          }

          public static void main(String[] args) {
            work(%d);
          }
        }
        """
        .formatted(
            switch (this) {
              case VARIABLES -> variables("    ", "int v%1$d = %1$d;");
              case STRING -> "    String text = \"x\".repeat(" + CHARACTERS + ");";
              case STACK -> "";
            },
            deeper());
  }

  String python() {
    return """
        def work(deeper):
            if deeper > 0:
                work(deeper - 1)
                return
        %s
            total = 0
            for i in range(100):
                total = total + i
            print(total)


        work(%d)
        """
        .formatted(
            switch (this) {
              case VARIABLES -> variables("    ", "v%1$d = %1$d;");
              case STRING -> "    text = 'x' * " + CHARACTERS;
              case STACK -> "";
            },
            deeper());
  }

  /** How often it calls itself; {@code main} or the module has a frame, too. */
  private int deeper() {
    return this == STACK ? FRAMES - 2 : 0;
  }

  private static String variables(String indent, String one) {
    return IntStream.range(0, VARIABLE_COUNT / VARIABLES_A_LINE)
        .mapToObj(
            line ->
                IntStream.range(line * VARIABLES_A_LINE, (line + 1) * VARIABLES_A_LINE)
                    .mapToObj(one::formatted)
                    .collect(Collectors.joining(" ", indent, "")))
        .collect(Collectors.joining("\n"));
  }
}
