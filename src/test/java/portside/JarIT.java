package portside;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static portside.testing.PortsideProcess.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.cli.Serve;
import portside.experiments.Register;
import portside.glossary.Glossary;
import portside.lesson.Course;
import portside.lesson.packed.PackedCourse;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.page.Json;
import portside.process.Children;
import portside.programs.Programs;
import portside.testing.GivenBack;
import portside.testing.Patience;
import portside.testing.PortsideProcess;
import portside.testing.SetUp;

/**
 * The finished jar as its users start it. Each test starts its own in an empty folder, and leaves
 * the folder empty.
 */
final class JarIT {
  private static final InetAddress LOOPBACK = IpAddresses.LOOPBACK;

  @TempDir Path folder;
  @TempDir Path elsewhere;
  private final List<PortsideProcess> started = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    started.forEach(PortsideProcess::close);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList(), "Portside must leave nothing where it was started");
    }
  }

  private PortsideProcess run(Map<String, String> environment, String... arguments) {
    return run(PortsideProcess.jar(arguments), environment);
  }

  private PortsideProcess run(List<String> line, Map<String, String> environment) {
    PortsideProcess process = PortsideProcess.start(line, folder, environment);
    started.add(process);
    return process;
  }

  /** As whoever has nothing but the jar starts it. */
  private PortsideProcess serveAlone() {
    return run(
            PortsideProcess.jarAlone("--port", "0", "--no-open", "--lang", "en"),
            Map.of("PORTSIDE_KEY", KEY))
        .awaitStart();
  }

  private PortsideProcess serve(Map<String, String> environment, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--port", "0", "--no-open", "--lang", "en"));
    arguments.addAll(List.of(more));
    Map<String, String> all = new HashMap<>(Map.of("PORTSIDE_KEY", KEY));
    all.putAll(environment);
    return run(all, arguments.toArray(String[]::new)).awaitStart();
  }

  private PortsideProcess serve() {
    return serve(Map.of());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.read(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  @Test
  void it_prints_the_link_and_how_to_stop_and_nothing_more() {
    PortsideProcess portside = serveAlone();
    assertEquals(200, portside.get("/ko/").statusCode());
    assertEquals(
        List.of(
            "",
            "Open this in a browser on this computer "
                + "(the link holds your key, so keep it to yourself):",
            "  http://127.0.0.1:" + portside.port() + "/?key=" + KEY,
            "",
            "Ctrl+C stops it."),
        portside.out());
    assertEquals(List.of(), portside.err());
  }

  @Test
  void a_key_on_the_command_line_is_warned_of_and_one_in_a_file_is_not() throws IOException {
    String[] serve = {"--port", "0", "--no-open", "--lang", "en"};
    List<String> typed = new ArrayList<>(List.of(serve));
    typed.addAll(List.of("--key", KEY));
    PortsideProcess seen = run(Map.of(), typed.toArray(String[]::new)).awaitStart();
    assertEquals(1, seen.err().size(), seen.said());
    assertTrue(seen.err().get(0).contains("PORTSIDE_KEY"), seen.said());
    Path file = Files.writeString(elsewhere.resolve("key"), KEY + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    List<String> fromFile = new ArrayList<>(List.of(serve));
    fromFile.addAll(List.of("--key-file", file.toString()));
    PortsideProcess hidden = run(Map.of(), fromFile.toArray(String[]::new)).awaitStart();
    assertEquals(List.of(), hidden.err());
    assertTrue(hidden.link().toString().endsWith("?key=" + KEY), hidden.said());
  }

  @Test
  void without_a_key_of_its_owner_it_makes_a_new_one_at_each_start() {
    String[] arguments = {"--port", "0", "--no-open", "--lang", "en"};
    URI one = run(Map.of(), arguments).awaitStart().link();
    URI two = run(Map.of(), arguments).awaitStart().link();
    assertTrue(one.getQuery().length() > "key=".length() + 20, one.toString());
    assertNotEquals(one.getQuery(), two.getQuery());
  }

  @Test
  void lessons_files_and_templates_come_out_of_the_jar() {
    PortsideProcess portside = serve();
    HttpResponse<String> lesson = portside.get("/ko/wildcard");
    assertEquals(200, lesson.statusCode());
    assertTrue(lesson.body().contains("data-experiment=\"zero\""), lesson.body());
    Matcher style = Pattern.compile("/assets/[^\"/]+/styles/[a-z.]+\\.css").matcher(lesson.body());
    assertTrue(style.find(), lesson.body());
    HttpResponse<String> css = portside.get(style.group());
    assertEquals(200, css.statusCode());
    assertTrue(css.body().contains(".zero"), "the styles of its experiments are joined");
    HttpResponse<String> program = portside.get("/content/wildcard/App.java");
    assertEquals(200, program.statusCode());
    assertTrue(program.body().contains("class App"), program.body());
    assertEquals(404, portside.get("/content/wildcard/ko.md").statusCode());
  }

  @Test
  void its_course_was_packed_from_the_texts_that_are_in_it() throws IOException {
    Path jar = Path.of("target", "portside.jar").toAbsolutePath();
    try (FileSystem inside = FileSystems.newFileSystem(jar);
        Children children = new Children();
        Programs programs = new Programs(inside.getPath("/content"), children, null)) {
      Path content = inside.getPath("/content");
      Register register = Standard.experiments(children, programs, LOOPBACK);
      Course read = CourseCheck.read(content, register).course();
      Course marked = new Glossary(content, read.languages()).mark(read);
      assertArrayEquals(
          PackedCourse.pack(marked), Files.readAllBytes(content.resolve(PackedCourse.FILE)));
    }
  }

  @Test
  void every_experiment_runs_and_the_terminal_stays_quiet() {
    PortsideProcess portside = serveAlone();
    List<String> cannot = new ArrayList<>();
    List<String> ran = new ArrayList<>();
    for (JsonNode experiment : json(portside.get("/experiments"))) {
      String name = experiment.path("name").asText();
      if (!experiment.path("runsHere").asBoolean()) {
        cannot.add(name);
        continue;
      }
      if (name.equals("leftover")) {
        continue; // waits for its reader's own terminal; LeftoverTest is that reader
      }
      ran.add(name);
      HttpResponse<String> answer = portside.post("/experiments/" + name, "{}");
      assertEquals(200, answer.statusCode(), name + ": " + answer.body());
      List<String> outcomes = new ArrayList<>();
      experiment.path("outcomes").forEach(outcome -> outcomes.add(outcome.asText()));
      JsonNode run = json(answer);
      assertTrue(outcomes.contains(run.path("outcome").asText()), answer.body());
      assertFalse(run.path("summary").asText().isEmpty(), answer.body());
      portside.post("/runs/" + run.path("run").asText() + "/stop", "{}");
    }
    assertTrue(ran.containsAll(List.of("whoami", "zero", "portmap", "path")), ran + " ran");
    assertEquals(List.of(), portside.err());
    assumeTrue(cannot.isEmpty(), () -> cannot + " cannot run here");
  }

  @Test
  void where_the_usual_port_is_taken_it_takes_the_next_and_says_who_holds_it() {
    SetUp.alone("port-" + Serve.DEFAULT_PORT, this::whereTheUsualPortIsTaken);
  }

  /** No other run of this test takes or leaves the port meanwhile. */
  private PortsideProcess whereTheUsualPortIsTaken() {
    try (ServerSocket holder = new ServerSocket()) {
      try {
        holder.bind(new InetSocketAddress(LOOPBACK, Serve.DEFAULT_PORT));
      } catch (IOException taken) {
        // by another program, which serves this test as well
      }
      long pid = PortHolders.of(Serve.DEFAULT_PORT, Protocol.TCP).get(0).pid().orElseThrow();
      PortsideProcess portside =
          run(Map.of("PORTSIDE_KEY", KEY), "--no-open", "--lang", "en").awaitStart();
      assertTrue(portside.port() > Serve.DEFAULT_PORT, portside.said());
      assertEquals(200, portside.get("/ko/").statusCode());
      String said = String.join("\n", portside.err());
      assertTrue(said.contains("Port 7070 is already used by another program."), said);
      assertTrue(said.contains("Using the free port " + portside.port() + " instead."), said);
      assertTrue(said.contains("PID " + pid + " "), said);
      return portside;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_taken_port_that_was_asked_for_ends_it_with_an_explanation() throws IOException {
    try (ServerSocket holder = new ServerSocket(0, 5, LOOPBACK)) {
      int port = holder.getLocalPort();
      PortsideProcess portside =
          run(Map.of("PORTSIDE_KEY", KEY), "--port", "" + port, "--no-open", "--lang", "en");
      assertEquals(1, portside.awaitEnd());
      assertEquals(List.of(), portside.out());
      String said = String.join("\n", portside.err());
      assertTrue(said.contains("Port " + port + " is already used by another program."), said);
      assertTrue(said.contains("PID " + ProcessHandle.current().pid() + " "), said);
      assertTrue(said.contains("Choose another number with --port"), said);
    }
  }

  @Test
  void the_key_of_a_portside_is_shown_nowhere_else() {
    PortsideProcess one = serve();
    HttpResponse<String> probe = one.post("/experiments/probe", "{\"port\":" + one.port() + "}");
    assertEquals("in-use", json(probe).path("outcome").asText());
    assertTrue(probe.body().contains("portside.jar"), probe.body());
    assertFalse(probe.body().contains(KEY), probe.body());
    PortsideProcess two = run(Map.of(), "--port", "" + one.port(), "--no-open", "--lang", "en");
    assertEquals(1, two.awaitEnd());
    assertTrue(two.said().contains("portside.jar"), two.said());
    assertFalse(two.said().contains(KEY), two.said());
  }

  @Test
  void two_portsides_side_by_side_share_neither_cookie_nor_data() {
    PortsideProcess one = serve();
    PortsideProcess two = serve();
    assertNotEquals(one.port(), two.port());
    String session =
        one.get("/?key=" + KEY).headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    assertTrue(session.startsWith("portside-" + one.port() + "="), session);
    String value = session.substring(session.indexOf('=') + 1);
    // A browser sends both cookies to both, since cookies ignore ports.
    String both = session + "; portside-" + two.port() + "=" + value;
    assertEquals(200, probe(one, both).statusCode());
    assertEquals(403, probe(two, both).statusCode());
    String run = json(one.post("/experiments/probe", "{\"port\":0}")).path("run").asText();
    assertEquals(200, one.get("/runs/" + run).statusCode());
    assertEquals(404, two.get("/runs/" + run).statusCode());
  }

  private static HttpResponse<String> probe(PortsideProcess portside, String cookies) {
    return portside.send(
        portside
            .request("/experiments/probe")
            .header("Cookie", cookies)
            .header("Origin", "http://127.0.0.1:" + portside.port())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("port=0")));
  }

  /** A curl that never ends, with a child of its own: a process that lives while Portside ends. */
  private Map<String, String> endlessCurl() throws IOException {
    Path curl = elsewhere.resolve("curl");
    Files.writeString(
        curl,
        "#!/bin/sh\nenv > "
            + elsewhere.resolve("environment")
            + "\nsleep 300 &\necho $! > "
            + elsewhere.resolve("pids")
            + "\necho $$ >> "
            + elsewhere.resolve("pids")
            + "\nwait\n");
    assertTrue(curl.toFile().setExecutable(true));
    return Map.of("PATH", elsewhere + java.io.File.pathSeparator + System.getenv("PATH"));
  }

  private List<ProcessHandle> children() throws IOException {
    Path pids = elsewhere.resolve("pids");
    Patience.until(
        () -> "no child was started",
        () -> {
          try {
            return Files.exists(pids) && Files.readAllLines(pids).size() == 2;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    List<ProcessHandle> children = new ArrayList<>();
    for (String pid : Files.readAllLines(pids)) {
      children.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
    }
    return children;
  }

  /** Starts a run that waits for its reader's browser, and gives the port that it has opened. */
  private static int openZero(PortsideProcess portside) {
    String run =
        json(portside.post(
                "/experiments/zero", "{\"from\":\"browser\"}", "Prefer", "respond-async"))
            .path("run")
            .asText();
    String[] url = new String[1];
    Patience.until(
        () -> "the experiment has not begun",
        () -> {
          JsonNode state =
              json(
                  portside.send(
                      portside
                          .request("/runs/" + run)
                          .header("Authorization", "Bearer " + KEY)
                          .header("Accept", "application/json")));
          url[0] = state.path("evidence").path("url").asText(null);
          return url[0] != null;
        });
    return URI.create(url[0]).getPort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "KILL"})
  @DisabledOnOs(OS.WINDOWS)
  void its_end_leaves_no_port_and_no_process(String signal) throws IOException {
    PortsideProcess portside = serve(endlessCurl());
    portside.post("/experiments/zero", "{\"from\":\"curl\"}", "Prefer", "respond-async");
    int demo = openZero(portside);
    List<ProcessHandle> children = children();
    List<ProcessHandle> family = portside.handle().descendants().toList();
    assertTrue(family.containsAll(children), family + " has " + children);
    assertFalse(GivenBack.isFree(LOOPBACK, portside.port()));
    assertFalse(GivenBack.isFree(LOOPBACK, demo));

    portside.signal(signal);
    int code = portside.awaitEnd();
    assertEquals(Map.of("TERM", 143, "INT", 130, "KILL", 137).get(signal), code);
    // After SIGKILL only the keeper can end them; and the system needs a moment to bury orphans.
    family.forEach(one -> Patience.until(() -> one.info() + " lives on", () -> !one.isAlive()));
    GivenBack.expect(LOOPBACK, portside.port());
    GivenBack.expect(LOOPBACK, demo);
    assertEquals(List.of(), portside.err());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void the_key_comes_from_the_environment_and_no_child_inherits_it() throws IOException {
    Map<String, String> environment = new java.util.HashMap<>(endlessCurl());
    environment.put("PORTSIDE_KEY", KEY);
    PortsideProcess portside =
        run(environment, "--port", "0", "--no-open", "--lang", "en").awaitStart();
    assertEquals("key=" + KEY, portside.link().getQuery());
    portside.post("/experiments/zero", "{\"from\":\"curl\"}", "Prefer", "respond-async");
    children();
    String inherited = Files.readString(elsewhere.resolve("environment"));
    assertTrue(inherited.contains("PATH="), inherited);
    assertFalse(inherited.contains(KEY), "a child knows the key");
  }

  @Test
  void another_course_is_served_from_its_folder() throws IOException {
    course("A small course");
    PortsideProcess portside = serve(Map.of(), "--content", elsewhere.toString());
    assertTrue(portside.get("/ko/tiny").body().contains("A small course"));
    assertEquals(404, portside.get("/ko/wildcard").statusCode());
  }

  @Test
  void a_broken_course_is_not_served_and_each_problem_has_its_line() throws IOException {
    course("::no-such-thing{}");
    PortsideProcess portside =
        run(Map.of(), "--port", "0", "--no-open", "--content", elsewhere.toString());
    assertEquals(1, portside.awaitEnd());
    assertEquals(List.of(), portside.out());
    assertTrue(
        portside.err().stream().anyMatch(line -> line.matches(".*tiny/(ko|en)\\.md:\\d+: .*")),
        portside.said());
    assertTrue(portside.err().stream().allMatch(line -> line.contains(": ")), portside.said());
  }

  @Test
  void check_tells_by_its_exit_code_what_it_found() throws IOException {
    PortsideProcess inside = run(Map.of(), "check");
    assertEquals(0, inside.awaitEnd(), inside.said());
    course("A small course");
    PortsideProcess fine = run(Map.of(), "check", elsewhere.toString());
    assertEquals(0, fine.awaitEnd(), fine.said());
    course("::no-such-thing{}");
    PortsideProcess broken = run(Map.of(), "check", elsewhere.toString());
    assertEquals(1, broken.awaitEnd(), broken.said());
    assertTrue(
        broken.out().stream().anyMatch(line -> line.matches(".*tiny/(ko|en)\\.md:\\d+: .*")),
        broken.said());
    assertFalse(broken.said().contains("1 problems"), broken.said());
    PortsideProcess nothing = run(Map.of(), "check", folder.resolve("nowhere").toString());
    assertEquals(1, nothing.awaitEnd(), nothing.said());
    assertFalse(nothing.said().contains("\tat "), nothing.said());
    PortsideProcess wrong = run(Map.of(), "check", "--no-such-option");
    assertEquals(2, wrong.awaitEnd(), wrong.said());
  }

  private void course(String text) throws IOException {
    Files.createDirectories(elsewhere.resolve("tiny"));
    Files.writeString(elsewhere.resolve("order.txt"), "tiny\n");
    for (String lang : List.of("ko", "en")) {
      Files.writeString(
          elsewhere.resolve("tiny").resolve(lang + ".md"),
          "---\ntitle: Tiny\nlede: One sentence.\nminutes: 5\ngoals:\n  - one\n---\n\n"
              + "## One {#one}\n\n"
              + text
              + "\n");
    }
  }
}
