package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.net.HostSystem;
import portside.net.IpAddresses;
import portside.net.PortHolders;
import portside.net.Protocol;
import portside.page.Json;
import portside.testing.GivenBack;
import portside.testing.Patience;
import portside.testing.QuietPort;
import portside.testing.TestSite;

/**
 * The experiments about ports as another program uses them: JSON in, JSON out. What they measure is
 * tested beside each of them; here it is what of it goes over the wire, and to whom.
 */
class LessonFiveOverHttpTest {

  private static TestSite site;

  @BeforeAll
  static void start(TestSite itsSite) {
    site = itsSite;
  }

  @Test
  void a_conflict_is_answered_with_the_systems_words() throws Exception {
    JsonNode run = run("conflict", "{\"first\":\"127.0.0.1\",\"second\":\"127.0.0.1\"}");
    assertEquals("second-fails", run.path("outcome").asText());
    assertTrue(run.path("evidence").path("error").isTextual(), run.toString());
    assertTrue(run.path("evidence").path("port").asInt() > 1_023, run.toString());
    assertTrue(run.path("evidence").path("matrix").isNull(), "not measured");
    JsonNode kept = look(run);
    for (String same : List.of("run", "parameters", "outcome", "evidence", "summary")) {
      assertEquals(run.path(same), kept.path(same), "the run is kept under its id");
    }
  }

