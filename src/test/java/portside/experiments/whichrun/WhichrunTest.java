package portside.experiments.whichrun;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.access.Role;
import portside.experiments.Missing;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.experiments.whichrun.WhichrunEvidence.Endpoint;
import portside.experiments.whichrun.WhichrunEvidence.Transcript;
import portside.net.Binding;
import portside.net.Protocol;
import portside.net.ThisComputer;
import portside.page.Json;
import portside.process.Children;
import portside.programs.FewPythons;
import portside.programs.Programs;
import portside.testing.Alone;
import portside.testing.Chromium;
import portside.testing.LessonPython;
import portside.testing.Patience;
import portside.testing.Reader;
import portside.testing.TestSite;

/** Real Flask, started in both ways. */
@Alone // it wants the two ports that the lesson names
@Tag("browser")
class WhichrunTest {
  private static final InetAddress LOOPBACK = Trial.address("127.0.0.1");
  private static final Path PROGRAM = Path.of("content/flask/address.py");
  private static Path python;
  private static RunState usual;

  private static Children children;
  private final List<AutoCloseable> others = new ArrayList<>();

  private static TestSite site;
  private static Chromium chromium;

  @BeforeAll
  static void start(TestSite itsSite, Chromium itsBrowser, Children itsChildren) {
    children = itsChildren;
    python = LessonPython.ensure();
    site = itsSite;
    chromium = itsBrowser;
  }

  @AfterEach
  void nothing_is_left_running() throws Exception {
    for (AutoCloseable other : others) {
      other.close();
    }
    Patience.untilNoneRuns(children);
  }

  private Trial trial(Programs programs) {
    others.add(0, programs);
    Trial trial = new Trial(new Whichrun(programs));
    others.add(0, trial);
    return trial;
  }

  private Trial here() {
    return trial(new Programs(Path.of("content"), children, python));
  }

  private static RunState ended(Trial trial) {
    return trial.ended(trial.start().id());
  }

  /** The run of a computer that has all that it needs; several tests look at the same one. */
  private RunState usual() {
    if (usual == null) {
      usual = ended(here());
    }
    return usual;
  }

  private static WhichrunEvidence evidence(RunState run) {
    return Trial.evidence(run, WhichrunEvidence.class);
  }

  private static Endpoint commands(WhichrunEvidence found) {
    return new Endpoint(found.commandHost(), found.commandPort());
  }

  private static Endpoint programs(WhichrunEvidence found) {
    return new Endpoint(found.programHost(), found.programPort());
  }

  @Test
  void the_command_line_wins_over_app_run() {
    Trial trial = here();
    RunState run = usual();
    assertEquals("command-line-wins", run.outcome(), run.toString());
    WhichrunEvidence found = evidence(run);
    assertNotEquals(commands(found), programs(found));
    assertEquals(List.of(commands(found)), found.command().listening());
    assertEquals(List.of(programs(found)), found.program().listening());
    assertNotEquals(found.command().pid(), found.program().pid());
    assertTrue(
        found
            .command()
            .commandLine()
            .endsWith(" -m flask --app address run --host 127.0.0.1 --port " + found.commandPort()),
        found.command().commandLine());
    assertTrue(found.program().commandLine().endsWith(" address.py"));
    for (String lang : List.of("ko", "en")) {
      String said = Trial.summary(run, lang, Role.GUEST);
      assertTrue(said.contains("127.0.0.1:" + found.commandPort()), said);
      assertTrue(trial.view(run, Role.GUEST, lang).contains("app.run(host="));
    }
  }

  @Test
  void what_the_servers_print_and_the_request_that_they_answered_are_shown() {
    WhichrunEvidence found = evidence(usual());
    for (Transcript one : List.of(found.command(), found.program())) {
      Endpoint at = one.listening().get(0);
      String url = "http://" + at.address().getHostAddress() + ":" + at.port();
      assertTrue(
          one.console().stream().anyMatch(line -> line.contains("Running on " + url)),
          one.toString());
      String last = one.console().get(one.console().size() - 1);
      assertTrue(last.contains("\"GET /?door="), last);
      assertTrue(last.endsWith(" 200 -"), last);
    }
  }

