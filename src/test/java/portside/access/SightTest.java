package portside.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.TestSite.KEY;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portside.page.Json;
import portside.testing.LessonPython;
import portside.testing.Patience;
import portside.testing.TestSite;

/**
 * Every experiment really runs, and neither a guest nor the room before a projector reads a process
 * id, a command line, a user, a path or the key; the host does, on the lesson's own page.
 */
final class SightTest {
  private static final Pattern CARD =
      Pattern.compile("<article class=\"card\" id=\"([^\"]+)\" data-experiment=\"([^\"]+)\"");
  private static final List<String> LESSONS =
      List.of("wildcard", "loopback", "ports", "flask", "debugger", "names", "localhost", "owners");

  private static TestSite site;
  private static ServerSocket held;

  /** By experiment, where a card of it stands: {@code lesson#id}. */
  private static final Map<String, String> CARDS = new LinkedHashMap<>();

  /** The processes that this test has seen to be Portside's children, with their command lines. */
  private static final Map<Long, ProcessHandle.Info> CHILDREN = new ConcurrentHashMap<>();

  /**
   * What to run.
   *
   * @param ready when there is enough to look at
   * @param hostSeesPid whether the host's card tells at least one process id
   * @param button a part of what the host can press; empty for nothing
   */
  record Case(
      String experiment,
      String parameters,
      Predicate<JsonNode> ready,
      boolean hostSeesPid,
      String button) {
    @Override
    public String toString() {
      return experiment + " " + parameters;
    }
  }

  private static boolean settled(JsonNode run) {
    return run.path("outcome").isTextual();
  }

  private static Case settling(String experiment, String parameters) {
    return new Case(experiment, parameters, SightTest::settled, false, "");
  }

  private static Case pids(String experiment, String parameters, String button) {
    return new Case(experiment, parameters, SightTest::settled, true, button);
  }

  private static Predicate<JsonNode> measured(String evidence) {
    return run -> {
      JsonNode value = run.path("evidence").path(evidence);
      return value.isValueNode() && !value.isNull();
    };
  }

  static List<Case> cases() {
    String port = "{\"port\":" + held.getLocalPort() + "}";
    return List.of(
        settling("conflict", "{\"variant\":\"matrix\"}"),
        new Case(
            "debugger",
            "{\"program\":\"share\",\"runtime\":\"python\",\"breakpoint\":0}",
            SightTest::settled,
            true,
            "debugger-bar"),
        new Case(
            "debugger",
            "{\"program\":\"reloader\",\"runtime\":\"python\",\"breakpoint\":12}",
            measured("servedBy"),
            true,
            "debugger-open"),
        new Case(
            "debugger",
            "{\"program\":\"average\",\"runtime\":\"java\",\"breakpoint\":6}",
            SightTest::settled,
            true,
            "-stepIn\""),
        settling("ephemeral", "{}"),
        settling("hostcheck", "{}"),
        settling("interfaces", "{}"),
        pids("leftover", "{}", ""),
        settling("localhost", "{\"from\":\"jvm\"}"),
        new Case("localhost", "{\"from\":\"browser\"}", measured("url"), false, "localhost-open"),
        new Case("newport", "{}", SightTest::settled, false, "newport-open"),
        pids("noserver", "{\"runtime\":\"flask\"}", ""),
        settling("overhead", "{\"compare\":\"step\"}"),
        pids("owner", port, ""),
        settling("path", "{}"),
        pids("portmap", "{}", ""),
        pids("probe", port, ""),
        settling("reach", "{}"),
        settling("request", "{\"runtime\":\"flask\",\"program\":\"broken\"}"),
        pids("server", "{\"runtime\":\"flask\",\"port\":0,\"debug\":true}", "server-rebind"),
        settling("silence", "{\"target\":\"stopped-server\"}"),
        new Case("timewait", "{}", SightTest::settled, false, "-rebind\""),
        pids("whichrun", "{}", ""),
        settling("whoami", "{}"),
        settling("zero", "{\"from\":\"curl\"}"),
        new Case("zero", "{\"from\":\"browser\"}", measured("url"), false, "zero-open"));
  }

