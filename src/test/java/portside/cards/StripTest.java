package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import portside.access.Role;
import portside.experiments.Action;
import portside.experiments.Experiment;
import portside.experiments.Opened;
import portside.experiments.Run;
import portside.experiments.RunState;
import portside.experiments.server.ServerParameters;
import portside.net.IpAddresses;
import portside.page.Json;
import portside.testing.Patience;
import portside.testing.RawWebSocket;
import portside.testing.TestSite;

/**
 * What is running, in the head of the pages of the host, over HTTP. It stays there for as long as
 * the door of a run is open, which here needs no real server.
 */
final class StripTest {
  private static final Pattern ITEM =
      Pattern.compile("(?s)<li>.*?<a href=\"([^\"]*)\" data-shows=\"([^\"]*)\">.*?</li>");

  private static TestSite site;

  private final List<String> runs = new ArrayList<>();

  /**
   * What of a run is to be seen.
   *
   * @param host where it says that it is open
   * @param rests whether it waits to be started again
   */
  public record Door(String host, boolean rests) {}

  /** In the place of the server: tells at once of a door, and then whatever it is told to. */
  private static final class Doors implements Experiment<ServerParameters, Door> {
    @Override
    public String name() {
      return "server";
    }

    @Override
    public Class<ServerParameters> parameters() {
      return ServerParameters.class;
    }

    @Override
    public Class<Door> evidence() {
      return Door.class;
    }

    @Override
    public List<String> outcomes() {
      return List.of("listening");
    }

    @Override
    public Map<String, Role> actions() {
      return Map.of("rebind", Role.HOST);
    }

    @Override
    public Optional<Opened> opened(RunState run) {
      return Optional.ofNullable((Door) run.evidence())
          .flatMap(door -> IpAddresses.parse(door.host()))
          .map(host -> new Opened(host, ((ServerParameters) run.parameters()).port()));
    }

    @Override
    public boolean rests(RunState run) {
      return run.evidence() != null && ((Door) run.evidence()).rests();
    }

    @Override
    public void run(ServerParameters asked, Run<Door> run) throws Exception {
      run.progress(new Door(IpAddresses.text(asked.host()), false), 0.5);
      while (true) {
        Optional<Action> told = run.next(Duration.ofSeconds(1));
        if (told.isPresent()) {
          String host = told.get().fields().getOrDefault("host", "");
          run.progress(new Door(host, host.isEmpty()), 0.5);
        }
      }
    }
  }

  @BeforeAll
  static void start() {
    site = TestSite.with(new Doors());
  }

  @AfterAll
  static void end() {
    site.close();
  }

  @AfterEach
  void stop() {
    runs.forEach(StripTest::stop);
    runs.clear();
    seen("/running", List::isEmpty); // the next test begins with nothing
  }

  private static void stop(String run) {
    assertEquals(200, site.post("/runs/" + run + "/stop", "{}").statusCode());
  }

