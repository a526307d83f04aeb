package portside.experiments.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Role;
import portside.experiments.BadInput;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.process.Children;
import portside.programs.Programs;
import portside.testing.LessonPython;
import portside.testing.Patience;

/** Real programs, real requests. Without Flask on this computer, Python's part is skipped. */
class RequestTest {
  private static Children children;
  private static Programs programs;
  private final Trial trial = new Trial(new Request(programs));

  @BeforeAll
  static void start(Children itsChildren, Programs itsPrograms) {
    children = itsChildren;
    programs = itsPrograms;
  }

  @AfterEach
  void nothing_is_left_running() {
    trial.close();
    Patience.untilNoneRuns(children);
  }

  private RunState run(String runtime, String program, String method, String path, String body)
      throws InterruptedException {
    return trial.ended(
        trial
            .start(
                "runtime", runtime, "program", program, "method", method, "path", path, "body",
                body)
            .id());
  }

  private static RequestEvidence evidence(RunState run) {
    return Trial.evidence(run, RequestEvidence.class);
  }

  private static String body(RequestEvidence found) {
    return found.response().stream()
        .filter(line -> line.kind().equals("body"))
        .map(WireLine::text)
        .reduce("", String::concat);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void a_route_leads_to_its_function_and_what_it_returns_is_the_body(String runtime)
      throws Exception {
    RunState run = run(runtime, "hello", "GET", "/", "");
    assertEquals("200", run.outcome(), run.toString());
    RequestEvidence found = evidence(run);
    assertEquals("/", found.route());
    assertEquals("hello()", found.function());
    assertEquals("Hello, World!", found.returned());
    assertEquals("Hello, World!", body(found));
    assertEquals("GET / HTTP/1.1", found.request().get(0).text());
    assertTrue(found.routes().stream().anyMatch(row -> row.path().equals("/")));
    assertNotNull(found.accessLine());
    assertTrue(found.accessLine().contains("\"GET / HTTP/1.1\" 200"), found.accessLine());
    assertTrue(found.routingMicros() >= 0 && found.functionMicros() >= 0, found.toString());
    assertTrue(found.totalMicros() >= found.routingMicros() + found.functionMicros());
    for (String lang : List.of("ko", "en")) {
      String view = trial.view(run, Role.HOST, lang);
      assertTrue(view.contains("data-step=\"returned\">Hello, World!"), view);
      assertFalse(trial.view(run, Role.GUEST, lang).contains("class=\"bytes\""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "java,hello,GET,/nothing,404",
    "flask,hello,GET,/nothing,404",
    "java,hello,POST,/,405",
    "flask,hello,POST,/,405",
    "java,routes,DELETE,/hello/Ada,405",
    "flask,routes,PUT,/hello/Ada,405"
  })
  void without_a_route_no_function_is_called(
      String runtime, String program, String method, String path, String outcome) throws Exception {
    RunState run = run(runtime, program, method, path, "");
    assertEquals(outcome, run.outcome(), run.toString());
    assertNull(evidence(run).route());
    assertNull(evidence(run).function());
    assertNull(evidence(run).functionMicros());
    String said = outcome.equals("405") ? "no function for this method" : "none matched";
    assertTrue(trial.view(run, Role.HOST, "en").contains(said));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void an_error_in_the_function_is_a_500_that_tells_nothing_of_portside(String runtime)
      throws Exception {
    RunState run = run(runtime, "broken", "GET", "/", "");
    assertEquals("500", run.outcome(), run.toString());
    RequestEvidence found = evidence(run);
    assertEquals("second()", found.function());
    assertNull(found.returned());
    assertTrue(found.error().contains(runtime.equals("java") ? "IndexOutOfBounds" : "IndexError"));
    String console = String.join("\n", found.console());
    assertTrue(console.contains(runtime.equals("java") ? "Broken.java:" : "broken.py"), console);
    String python = LessonPython.ensure().getParent().getParent().toString();
    assertFalse(console.replace(python, "").contains("portside"), console);
    assertFalse(body(found).contains("ndex"), body(found));
    assertFalse(found.response().toString().toLowerCase().contains("portside"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void what_is_printed_is_not_what_is_returned(String runtime) throws Exception {
    RequestEvidence found = evidence(run(runtime, "prints", "GET", "/", ""));
    assertEquals(List.of("This is printed."), found.printed());
    assertEquals("This is returned.", found.returned());
    assertEquals("This is returned.", body(found));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void asked_where_the_printed_text_went_it_says_that_it_stayed(String runtime) throws Exception {
    RunState run =
        trial.ended(trial.start("runtime", runtime, "program", "prints", "ask", "printed").id());
    assertEquals("stays-in-terminal", run.outcome(), run.toString());
    RunState silent =
        trial.ended(trial.start("runtime", runtime, "program", "hello", "ask", "printed").id());
    assertEquals("200", silent.outcome(), "nothing was printed, so nothing can be said of it");
  }

  @Test
  void a_program_that_returns_what_it_prints_is_seen_to_send_it(@TempDir Path content)
      throws Exception {
    Files.writeString(content.resolve("order.txt"), "flask\n");
    Path lesson = Files.createDirectories(content.resolve("flask"));
    Files.writeString(
        lesson.resolve("prints.py"),
        """
        from flask import Flask
        app = Flask(__name__)
        @app.route("/")
        def hello():
            print("both")
            return "<p>both</p>"
        """);
    try (Programs own = new Programs(content, children, LessonPython.ensure());
        Trial both = new Trial(new Request(own))) {
      RunState run =
          both.ended(both.start("runtime", "flask", "program", "prints", "ask", "printed").id());
      assertEquals("sent-to-browser", run.outcome(), run.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void korean_goes_through_path_and_body(String runtime) throws Exception {
    RequestEvidence path = evidence(run(runtime, "routes", "GET", "/hello/김 <철수>", ""));
    assertEquals("name = 김 <철수>", path.arguments());
    assertEquals("Hello, 김 &lt;철수&gt;!", body(path));
    assertEquals(
        "GET /hello/%EA%B9%80%20%3C%EC%B2%A0%EC%88%98%3E HTTP/1.1", path.request().get(0).text());
    RunState run = run(runtime, "form", "POST", "/", "안녕 & <b>");
    assertEquals("200", run.outcome(), run.toString());
    assertEquals("echo()", evidence(run).function());
    assertEquals("<p>You wrote: 안녕 &amp; &lt;b&gt;</p>", body(evidence(run)));
    assertTrue(trial.view(run, Role.HOST, "ko").contains("&lt;p&gt;You wrote: 안녕 &amp;amp;"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void both_show_the_form(String runtime) throws Exception {
    assertEquals(
        "<form method=\"post\"><input name=\"text\"><button>Send</button></form>",
        body(evidence(run(runtime, "form", "GET", "/", ""))));
  }

  @Test
  void another_status_is_no_outcome_and_is_told() throws Exception {
    RunState run = run("flask", "routes", "GET", "/hello//Ada", "");
    assertNull(run.outcome());
    assertEquals("other-status", run.missing().reason(), run.toString());
    String answer = run.missing().values().get("answer");
    assertTrue(answer.contains("308"), answer);
    assertTrue(answer.contains("/hello/Ada"), answer);
  }

  @Test
  void a_program_that_is_killed_meanwhile_is_a_failure_that_says_so() throws Exception {
    RunState started = trial.start("program", "hello");
    Patience.until(() -> "no program was started", () -> !children.running().isEmpty());
    children.running().forEach(child -> child.endByForce());
    RunState run = trial.ended(started.id());
    assertNull(run.outcome());
    assertEquals("not-started", run.missing().reason(), run.toString());
    assertTrue(run.lines().toString().contains("SIGKILL"), run.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "flask"})
  void a_header_of_ones_own_goes_out_as_it_was_typed(String runtime) throws Exception {
    String[] lines = {"accept: text/plain", "Accept-Language: ko"};
    for (String header : lines) {
      RunState run = trial.ended(trial.start("runtime", runtime, "header", header).id());
      assertEquals("200", run.outcome(), run.toString());
      List<WireLine> sent = evidence(run).request();
      String kind = header.equals(lines[0]) ? "accept" : "accept-language";
      assertEquals(
          List.of(header),
          sent.stream().filter(l -> l.kind().equals(kind)).map(WireLine::text).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no colon",
        "host: evil.example",
        "Content-Length: 5",
        "Transfer-Encoding: chunked",
        "A: b\r\nC: d",
        "A: b\nC: d",
        "A : b",
        ": b",
        "이름: 값"
      })
  void what_is_no_header_or_would_make_another_message_is_refused(String header) {
    assertThrows(BadInput.class, () -> trial.start("header", header));
  }

  @Test
  void what_is_no_path_is_refused() {
    assertThrows(BadInput.class, () -> trial.start("path", "http://192.168.0.1/"));
    assertThrows(BadInput.class, () -> trial.start("path", "/a\r\nHost: b"));
    assertThrows(BadInput.class, () -> trial.start("path", "/#a"));
  }
}