  @Test
  void the_lesson_s_own_line_runs_where_it_can() throws IOException {
    Matcher line = line(Files.readString(PROGRAM));
    Endpoint written = new Endpoint(Trial.address(line.group(1)), Integer.parseInt(line.group(2)));
    List<String> text = Files.readAllLines(PROGRAM);
    // Somebody else may take the port or leave it between two looks.
    Patience.until(
        () -> written + " is free, and the copy names another",
        () -> {
          boolean free =
              Binding.tryBind(written.address(), written.port(), Protocol.TCP).succeeded();
          try (AppRun copy = AppRun.copy("address.py", text, children)) {
            return free
                ? !copy.changed()
                    && written.equals(new Endpoint(copy.host(), copy.port()))
                    && line.group().equals(copy.line())
                : copy.changed();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Matcher line(String text) {
    Matcher line =
        Pattern.compile("app\\.run\\(host=\"([0-9.]+)\", port=([0-9]+)\\)").matcher(text);
    assertTrue(line.find(), text);
    return line;
  }

  @Test
  void a_port_that_somebody_gets_before_the_program_is_given_up_for_another() throws IOException {
    Trial trial = here();
    String id = trial.start().id();
    int wanted = evidence(trial.until(id, run -> run.evidence() != null)).commandPort();
    take(LOOPBACK.getHostAddress(), wanted); // Flask itself takes longer to get there
    RunState run = trial.ended(id);
    assertEquals("command-line-wins", run.outcome(), run.toString());
    assertNotEquals(wanted, evidence(run).commandPort());
  }

  @Test
  void where_its_port_is_taken_the_copy_names_another_and_says_so() throws IOException {
    Matcher line = line(Files.readString(PROGRAM));
    take(line.group(1), Integer.parseInt(line.group(2)));
    take("127.0.0.1", Integer.parseInt(line.group(2)));
    take("127.0.0.1", 5001);
    Trial trial = here();
    RunState run = ended(trial);
    assertEquals("command-line-wins", run.outcome(), run.toString());
    WhichrunEvidence found = evidence(run);
    assertEquals(true, found.changed());
    assertNotEquals(Integer.parseInt(line.group(2)), found.programPort());
    assertNotEquals(5001, found.commandPort());
    assertTrue(trial.view(run, Role.HOST, "en").contains("names another address or port"));
  }

  /** Somebody else may have it already, which is as good. */
  private void take(String host, int port) throws IOException {
    ServerSocketChannel taken = ServerSocketChannel.open(StandardProtocolFamily.INET);
    others.add(taken);
    try {
      taken.bind(new InetSocketAddress(Trial.address(host), port));
    } catch (IOException taken_or_not_this_computer) {
      // then the program cannot have it either
    }
  }

  @Test
  void an_address_that_this_computer_does_not_have_becomes_127_0_0_1() throws IOException {
    String text = Files.readString(PROGRAM).replaceFirst("host=\"[0-9.]+\"", "host=\"192.0.2.7\"");
    Path copied;
    try (AppRun copy = AppRun.copy("address.py", text.lines().toList(), children)) {
      assertEquals(LOOPBACK, copy.host());
      assertTrue(copy.changed());
      copied = copy.folder().path();
      assertTrue(Files.readString(copied.resolve("address.py")).contains(copy.line()));
    }
    assertFalse(Files.exists(copied));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_flask_that_lets_the_program_decide_is_found_out(@TempDir Path folder) throws IOException {
    // Whoever asks for "-m flask" gets the program itself.
    Path stubborn =
        script(folder, "if [ \"$1\" = -m ]; then exec '%1$s' address.py; fi\nexec '%1$s' \"$@\"\n");
    Trial trial = trial(FewPythons.programs(children, stubborn.toString()));
    RunState run = ended(trial);
    assertEquals("program-wins", run.outcome(), run.toString());
    WhichrunEvidence found = evidence(run);
    assertEquals(List.of(programs(found)), found.command().listening());
    assertTrue(
        Trial.summary(run, "en", Role.HOST)
            .contains("listened at " + found.programHost().getHostAddress()));
  }

  private RunState trapped(String python) {
    Trial trial = trial(FewPythons.programs(children, python));
    return trial.ended(trial.start("shell", "flask-debug").id());
  }

  @Test
  void what_is_left_in_the_shell_turns_debug_mode_on_in_both_ways() {
    Trial trial = trial(FewPythons.programs(children, python.toString()));
    RunState run = trial.ended(trial.start("shell", "flask-debug").id());
    assertEquals("debug-on", run.outcome(), run.toString());
    WhichrunEvidence found = evidence(run);
    for (Transcript one : List.of(found.command(), found.program())) {
      assertEquals(200, one.codeConsole(), one.toString());
      assertTrue(one.processes() >= 2, one.toString());
      assertTrue(one.console().contains(" * Debug mode: on"), one.toString());
      assertFalse(one.commandLine().contains("debug"), one.commandLine());
    }
    for (String lang : List.of("ko", "en")) {
      assertTrue(trial.view(run, Role.GUEST, lang).contains("/console"));
    }
    assertNull(evidence(usual()).command().codeConsole(), "nobody looks without the question");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_flask_that_does_not_heed_the_shell_is_found_out(@TempDir Path folder) throws IOException {
    Path deaf = script(folder, "unset FLASK_DEBUG; exec '%1$s' \"$@\"\n");
    RunState run = trapped(deaf.toString());
    assertEquals("debug-off", run.outcome(), run.toString());
    assertEquals(404, evidence(run).command().codeConsole());
    assertEquals(404, evidence(run).program().codeConsole());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_flask_that_heeds_it_in_one_way_only_is_found_out(@TempDir Path folder) throws IOException {
    // As Flask 3.1.3 with click 8.4.0 does (pallets/flask, issue 6025).
    Path half =
        script(folder, "if [ \"$1\" = -m ]; then unset FLASK_DEBUG; fi; exec '%1$s' \"$@\"\n");
    RunState run = trapped(half.toString());
    assertEquals("debug-differs", run.outcome(), run.toString());
    assertFalse(evidence(run).command().debug());
    assertTrue(evidence(run).program().debug());
    String said = Trial.summary(run, "ko", Role.GUEST);
    assertTrue(said.contains("python으로 직접 켰을 때만"), said);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void what_the_console_says_is_not_believed(@TempDir Path folder) throws IOException {
    // It prints what a server prints and listens nowhere.
    Path liar =
        script(
            folder,
            "if [ \"$1\" = -m ]; then echo ' * Running on http://127.0.0.1:5001'; exit 3; fi\n"
                + "exec '%1$s' \"$@\"\n");
    RunState run = ended(trial(FewPythons.programs(children, liar.toString())));
    assertNull(run.outcome(), run.toString());
    assertEquals("not-started", run.missing().reason(), run.toString());
  }

  private static Path script(Path folder, String body) throws IOException {
    Path script = folder.resolve("python");
    Files.writeString(script, "#!/bin/sh\n" + body.formatted(python));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void without_flask_the_runtime_is_missing() {
    Programs none = FewPythons.programs(children);
    Trial trial = trial(none);
    RunState run = ended(trial);
    assertEquals(Missing.OUTCOME, run.outcome());
    assertTrue(trial.view(run, Role.HOST, "en").contains("pip install flask"));
    assertFalse(trial.view(run, Role.GUEST, "en").contains("pip install flask"));
    assertEquals(
        Optional.of("flask"),
        new Whichrun(none)
            .missing(new WhichrunParameters("clean"), ThisComputer.now())
            .map(Missing::reason));
  }

  @Test
  void a_stop_leaves_no_server_and_no_copy() throws Exception {
    Trial trial = here();
    RunState run = trial.start();
    trial.until(run.id(), state -> !children.running().isEmpty());
    trial.act(run.id(), "stop");
    assertTrue(trial.ended(run.id()).stopped());
    Patience.untilNoneRuns(children);
  }

  @Test
  void over_http_it_answers_with_both_transcripts() throws Exception {
    JsonNode answer = Json.read(site.post("/experiments/whichrun", "{}").body());
    assertEquals("command-line-wins", answer.path("outcome").asText(), answer.toString());
    JsonNode found = answer.path("evidence");
    assertEquals(
        found.path("commandPort").asInt(),
        found.path("command").path("listening").path(0).path("port").asInt());
    assertEquals(
        found.path("programHost").asText(),
        found.path("program").path("listening").path(0).path("address").asText());
    assertTrue(found.path("program").path("console").size() > 2, found.toString());
  }

  @Test
  void a_form_without_a_script_starts_it_too() throws Exception {
    String form = "shell=flask-debug&_page=/ko/flask&_card=left-in-the-shell";
    HttpResponse<String> page =
        site.send(
            site.request("/experiments/whichrun")
                .header("Authorization", "Bearer " + TestSite.KEY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(form)));
    assertEquals(200, page.statusCode(), page.body());
    Matcher run = Pattern.compile("data-run=\"([^\"]+)\"").matcher(page.body());
    assertTrue(run.find(), page.body());
    Patience.until(
        () -> "it settles",
        () ->
            site.send(site.request("/runs/" + run.group(1)).header("Accept", "application/json"))
                .body()
                .contains("\"outcome\":\"debug-"));
  }

  @ParameterizedTest
  @CsvSource({"ko, 1440", "en, 390"})
  void its_card_settles_prediction_and_claim_in_the_browser(String lang, int width) {
    try (Reader reader = Reader.host(chromium, site, Reader.window(width, 900).setLocale(lang))) {
      reader.open("/" + lang + "/flask");
      Locator card = reader.page().locator("#who-decides");
      card.locator(".option")
          .filter(
              new Locator.FilterOptions()
                  .setHas(reader.page().locator("[value=command-line-wins]")))
          .click();
      card.locator("button.run").click();
      assertThat(card.locator(".result")).hasAttribute("data-outcome", "command-line-wins");
      assertThat(card.locator("[role=status] .outcome")).hasClass(Pattern.compile("right"));
      assertThat(card.locator(".whichrun-terminal")).hasCount(3);
      assertThat(card.locator("[data-evidence=command]")).containsText("127.0.0.1:");
      assertThat(card.locator(".why")).isVisible();
      assertThat(reader.page().locator("#command-decides"))
          .hasClass(Pattern.compile("claim-holds"));
      Locator trap = reader.page().locator("#left-in-the-shell");
      trap.locator(".option").first().click();
      trap.locator("button.run").click();
      assertThat(trap.locator(".result")).hasAttribute("data-outcome", Pattern.compile("debug-.*"));
      assertThat(trap.locator("[data-debug]")).hasCount(2);
      assertThat(trap.locator(".why")).isVisible();
      assertEquals(
          width,
          reader.page().evaluate("document.documentElement.scrollWidth"),
          "nothing sticks out");
      assertEquals(List.of(), reader.complaints());
    }
  }
}