  private static HttpResponse<String> started(String path, String json) {
    return site.send(
        host(path)
            .header("Accept", "application/json")
            .header("Prefer", "respond-async")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private String run(String path, String json) {
    HttpResponse<String> answer = started(path, json);
    assertEquals(202, answer.statusCode(), answer.body());
    String run = answer.headers().firstValue("Location").orElseThrow().replace("/runs/", "");
    runs.add(run);
    return run;
  }

  private String server(String host, int port) {
    return run("/experiments/server", "{\"host\":\"" + host + "\",\"port\":" + port + "}");
  }

  private static HttpRequest.Builder host(String path) {
    return site.request(path)
        .header("Authorization", "Bearer " + TestSite.KEY)
        .header("Accept-Language", "en");
  }

  private static String get(String path) {
    HttpResponse<String> answer = site.send(host(path).header("Accept", "text/html"));
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  /** The runs that a page lists, in its order, once they are as expected. */
  private static List<String> seen(String path, Predicate<List<String>> expected) {
    return Patience.until(
        () -> get(path),
        () -> ITEM.matcher(get(path)).results().map(item -> item.group(2)).toList(),
        expected);
  }

  private static void assertShows(String path, List<String> expected) {
    assertEquals(expected, seen(path, listed -> listed.size() == expected.size()), path);
  }

  private static void assertShows(String path, String... parts) {
    for (String part : parts) {
      Patience.until(() -> part + " is not in\n" + get(path), () -> get(path).contains(part));
    }
  }

  @Test
  void what_is_open_to_the_network_comes_first_and_then_the_latest() {
    String open = server("0.0.0.0", 7_001);
    String first = server("127.0.0.1", 7_002);
    String last = server("::1", 7_003);
    List<String> order = List.of(open, last, first);
    assertShows("/running", order);
    assertShows("/en/", order);
    assertShows("/en/ports", order);
    String strip = get("/running");
    assertTrue(strip.contains("data-open=\"true\""), strip);
    assertTrue(strip.contains("3 on"), strip);
    List<String> items =
        Pattern.compile("(?s)<li>.*?</li>")
            .matcher(strip)
            .results()
            .map(MatchResult::group)
            .toList();
    assertTrue(items.get(0).contains("Open to the network"), items.get(0));
    assertTrue(items.get(0).contains(">0.0.0.0:7001<"), items.get(0));
    assertFalse(items.get(1).contains("Open to the network"), items.get(1));
    assertTrue(items.get(1).contains("[::1]:7003"), items.get(1));
    stop(open);
    assertShows("/en/", List.of(last, first));
    strip = get("/running");
    assertFalse(strip.contains("data-open"), strip);
    assertFalse(strip.contains("Open to the network"), strip);
  }

  /** From a card of a lesson or one that it has not, from its own page, and by a program. */
  @Test
  void each_leads_to_where_it_was_started_and_is_stopped_with_the_way_back() {
    String at = "/experiments/server?_page=";
    String nowhere = run(at + "/ko/wildcard&_card=reach", "{}");
    String lesson = run("/experiments/zero?_page=/ko/wildcard&_card=in-this-browser", BROWSER);
    String alone = run(at + "/experiments/server&_card=server", "{}");
    String program = run("/experiments/server", "{}");
    seen("/running", listed -> listed.size() == 4);
    String strip = get("/running");
    assertEquals(
        Map.of(
            nowhere, "/experiments/server?run=" + nowhere + "#server",
            lesson, "/en/wildcard?run=" + lesson + "#in-this-browser",
            alone, "/experiments/server?run=" + alone + "#server",
            program, "/experiments/server?run=" + program + "#server"),
        ITEM.matcher(strip)
            .results()
            .collect(Collectors.toMap(item -> item.group(2), item -> item.group(1))));
    assertEquals(
        1,
        strip.split("name=\"_page\" value=\"/en/wildcard\"", -1).length - 1,
        "in one's language");
    assertEquals(
        1, strip.split("name=\"_page\" value=\"/experiments/server\"", -1).length - 1, strip);
  }

  private static final String BROWSER = "{\"from\":\"browser\"}";

  @Test
  void a_door_that_moves_is_shown_where_it_is_and_a_run_that_rests_is_not() {
    String run = server("127.0.0.1", 7_004);
    assertShows("/en/", "127.0.0.1:7004");
    rebind(run, "0.0.0.0");
    assertShows("/en/", ">0.0.0.0:7004<", "Open to the network");
    rebind(run, "");
    assertShows("/en/", List.of());
    rebind(run, "127.0.0.1");
    assertShows("/en/", List.of(run));
  }

  private static void rebind(String run, String host) {
    HttpResponse<String> answer =
        site.post("/runs/" + run + "/rebind", "{\"host\":\"" + host + "\"}");
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void it_is_the_hosts_alone() {
    String run = server("0.0.0.0", 7_005);
    assertShows("/en/", List.of(run));
    String guests = site.get("/en/").body();
    assertFalse(guests.contains("id=\"running\""), guests);
    assertFalse(guests.contains(run), guests);
    HttpResponse<String> denied = site.get("/running");
    assertEquals(403, denied.statusCode());
    assertFalse(denied.body().contains(run), denied.body());
    assertEquals(
        "no-store",
        site.send(host("/running")).headers().firstValue("Cache-Control").orElse(""),
        "it is another at every moment");
  }

  @Test
  void a_page_that_follows_hears_of_what_begins_moves_and_ends() throws Exception {
    String run = server("127.0.0.1", 7_006);
    assertShows("/running", List.of(run));
    String session =
        site.get("/?key=" + TestSite.KEY).headers().firstValue("Set-Cookie").orElseThrow();
    String here = "127.0.0.1:" + site.port();
    try (RawWebSocket page =
        RawWebSocket.ask(
            site.port(),
            "Host: %s\nOrigin: http://%s\nUpgrade: websocket\nConnection: Upgrade\nCookie: %s\n"
                .formatted(here, here, session.split(";")[0]))) {
      page.send("{\"watch\":[\"running\"]}");
      long listed = version(page.read());
      rebind(run, "0.0.0.0");
      long moved = version(page.read());
      stop(run);
      runs.clear();
      long ended = version(page.read());
      assertTrue(listed < moved && moved < ended, listed + " " + moved + " " + ended);
      server("127.0.0.1", 7_007);
      assertTrue(ended < version(page.read()));
    }
  }

  private static long version(String news) throws JsonProcessingException {
    assertEquals("running", Json.read(news).path("topic").asText(), news);
    return Json.read(news).path("version").asLong();
  }

  @Test
  void who_meets_a_limit_is_offered_what_has_been_on_for_longest() {
    String oldest = run("/experiments/zero", BROWSER);
    String first = server("127.0.0.1", 7_100);
    for (int i = 1; i < 11; i++) {
      server("127.0.0.1", 7_100 + i);
    }
    seen("/running", listed -> listed.size() == 12);
    String sameKind = refused("server");
    assertTrue(sameKind.contains("on for longest"), sameKind);
    assertTrue(sameKind.contains("action=\"/runs/" + first + "/stop\""), sameKind);
    assertTrue(sameKind.contains("href=\"/experiments/server?run=" + first), sameKind);
    String another = refused("whoami");
    assertTrue(another.contains("action=\"/runs/" + oldest + "/stop\""), another);
  }

  private static String refused(String experiment) {
    HttpResponse<String> answer =
        site.send(
            host("/experiments/" + experiment)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("")));
    assertEquals(429, answer.statusCode());
    return answer.body().substring(answer.body().indexOf("<main"));
  }
}
