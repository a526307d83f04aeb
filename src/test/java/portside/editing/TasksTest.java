package portside.editing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.CourseCheck;
import portside.experiments.Register;
import portside.net.IpAddresses;
import portside.net.ThisComputer;
import portside.programs.Program;
import portside.programs.Programs;
import portside.programs.ServerStart;
import portside.testing.SitePages;

/** The tasks of the course, each of them solved and not solved by programs that really run. */
final class TasksTest {
  private static final Path COURSE = Path.of("content");

  private static Finding found(
      Programs programs, String lesson, String file, String task, UnaryOperator<String> change)
      throws Exception {
    Program program = programs.finder().find(lesson, file).orElseThrow();
    String text = change.apply(String.join("\n", programs.lines(program)) + "\n");
    Program changed = program.changedTo(text);
    assertEquals(List.of(), programs.faults(changed), text);
    return new TaskRun(programs, changed)
        .check(
            new Tasks(programs.finder()).find(COURSE.resolve(lesson), program, task).orElseThrow());
  }

  private static void solved(Finding finding, String key) {
    assertEquals(key, finding.key(), finding.toString());
    assertTrue(finding.solved(), finding.toString());
  }

  /** Another port than the lesson's, which somebody may have. */
  private static String free(String port, String text) throws IOException {
    assertTrue(text.contains(port), text);
    return text.replace(port, String.valueOf(ServerStart.freePort()));
  }

  @Test
  void every_lesson_with_a_program_has_two_tasks_with_hints_in_every_language() throws IOException {
    try (Stream<Path> lessons = Files.list(COURSE)) {
      for (Path lesson : lessons.filter(Files::isDirectory).toList()) {
        boolean programs;
        try (Stream<Path> files = Files.list(lesson)) {
          programs = files.anyMatch(file -> file.toString().matches(".*\\.(py|java)"));
        }
        List<Task> tasks = TaskFile.read(lesson);
        assertEquals(programs ? 2 : 0, tasks.size(), lesson.toString());
        for (Task task : tasks) {
          assertFalse(task.checks().isEmpty(), task.id());
          for (String lang : SitePages.LANGUAGES) {
            assertFalse(task.texts().get(lang).isBlank(), task.id());
            assertTrue(task.hints().get(lang).size() >= 2, task.id());
          }
        }
      }
    }
  }

  @Test
  void a_line_that_says_nothing_is_named(@TempDir Path lesson) throws IOException {
    for (String wrong : List.of("nothing", "[a]\ncheck: prays", "[a]\n\nprogramm: x", "ko: x")) {
      Files.writeString(lesson.resolve(TaskFile.NAME), wrong + "\n");
      String said =
          assertThrows(TaskFile.Malformed.class, () -> TaskFile.read(lesson)).getMessage();
      int line = wrong.split("\n").length;
      assertTrue(said.startsWith(lesson.resolve(TaskFile.NAME) + ":" + line + ": "), said);
    }
  }

  @Test
  void the_check_of_a_course_names_every_task_that_cannot_be_done(@TempDir Path content)
      throws IOException {
    Path lesson = Files.createDirectory(content.resolve("tiny"));
    Files.writeString(content.resolve("order.txt"), "tiny\n");
    for (String lang : SitePages.LANGUAGES) {
      Files.writeString(
          lesson.resolve(lang + ".md"),
          "---\ntitle: Tiny\nlede: One.\nminutes: 5\ngoals:\n  - one\n---\n\n## One {#one}\n\nText\n");
    }
    Files.writeString(lesson.resolve(TaskFile.NAME), "[a]\nprogram: none\ntext-ko: 하나\n");
    List<String> said =
        CourseCheck.read(content, new Register(List.of())).problems().stream()
            .map(Object::toString)
            .filter(problem -> problem.contains(TaskFile.NAME))
            .toList();
    assertEquals(
        List.of(
            "tiny/tasks.txt:1: the task a checks nothing; write check:",
            "tiny/tasks.txt:1: the task a has no program; write program: and one of this lesson",
            "tiny/tasks.txt:1: the task a says nothing in en; write text-en:"),
        said);
  }

