package portside.lesson.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.process.Children;
import portside.programs.Programs;

/** Real compilers, real servers. Without Flask on this computer, Python's part is skipped. */
class ProgramCheckTest {
  private static Children children;
  private Tree tree;
  private Programs programs;

  @BeforeEach
  void plantTree(@TempDir Path folder) throws IOException {
    tree = new Tree(folder);
    programs = new Programs(tree.root(), children, null);
  }

  @BeforeAll
  static void start(Children itsChildren) {
    children = itsChildren;
  }

  @AfterEach
  void endChildren() {
    programs.close();
  }

  private List<String> problems() throws IOException, InterruptedException {
    ProgramCheck.Tried tried = ProgramCheck.check(tree.read().course(), programs);
    assertEquals(
        List.of(),
        children.running().stream().map(child -> child.command().shown()).toList(),
        "left running");
    return tried.problems().stream()
        .map(Problem::toString)
        .filter(line -> tried.skipped().isEmpty() || line.contains(".java:"))
        .toList();
  }

  @Test
  void the_programs_of_the_course_compile_start_and_answer() throws Exception {
    Path content = Path.of("content");
    try (Programs real = new Programs(content, children, null)) {
      ProgramCheck.Tried tried =
          ProgramCheck.check(CourseReader.read(content, TinyRegister.register()).course(), real);
      assertEquals(List.of(), tried.problems());
    }
  }

  @Test
  void a_java_program_that_does_not_compile_is_named_with_its_line() throws Exception {
    tree.delete("wildcard/app.py").write("wildcard/App.java", "class App {\n  int x = y;\n}\n");
    assertEquals(
        List.of(
            "content/wildcard/App.java:2: does not compile: cannot find symbol symbol: variable y"
                + " location: class App; correct the program"),
        problems());
  }

  @Test
  void a_warning_of_the_java_compiler_counts() throws Exception {
    tree.delete("wildcard/app.py")
        .write("wildcard/Raw.java", "import java.util.List;\nclass Raw {\n  List list;\n}\n");
    assertTrue(problems().get(0).startsWith("content/wildcard/Raw.java:3: "), problems()::toString);
  }

  @Test
  void a_java_server_that_ends_by_itself_is_reported_with_its_last_words() throws Exception {
    tree.delete("wildcard/app.py")
        .write(
            "wildcard/App.java",
            """
            class App {
              public static void main(String[] args) {
                System.out.println("bye " + args.length);
              }
            }
            """);
    assertEquals(
        List.of(
            "content/wildcard/App.java:1: does not answer: it ended by itself: bye 2;"
                + " start it by hand and read what it says"),
        problems());
  }

  @Test
  void a_server_whose_first_page_is_an_error_is_reported() throws Exception {
    tree.delete("wildcard/app.py")
        .write(
            "wildcard/App.java",
            """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;

            class App {
              public static void main(String[] args) throws Exception {
                InetSocketAddress here = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
                HttpServer server = HttpServer.create(here, 0);
                server.createContext("/", exchange -> {
                  exchange.sendResponseHeaders(500, -1);
                  exchange.close();
                });
                server.start();
              }
            }
            """);
    assertEquals(
        List.of(
            "content/wildcard/App.java:1: does not answer: its first page is a 500;"
                + " start it by hand and read what it says"),
        problems());
  }

  @Test
  void a_python_program_that_does_not_compile_is_named_with_its_line() throws Exception {
    tree.write("wildcard/app.py", "import flask\n\nx = (\n");
    ProgramCheck.Tried tried = ProgramCheck.check(tree.read().course(), programs);
    assumeTrue(tried.skipped().isEmpty(), () -> tried.skipped().toString());
    assertEquals(1, tried.problems().size());
    String problem = tried.problems().get(0).toString();
    assertTrue(
        problem.startsWith("content/wildcard/app.py:3: does not compile: SyntaxError:"), problem);
  }

  @Test
  void a_python_server_that_does_not_start_is_reported() throws Exception {
    // Flask finds no application in it
    ProgramCheck.Tried tried = ProgramCheck.check(tree.read().course(), programs);
    assumeTrue(tried.skipped().isEmpty(), () -> tried.skipped().toString());
    assertEquals(1, tried.problems().size());
    String problem = tried.problems().get(0).toString();
    assertTrue(
        problem.startsWith("content/wildcard/app.py:1: does not answer: it ended by itself"),
        problem);
  }

  @Test
  void trying_leaves_nothing_in_the_lesson() throws Exception {
    problems();
    try (Stream<Path> files = Files.list(tree.root().resolve("wildcard"))) {
      assertEquals(
          List.of("app.py", "en.md", "ko.md"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }
}