  @BeforeAll
  static void start(TestSite itsSite) throws IOException {
    LessonPython.ensure();
    site = itsSite;
    held = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    for (String lesson : LESSONS) {
      Matcher card = CARD.matcher(site.get("/en/" + lesson).body());
      while (card.find()) {
        CARDS.putIfAbsent(card.group(2), lesson + "#" + card.group(1));
      }
    }
  }

  @AfterAll
  static void stop() throws IOException {
    held.close();
  }

  private static HttpRequest.Builder asHost(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + KEY);
  }

  private static JsonNode json(String body) {
    try {
      return Json.read(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  private static String json(String run, boolean host) {
    HttpRequest.Builder request = site.request("/runs/" + run).header("Accept", "application/json");
    return site.send(host ? asHost(request) : request).body();
  }

  private static String fragment(String run, String page, String card, boolean host) {
    HttpRequest.Builder request =
        site.request("/runs/" + run + "?_page=" + page + "&_card=" + card)
            .header("HX-Request", "true");
    return site.send(host ? asHost(request) : request).body();
  }

  /** Starts it and waits until there is enough to look at. */
  private static String begun(Case one) {
    String run =
        json(site.send(
                    asHost(site.request("/experiments/" + one.experiment()))
                        .header("Accept", "application/json")
                        .header("Prefer", "respond-async")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(one.parameters())))
                .body())
            .path("run")
            .asText();
    if (one.experiment().equals("path") && isTooBusy(run)) {
      return begun(one); // the counters of the network are everybody's
    }
    if (one.experiment().equals("leftover")) {
      until(run, measured("port"));
      watch();
      site.post("/runs/" + run + "/pid", "{\"pid\":\"" + ProcessHandle.current().pid() + "\"}");
      site.post("/runs/" + run + "/give-up", "{}");
    }
    until(run, one.ready());
    return run;
  }

  private static boolean isTooBusy(String run) {
    JsonNode ended =
        Patience.until(
            () -> "it never ends", () -> json(json(run, true)), s -> !s.path("alive").asBoolean());
    return ended.path("error").asText().equals("missing.too-busy");
  }

  private static void until(String run, Predicate<JsonNode> ready) {
    Patience.until(
        () -> "not ready: " + json(run, true),
        () -> {
          watch();
          JsonNode state = json(json(run, true));
          boolean over = !state.path("alive").asBoolean();
          assertTrue(!over || ready.test(state), () -> "it ended: " + state);
          return ready.test(state);
        });
  }

  private static void watch() {
    ProcessHandle.current()
        .descendants()
        .forEach(child -> CHILDREN.putIfAbsent(child.pid(), child.info()));
  }

  /** Every process id that the host is told of. */
  private static void pids(JsonNode in, Set<Long> found) {
    in.properties()
        .forEach(
            field -> {
              if (field.getKey().matches("pid|pids|serverPid|servedBy")) {
                field.getValue().forEach(each -> found.add(each.asLong()));
                found.add(field.getValue().asLong(0));
              }
              pids(field.getValue(), found);
            });
    if (in.isArray()) {
      in.forEach(each -> pids(each, found));
    }
    found.remove(0L);
  }

  private static boolean says(String body, String word) {
    return Pattern.compile("(?<![\\w.:-])" + Pattern.quote(word) + "(?![\\w-])")
        .matcher(body)
        .find();
  }

  /** What no guest may read, by kind; process ids apart, since any other number may equal one. */
  private static List<String> secrets() {
    Set<String> words =
        new TreeSet<>(
            List.of(
                KEY,
                System.getProperty("user.home"),
                System.getProperty("java.io.tmpdir"),
                System.getProperty("user.dir"),
                System.getProperty("java.class.path")));
    List<ProcessHandle.Info> all = new ArrayList<>(CHILDREN.values());
    all.add(ProcessHandle.current().info());
    for (ProcessHandle.Info info : all) {
      info.command().ifPresent(words::add);
      for (String argument : info.arguments().orElse(new String[0])) {
        if (argument.startsWith("/") && Path.of(argument).getNameCount() > 1
            // A lesson's own command is shown as a student types it, its options among it.
            || argument.matches("-(cp|D.*/.*|X.*|agentlib.*)")) {
          words.add(argument);
        }
      }
    }
    return List.copyOf(words);
  }

  private static void findsNoSecret(String where, String body) {
    for (String secret : secrets()) {
      assertFalse(body.contains(secret), () -> where + " tells " + secret + "\n" + body);
    }
    assertFalse(
        body.matches("(?s).*Debugger PIN: [0-9].*"), () -> where + " tells the PIN\n" + body);
  }

  /** The process ids in it. One of them may be a port or a time that is the same number. */
  private static List<String> pidsIn(Map<String, String> seen, Set<Long> pids) {
    List<String> found = new ArrayList<>();
    seen.forEach(
        (where, body) ->
            pids.stream()
                .filter(pid -> says(body, pid.toString()))
                .forEach(pid -> found.add(where + " tells PID " + pid)));
    return found;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void neither_a_guest_nor_the_room_reads_what_is_the_hosts(Case one) {
    List<String> first = looked(one);
    // The same number by chance does not happen twice.
    assertTrue(first.isEmpty() || looked(one).isEmpty(), first::toString);
  }

  private static List<String> looked(Case one) {
    CHILDREN.clear();
    String run = begun(one);
    String[] card = CARDS.get(one.experiment()).split("#");
    String page = "/en/" + card[0];
    Map<String, String> guests = new LinkedHashMap<>();
    guests.put("JSON", json(run, false));
    guests.put("the widget's page", site.get("/runs/" + run).body());
    guests.put("a guest's card", fragment(run, page, card[1], false));
    Map<String, String> room = new LinkedHashMap<>(guests);
    String projected = fragment(run, page + "/present", card[1], true);
    room.put("the projected card", projected);
    room.put(
        "the projected page",
        site.send(
                asHost(site.request(page + "/present?run=" + run + "&_card=" + card[1]))
                    .header("Accept", "text/html"))
            .body());
    String hosts = json(run, true);
    String hostsCard = fragment(run, page, card[1], true);
    watch();
    site.post("/runs/" + run + "/stop", "{}");

    Set<Long> pids = new TreeSet<>(CHILDREN.keySet());
    pids.add(ProcessHandle.current().pid());
    pids(json(hosts), pids);
    // A number of the lesson's own text tells nobody's process, were this one's id the same.
    String text = site.get(page + "/present").body();
    pids.removeIf(pid -> says(text, pid.toString()));
    room.forEach(SightTest::findsNoSecret);
    for (String body : guests.values()) {
      assertTrue(body.contains(run), () -> "it shows no run\n" + body);
      assertFalse(body.contains("?nonce="), body);
    }
    assertFalse(guests.get("a guest's card").contains("action=\"/runs/"), "a guest may press");
    assertTrue(projected.contains("data-run=\"" + run), projected);
    assertTrue(projected.contains(one.button()), projected);
    assertTrue(hostsCard.contains(one.button()), hostsCard);
    if (one.hostSeesPid()) {
      assertTrue(
          pids.stream().anyMatch(pid -> says(hostsCard, pid.toString())),
          () -> "the host reads no PID\n" + hostsCard);
    }
    return pidsIn(room, pids);
  }

  @Test
  void every_experiment_is_among_them() {
    List<String> all = new ArrayList<>();
    json(site.send(site.request("/experiments").header("Accept", "application/json")).body())
        .forEach(each -> all.add(each.path("name").asText()));
    assertEquals(22, all.size());
    assertEquals(
        new TreeSet<>(all), new TreeSet<>(cases().stream().map(Case::experiment).toList()));
    assertEquals(new TreeSet<>(all), new TreeSet<>(CARDS.keySet()));
  }
}