  @Test
  void the_average_is_mended_when_the_loop_begins_at_the_first_grade(Programs programs)
      throws Exception {
    Finding open =
        found(programs, "debugger", "average.py", "mend-average", text -> text + "# still wrong\n");
    assertEquals("not-printed", open.key());
    assertEquals(List.of("평균 average: 60.0"), open.output());
    solved(
        found(
            programs,
            "debugger",
            "average.py",
            "mend-average",
            text -> text.replace("range(1,", "range(0,")),
        "printed");
  }

  @Test
  void nobody_to_share_with_is_no_error_any_more_and_an_error_shows_no_folder(Programs programs)
      throws Exception {
    Finding open =
        found(programs, "debugger", "share.py", "share-nobody", text -> text + "# still wrong\n");
    assertEquals("broke", open.key());
    assertTrue(open.output().toString().contains("File \"share.py\", line 7"), open.toString());
    for (String[] out : new String[][] {{"share.py", ", 0]", "]"}, {"Share.java", ", 0}", "}"}}) {
      Finding left =
          found(programs, "debugger", out[0], "share-nobody", text -> text.replace(out[1], out[2]));
      assertEquals("not-printed", left.key(), "who leaves nobody out has not handled it");
    }
    solved(
        found(
            programs,
            "debugger",
            "Share.java",
            "share-nobody",
            text -> text.replace("apples / people", "people == 0 ? 0 : apples / people")),
        "printed");
  }

  @Test
  void a_404_of_ones_own_is_found_by_asking(Programs programs) throws Exception {
    Finding open =
        found(programs, "flask", "routes.py", "own-404", text -> text + "# still wrong\n");
    assertEquals("other-status", open.key());
    assertEquals("200", open.values().get("status"));
    solved(
        found(
            programs,
            "flask",
            "routes.py",
            "own-404",
            text ->
                text.replace(
                    "def greet(name):",
                    "def greet(name):\n    if name == \"nobody\":\n        return \"?\", 404")),
        "answered");
  }

  @Test
  void where_it_listens_is_read_from_the_table_of_the_system(Programs programs) throws Exception {
    String changed = free("5002", String.join("\n", programs.lines(address(programs))) + "\n");
    assertEquals(
        "still-closed",
        found(programs, "flask", "address.py", "from-your-phone", text -> changed).key());
    List<InetAddress> lan = ThisComputer.now().lanAddresses();
    solved(
        found(
            programs,
            "flask",
            "address.py",
            "from-your-phone",
            text -> changed.replace("127.0.0.1", "0.0.0.0")),
        lan.isEmpty() ? "open-without-network" : "open");
    String app = String.join("\n", programs.lines(app(programs))) + "\n";
    solved(
        found(
            programs,
            "wildcard",
            "App.java",
            "only-here",
            text -> app.replace("0.0.0.0", "127.0.0.1").replace("8080", port())),
        "closed");
  }

  private static String port() {
    try {
      return String.valueOf(ServerStart.freePort());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Program address(Programs programs) {
    return programs.finder().find("flask", "address.py").orElseThrow();
  }

  private static Program app(Programs programs) {
    return programs.finder().find("wildcard", "App.java").orElseThrow();
  }

  @Test
  void the_caller_is_told_its_own_address(Programs programs) throws Exception {
    String hard = "return \"" + IpAddresses.text(IpAddresses.LOOPBACK) + "\"";
    Finding written =
        found(
            programs,
            "wildcard",
            "app.py",
            "who-asks",
            text -> text.replace("return \"Hello, World!\"", hard));
    boolean other = ThisComputer.now().hasIpv6(); // which asks as ::1, too
    assertEquals(other ? "other-caller" : "caller", written.key(), written.toString());
    solved(
        found(
            programs,
            "wildcard",
            "App.java",
            "who-asks",
            text -> text.replace("result(helloWorld())", "result(helloWorld() + ctx.ip())")),
        "caller");
  }
}