  @Test
  void two_that_both_listen_say_who_answered_at_each_door() throws Exception {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "macOS has no 127.0.0.2 at first");
    JsonNode run = run("conflict", "{\"second\":\"127.0.0.2\"}");
    assertEquals("both-listen", run.path("outcome").asText());
    List<String> reached = new ArrayList<>();
    for (JsonNode door : run.path("evidence").path("reached")) {
      reached.add(
          "%s %d %d %d"
              .formatted(
                  door.path("address").asText(),
                  door.path("first").asInt(),
                  door.path("second").asInt(),
                  door.path("nobody").asInt()));
    }
    assertEquals(List.of("127.0.0.1 10 0 0", "127.0.0.2 0 10 0"), reached);
  }

  @Test
  void the_whole_table_is_in_the_answer_and_in_a_file_for_the_host() throws Exception {
    JsonNode run = run("conflict", "{\"variant\":\"matrix\"}");
    List<String> expected = new ArrayList<>(List.of("first,second,outcome"));
    for (JsonNode row : run.path("evidence").path("matrix")) {
      for (JsonNode cell : row.path("cells")) {
        expected.add(
            String.join(
                ",",
                row.path("name").asText(),
                cell.path("second").asText(),
                cell.path("outcome").asText()));
      }
    }
    assertEquals(37, expected.size(), "six by six and the head");
    String file = url(run) + "/matrix.csv";
    HttpResponse<String> csv = asHost("GET", file, "");
    assertEquals("text/csv;charset=utf-8", type(csv));
    List<String> lines =
        csv.body().lines().map(line -> line.replaceAll("^([^,]*,[^,]*,[^,]*),.*", "$1")).toList();
    assertEquals(expected, lines);
    assertEquals(403, site.get(file).statusCode(), "not for guests");
  }

  @Test
  void the_owner_of_a_port_is_told_to_the_host_alone() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      server.bind(new InetSocketAddress(Trial.address("127.0.0.1"), QuietPort.next()));
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      JsonNode run = run("owner", "{\"port\":" + port + "}");
      assertEquals("found", run.path("outcome").asText());
      assertEquals(
          "[" + ProcessHandle.current().pid() + "]",
          run.path("evidence").path("pids").toString(),
          run.toString());
      assertTrue(run.path("evidence").path("holders").get(0).path("portside").asBoolean());
      assertTrue(run.path("evidence").path("commands").get(0).path("command").isTextual());
      JsonNode guest = Json.read(answer(site.request(url(run))).body());
      assertEquals("found", guest.path("outcome").asText());
      assertTrue(guest.path("evidence").path("listening").asBoolean());
      assertFalse(guest.toString().contains("\"pid"), guest.toString());
    }
  }

  @Test
  void a_leftover_is_begun_judged_and_given_up_by_a_program() throws Exception {
    HttpResponse<String> begun =
        answer(
            site.request("/experiments/leftover")
                .header("Authorization", "Bearer " + TestSite.KEY)
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .POST(HttpRequest.BodyPublishers.ofString("{\"variant\":\"plain\"}")));
    assertEquals(202, begun.statusCode(), begun.body());
    JsonNode run = Json.read(begun.body());
    assertEquals(url(run), begun.headers().firstValue("Location").orElseThrow());
    JsonNode up = until(run, state -> state.path("evidence").path("held").asBoolean());
    assertTrue(up.path("outcome").isNull() && up.path("alive").asBoolean(), up.toString());
    assertEquals(0, up.path("evidence").path("members").size(), "to be found by the reader");

    assertEquals("nobody", verdict(run, "{\"pid\":999999999}"), "as a number");
    assertEquals("no-number", verdict(run, "{\"pid\":\"the first one\"}"));
    String me = String.valueOf(ProcessHandle.current().pid());
    assertEquals("portside", verdict(run, "{\"pid\":\"" + me + "\"}"));
    assertEquals(400, asHost("POST", url(run) + "/pid", "{\"pid\":[1]}").statusCode());
    assertEquals(400, asHost("POST", url(run) + "/kill", "{}").statusCode(), "not an action");
    HttpRequest.Builder guest = site.request(url(run) + "/give-up").header("Origin", site.origin());
    assertEquals(403, answer(guest.POST(HttpRequest.BodyPublishers.noBody())).statusCode());

    assertEquals(200, asHost("POST", url(run) + "/give-up", "").statusCode());
    JsonNode ended = until(run, state -> !state.path("alive").asBoolean());
    assertEquals("still-running", ended.path("outcome").asText());
    int port = ended.path("evidence").path("port").asInt();
    // Once it is free, anybody may have it.
    Set<Long> ours =
        ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    assertTrue(
        PortHolders.of(port, Protocol.TCP).stream()
            .flatMapToLong(holder -> holder.pid().stream())
            .noneMatch(ours::contains),
        "Portside ended it itself");
  }

  private static String verdict(JsonNode run, String json) throws Exception {
    HttpResponse<String> said = asHost("POST", url(run) + "/pid", json);
    assertEquals(200, said.statusCode(), said.body());
    String typed = Json.read(json).path("pid").asText();
    JsonNode judged =
        until(
            run,
            state -> state.path("evidence").path("guess").path("typed").asText("-").equals(typed));
    return judged.path("evidence").path("guess").path("verdict").asText();
  }

  @Test
  void a_new_port_answers_until_its_run_is_stopped() throws Exception {
    int taken = QuietPort.pair();
    JsonNode run = run("newport", "{\"taken\":" + taken + "}");
    assertEquals("next-is-free", run.path("outcome").asText());
    assertEquals(taken + 1, run.path("evidence").path("nextFreePort").asInt());
    assertTrue(run.path("alive").asBoolean());
    String url = run.path("evidence").path("url").asText();
    assertEquals("http://127.0.0.1:" + (taken + 1) + "/", url);
    assertTrue(run.path("evidence").path("answer").asText().contains("" + (taken + 1)));
    JsonNode ended = Json.read(asHost("POST", url(run) + "/stop", "").body());
    assertFalse(ended.path("alive").asBoolean());
    assertTrue(ended.path("evidence").path("url").isNull(), ended.toString());
    GivenBack.expect(IpAddresses.LOOPBACK, taken);
    GivenBack.expect(IpAddresses.LOOPBACK, taken + 1);
  }

  @Test
  void ephemeral_ports_come_with_both_ranges() throws Exception {
    JsonNode found = run("ephemeral", "{\"count\":7}").path("evidence");
    Set<String> ports = new HashSet<>();
    found.path("ports").forEach(port -> ports.add(port.asText()));
    assertEquals(7, ports.size(), found.toString());
    assertEquals(49_152, found.path("iana").path("first").asInt());
    assertTrue(found.path("configured").path("last").isInt(), found.toString());
  }

  @Test
  void time_wait_is_counted_tried_again_and_stopped() throws Exception {
    assumeTrue(HostSystem.here() == HostSystem.LINUX, "the systems differ in this");
    JsonNode run = run("timewait", "{\"reuseAddress\":true}"); // a switch, as JSON says it
    assertEquals("on", run.path("parameters").path("reuseAddress").asText());
    assertEquals("rebind-works", run.path("outcome").asText());
    assertEquals("TIME_WAIT", run.path("evidence").path("state").asText());
    assertEquals(200, asHost("POST", url(run) + "/rebind", "{}").statusCode());
    until(run, state -> state.path("evidence").path("attempts").size() == 2);
    asHost("POST", url(run) + "/stop", "");
    until(run, state -> !state.path("alive").asBoolean());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conflict  | {"first":"localhost"}     | bad-input.not-an-address | first
          conflict  | {"variant":"everything"}  | bad-input.not-a-choice   | pair
          owner     | {"port":0}                | bad-input.out-of-range   | 65535
          owner     | {"protocol":"icmp"}       | bad-input.not-a-choice   | tcp
          leftover  | {"variant":"zombie"}      | bad-input.not-a-choice   | reloader
          newport   | {"taken":80}              | bad-input.out-of-range   | 1024
          ephemeral | {"count":201}             | bad-input.out-of-range   | 200
          timewait  | {"reuseAddress":"maybe"}  | bad-input.not-a-choice   | off
          timewait  | {"reuse":"on"}            | bad-input.unknown-parameter      | reuseAddress
          """)
  void bad_input_is_refused_with_what_would_be_good(
      String experiment, String json, String error, String named) throws Exception {
    HttpResponse<String> refused = asHost("POST", "/experiments/" + experiment, json);
    assertEquals(400, refused.statusCode(), refused.body());
    JsonNode problem = Json.read(refused.body());
    assertEquals(error, problem.path("error").asText());
    assertTrue(refused.body().contains(named), refused.body());
    assertTrue(problem.path("what").isTextual(), refused.body());
  }

  // --- what all of them share ---

  /** Runs it and waits until it has settled, as the host. */
  private static JsonNode run(String experiment, String json) throws Exception {
    HttpResponse<String> answer = asHost("POST", "/experiments/" + experiment, json);
    assertEquals(200, answer.statusCode(), answer.body());
    JsonNode run = Json.read(answer.body());
    assertEquals(experiment, run.path("experiment").asText());
    assertTrue(run.path("summary").isTextual(), answer.body());
    assertEquals(url(run), answer.headers().firstValue("Location").orElseThrow());
    return run;
  }

  private static String url(JsonNode run) {
    return "/runs/" + run.path("run").asText();
  }

  private static JsonNode look(JsonNode run) {
    String body = asHost("GET", url(run), "").body();
    try {
      return Json.read(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(body, e);
    }
  }

  private static JsonNode until(JsonNode run, Predicate<JsonNode> expected) {
    return Patience.until(() -> look(run).toString(), () -> look(run), expected);
  }

  private static HttpResponse<String> asHost(String method, String path, String body) {
    HttpRequest.Builder request =
        site.request(path).header("Authorization", "Bearer " + TestSite.KEY);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return answer(request.method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> answer(HttpRequest.Builder request) {
    // Java's client would offer HTTP/2 with an Upgrade header, which is for the live connection.
    return site.send(
        request.version(HttpClient.Version.HTTP_1_1).header("Accept", "application/json"));
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").replace(" ", "");
  }
}
