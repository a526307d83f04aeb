package portside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static portside.testing.Patience.until;
import static portside.testing.PortsideProcess.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.page.Json;
import portside.testing.Campaign;
import portside.testing.HostileHome;
import portside.testing.LessonPython;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/**
 * Two whole Portsides side by side, one from a clean shell, one from a shell and among files that
 * are full of settings. What they start must not differ: in the processes that live, their command
 * lines and their environments, in what listens, in what is printed and in what is answered.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "environments are read from /proc")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileShellIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Patience.LIMIT).build();

  @TempDir static Path folder;

  private HostileHome home;
  private Side clean;
  private Side hostile;

  /** One of the two. */
  private record Side(PortsideProcess portside, Path home) {}

  @BeforeAll
  void start() throws Exception {
    Path quiet = Files.createDirectories(folder.resolve("clean/home/tmp")).getParent();
    clean = side(quiet, Map.of());
    home = HostileHome.make(Files.createDirectories(folder.resolve("hostile")), userSite());
    hostile = side(home.home(), home.shell());
  }

  @AfterAll
  void end() {
    Stream.of(clean, hostile).filter(one -> one != null).forEach(one -> one.portside().close());
  }

  private static Path userSite() throws Exception {
    Process asked =
        new ProcessBuilder(
                Stream.concat(
                        HostileHome.with(folder, Map.of()),
                        Stream.of(LessonPython.ensure().toString(), "-m", "site", "--user-site"))
                    .toList())
            .start();
    Path site = Path.of(new String(asked.getInputStream().readAllBytes()).strip());
    asked.waitFor();
    return folder.relativize(site);
  }

  private static Side side(Path home, Map<String, String> shell) {
    List<String> line = new ArrayList<>(HostileHome.with(home, shell).toList());
    line.addAll(
        PortsideProcess.classes(
            home.resolve("tmp"),
            "--port=0",
            "--no-open",
            "--lang=en",
            "--key=" + KEY,
            "--python=" + LessonPython.ensure()));
    return new Side(PortsideProcess.start(line, home, Map.of()).awaitStart(), home);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // What has no outcome while it lives has none here.
        "server   | listening | {'runtime':'flask','port':0}",
        "debugger | null      | {'program':'visits','runtime':'python','mode':'debug'}",
        "debugger | null      | {'program':'visits','runtime':'java','mode':'debug'}",
      })
  void what_lives_is_the_same(String experiment, String outcome, String parameters) {
    assertLivesTheSame(experiment, outcome, parameters);
  }

  @Campaign
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "server   | listening | {'runtime':'flask','port':0,'host':'0.0.0.0'}",
        "server   | listening | {'runtime':'flask','port':0,'debug':'on'}",
        "server   | listening | {'runtime':'java','port':0}",
        "leftover | null      | {'variant':'plain'}",
        "leftover | null      | {'variant':'reloader'}",
        "debugger | null      | {'program':'visits','runtime':'python','mode':'run'}",
        "debugger | null      | {'program':'reloader','runtime':'python','mode':'run'}",
      })
  void whatever_lives_is_the_same(String experiment, String outcome, String parameters) {
    assertLivesTheSame(experiment, outcome, parameters);
  }

  private void assertLivesTheSame(String experiment, String outcome, String parameters) {
    // One after the other: some want a port of that number.
    Run one = new Run(clean, experiment, parameters);
    Seen expected = one.serving(outcome);
    one.stop();
    Run other = new Run(hostile, experiment, parameters);
    try {
      assertEquals(expected.answers(), other.serving(outcome).answers());
      Seen[] seen = new Seen[1];
      until(
          () -> "the same:\n" + expected + "\n" + seen[0],
          () -> {
            seen[0] = other.seen(expected.answers());
            return seen[0].equals(expected);
          });
      assertEquals(List.of(), home.ran());
    } finally {
      other.stop();
    }
    assertSameLines(one, other);
  }

  /** What a program has said is read when it already serves or has ended: the lines come late. */
  private static void assertSameLines(Run one, Run other) {
    until(
        () -> "the same lines:\n" + one.lines() + "\n" + other.lines(),
        () -> one.lines().equals(other.lines()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "request  | {'runtime':'flask','program':'broken'}",
        "whichrun | {}",
        "zero     | {'from':'curl'}",
      })
  void what_ends_says_the_same(String experiment, String parameters) {
    assertEndsTheSame(experiment, parameters);
  }

  @Campaign
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "request  | {'runtime':'flask','program':'hello'}",
        "request  | {'runtime':'java','program':'broken'}",
        "noserver | {'runtime':'flask'}",
        "noserver | {'runtime':'java'}",
        "reach    | {'runtime':'flask','from':'loopback'}",
        "debugger | {'program':'average','runtime':'python','mode':'debug'}",
        "debugger | {'program':'average','runtime':'java','mode':'run'}",
        "overhead | {'runtime':'python','compare':'step'}",
      })
  void whatever_ends_says_the_same(String experiment, String parameters) {
    assertEndsTheSame(experiment, parameters);
  }

  private void assertEndsTheSame(String experiment, String parameters) {
    Run one = new Run(clean, experiment, parameters);
    String expected = one.outcome();
    one.stop();
    Run other = new Run(hostile, experiment, parameters);
    assertEquals(expected, other.outcome());
    other.stop();
    assertSameLines(one, other);
    assertEquals(List.of(), home.ran());
  }

  /**
   * What a run has started, without what differs from one to the next: numbers and folders.
   *
   * @param processes command lines and names of variables, without the keeper's
   * @param listening addresses, by program
   * @param answers status and text of some pages of the server
   */
  private record Seen(
      String outcome, List<String> processes, List<String> listening, List<String> answers) {}

  /** A run on one of the two. */
  private record Run(Side side, String path) {
    Run(Side side, String experiment, String parameters) {
      this(side, started(side.portside(), experiment, parameters.replace('\'', '"')));
    }

    private static String started(PortsideProcess portside, String experiment, String json) {
      HttpResponse<String> answer =
          portside.post("/experiments/" + experiment, json, "Prefer", "respond-async");
      assertEquals(202, answer.statusCode(), answer.body());
      return answer.headers().firstValue("Location").orElseThrow();
    }

    JsonNode state() {
      HttpResponse<String> answer =
          side.portside()
              .send(
                  side.portside()
                      .request(path)
                      .header("Authorization", "Bearer " + KEY)
                      .header("Accept", "application/json"));
      try {
        return Json.read(answer.body());
      } catch (JsonProcessingException e) {
        throw new AssertionError(answer.body(), e);
      }
    }

    void stop() {
      side.portside().post(path + "/stop", "{}");
      until(() -> "it has not ended: " + state(), () -> !state().path("alive").asBoolean());
    }

    String outcome() {
      until(() -> "no outcome: " + state(), () -> !state().path("outcome").isNull());
      String outcome = state().path("outcome").asText();
      assertNotEquals("missing", outcome, () -> state().toString());
      return outcome;
    }

    /**
     * What is seen when it serves: it has the outcome that it has while it lives, and has answered.
     * Each request is a line of the run, which keeps only the last ones, so that none is sent
     * before.
     */
    Seen serving(String outcome) {
      until(
          () -> "it is not " + outcome + ": " + state(),
          () -> state().path("outcome").asText().equals(outcome));
      List<String> answers =
          until(
              () -> "it does not answer: " + state(),
              () -> answers(state().path("evidence")),
              all -> !all.isEmpty() && all.get(0).startsWith("/ 200"));
      return seen(answers);
    }

    Seen seen(List<String> answers) {
      JsonNode state = state();
      List<ProcessHandle> family =
          side.portside()
              .handle()
              .descendants()
              .filter(one -> !read(one.pid(), "cmdline").contains("portside.process.Keeper"))
              .toList();
      return new Seen(
          state.path("outcome").asText(),
          family.stream().map(this::described).sorted().toList(),
          listening(family.stream().map(ProcessHandle::pid).toList()),
          answers);
    }

    private String described(ProcessHandle one) {
      Collection<String> names = new TreeSet<>();
      for (String entry : read(one.pid(), "environ").split("\0")) {
        names.add(entry.split("=", 2)[0]);
      }
      return plain(read(one.pid(), "cmdline").replace('\0', ' ')) + names;
    }

    private static List<String> listening(List<Long> pids) {
      return PortHolders.all(Protocol.TCP).stream()
          .filter(holder -> holder.state().takesNewcomers())
          .filter(holder -> holder.pid().stream().anyMatch(pids::contains))
          .map(holder -> IpAddresses.text(holder.localAddress()))
          .sorted()
          .toList();
    }

    /** What the programs printed, without the requests. */
    List<String> lines() {
      return StreamSupport.stream(state().path("lines").spliterator(), false)
          .filter(line -> line.path("stream").asText().matches("std(out|err)|out|err"))
          .map(line -> plain(line.path("text").asText()))
          .filter(line -> !line.contains("HTTP/") && !line.matches("[*<>{}#].*|\\W*"))
          .distinct()
          .sorted()
          .toList();
    }

    /** Of the server that it started; /console is Werkzeug's, where its debugger is on. */
    private List<String> answers(JsonNode evidence) {
      String url =
          evidence.path("port").asInt() > 0
              ? "http://127.0.0.1:" + evidence.path("port").asInt()
              : evidence.path("url").asText("").replaceFirst("/$", "");
      List<String> answers = new ArrayList<>();
      if (url.startsWith("http")) {
        for (String page :
            List.of("/", "/console", "/?__debugger__=yes&cmd=resource&f=style.css")) {
          answers.add(page + " " + answer(url + page));
        }
      }
      return answers;
    }

    private String answer(String url) {
      try {
        HttpResponse<String> answer =
            CLIENT.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(Patience.LIMIT).build(),
                BodyHandlers.ofString());
        // A debugger's page has a secret of its own.
        String body = answer.body().replaceAll("SECRET = \"[^\"]*\"", "SECRET");
        return answer.statusCode() + " " + plain(body);
      } catch (IOException none) {
        return "none";
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private String plain(String text) {
      return text.replace(side.home().toString(), "HOME")
          .replaceAll("\u001e[0-9a-f]+", "MARK")
          .replaceAll("[0-9]+([.][0-9]+)*", "#");
    }

    private static String read(long pid, String file) {
      try {
        return Files.readString(Path.of("/proc/" + pid + "/" + file), StandardCharsets.ISO_8859_1);
      } catch (IOException gone) {
        return "";
      }
    }
  }
}
