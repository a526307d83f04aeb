package portside.experiments.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Role;
import portside.experiments.BadInput;
import portside.experiments.Digits;
import portside.experiments.OnDevice;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.Binding;
import portside.net.Protocol;
import portside.page.Json;
import portside.testing.Alone;
import portside.testing.Devices;
import portside.testing.OnANetwork;
import portside.testing.TestSite;

@Alone
class PathTest {
  private final Trial trial = new Trial(new Path(Trial.address("0.0.0.0")));

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void bytes_to_127_0_0_1_stay_inside() {
    RunState run = trial.run();
    assertEquals("stayed-inside", run.outcome(), run.toString());
    PathEvidence found = Trial.evidence(run, PathEvidence.class);
    assertEquals(Trial.address("127.0.0.1"), found.address());
    assertEquals(Trial.address("127.0.0.1"), found.sourceAddress());
    assertTrue(found.bytesSent() >= 1_000_000, found.toString());
    assertTrue(found.loopbackBytes() >= found.bytesSent(), found.toString());
    InterfaceBytes carrier =
        found.interfaces().stream()
            .filter(each -> each.name().equals(found.carriedBy()))
            .findFirst()
            .orElseThrow();
    assertTrue(carrier.loopback());
    assertEquals(carrier.after().since(carrier.before()), carrier.gain());
    assertTrue(carrier.gain().sent() >= found.bytesSent(), found.toString());
    assertTrue(carrier.matches() * 4 >= found.rounds() * 3, found.toString());
  }

  @Test
  void the_port_is_given_back() {
    RunState run = trial.run();
    trial.ended(run.id());
    int port = Trial.evidence(run, PathEvidence.class).port();
    assertTrue(
        Binding.tryBind(Trial.address("127.0.0.1"), port, Protocol.TCP).succeeded(), "" + port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.1", "8.8.8.8", "0.0.0.0", "::", "255.255.255.255"})
  void nothing_is_sent_to_an_address_that_is_not_our_own(String foreign) {
    BadInput refused = assertThrows(BadInput.class, () -> trial.run("target", foreign));
    assertEquals("not-own-address", refused.problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "wifi", "127.1", ""})
  void a_name_is_not_an_address(String name) {
    assertThrows(BadInput.class, () -> trial.run("target", name));
  }

  @Test
  void equal_targets_are_written_alike() {
    assertEquals(
        "::1", new PathParameters("0:0:0:0:0:0:0:1", PathParameters.From.THIS_COMPUTER).target());
  }

  @Test
  void the_drawing_says_the_measured_bytes_in_words_and_guests_see_no_single_interface() {
    RunState run = trial.run();
    PathEvidence found = Trial.evidence(run, PathEvidence.class);
    for (String lang : List.of("ko", "en")) {
      String view = trial.view(run, Role.GUEST, lang);
      String bytes = Digits.grouped(found.loopbackBytes());
      assertTrue(view.contains("<svg class=\"path-figure\" role=\"img\""), view);
      assertTrue(view.matches("(?s).*<desc id=[^>]*>[^<]*" + bytes + ".*"), view);
      assertTrue(view.contains("text-anchor=\"middle\">" + bytes), view);
      assertFalse(view.contains("path-interfaces"), view);
      assertTrue(trial.view(run, Role.HOST, lang).contains("path-interfaces"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "lo, eth0, The way out by eth0 was not taken",
        "lo, -,    This computer is on no network",
        "-,  eth0, This system does not count what passes the loopback"
      })
  void the_drawing_describes_also_a_computer_without_network_or_without_counters(
      @Nullable String carrier, @Nullable String network, String says) {
    RunState run = trial.run();
    PathEvidence found = Trial.evidence(run, PathEvidence.class);
    PathEvidence elsewhere =
        new PathEvidence(
            found.address(),
            found.sourceAddress(),
            found.port(),
            found.bytesSent(),
            found.rounds(),
            carrier,
            found.loopbackBytes(),
            found.networkBytes(),
            network,
            found.inside(),
            found.interfaces(),
            null,
            null);
    RunState there = Trial.with(run, elsewhere, run.changed(), null);
    String description =
        trial.view(there, Role.GUEST, "en").replaceAll("(?s).*<desc[^>]*>(.*)</desc>.*", "$1");
    assertTrue(description.contains(says), description);
  }

  @Test
  void over_http_a_foreign_address_is_a_400_that_says_why() {
    try (TestSite site = TestSite.start()) {
      assertTrue(site.post("/experiments/path", "{}").body().contains("\"stayed-inside\""));
      var refused = site.post("/experiments/path", "{\"target\":\"203.0.113.1\"}");
      assertEquals(400, refused.statusCode());
      assertTrue(refused.body().contains("203.0.113.1"), refused.body());
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, 127.0.0.1, not-for-others", "127.0.0.1, lan, room"})
  void another_device_can_take_part_only_where_it_can_come(
      String listening, String target, String reason) {
    OnANetwork.addresses();
    try (Trial here = new Trial(new Path(Trial.address(listening)))) {
      RunState run = here.run("target", target, "from", "other-device");
      assertEquals(reason, run.missing() == null ? null : run.missing().reason(), run.toString());
      assertNull(run.outcome());
      assertNull(run.failure());
      assertNull(run.evidence());
    }
  }

  @Test
  void when_no_device_comes_the_run_says_what_is_missing_and_gives_the_port_back()
      throws Exception {
    OnANetwork.addresses();
    Path impatient = new Path(Trial.address("0.0.0.0"), Duration.ofSeconds(2));
    try (Trial here = new Trial(impatient)) {
      RunState started = here.start("target", "lan", "from", "other-device");
      RunState waiting =
          here.until(
              started.id(),
              state -> state.evidence() instanceof PathEvidence found && found.guestUrl() != null);
      String view = here.view(waiting, Role.HOST, "ko");
      PathEvidence found = Trial.evidence(waiting, PathEvidence.class);
      assertTrue(view.contains("href=\"" + found.guestUrl() + "\""), view);
      RunState ended = here.ended(started.id());
      assertEquals("nobody", ended.missing() == null ? null : ended.missing().reason());
      assertNull(ended.failure());
      int port = URI.create(found.guestUrl()).getPort();
      assertTrue(Binding.tryBind(found.address(), port, Protocol.TCP).succeeded(), "" + port);
      assertFalse(here.view(ended, Role.HOST, "ko").contains(found.guestUrl()), "a dead link");
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class WithOtherDevices {
    private Devices devices;

    @BeforeAll
    void make() {
      devices = Devices.make();
      sink(devices, devices.phone(), Devices.PHONE_ADDRESS);
    }

    @AfterAll
    void vanish() {
      devices.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lan", "127.0.0.1", Devices.LAPTOP_ADDRESS})
    void other_traffic_on_the_network_does_not_flip_it(String target) {
      long others = 0;
      for (JsonNode run :
          runs(devices, noise(Devices.PHONE_ADDRESS), RUNS, "path", "target", target)) {
        assertEquals("stayed-inside", run.get("outcome").asText(), run.toString());
        JsonNode found = run.get("evidence");
        assertEquals("lo", found.get("carriedBy").asText(), run.toString());
        assertEquals("lan0", found.get("network").asText());
        assertEquals(
            target.equals("127.0.0.1") ? "127.0.0.1" : Devices.LAPTOP_ADDRESS,
            found.get("sourceAddress").asText());
        others += gain(found, "lan0");
      }
      assertTrue(others >= 10_000_000, "too little other traffic to prove anything: " + others);
    }

    @Test
    void without_other_traffic_next_to_nothing_passes_the_network() {
      JsonNode found = runs(devices, "path", "target", "lan").get(0).get("evidence");
      assertTrue(gain(found, "lan0") < 10_000, found.toString());
      assertTrue(gain(found, "lo") >= 1_000_000, found.toString());
    }

    @Test
    void without_a_network_there_is_no_lan_to_send_to() {
      JsonNode run = runsOn(devices, devices.island(), "path", "target", "lan").get(0);
      assertEquals("null", run.get("outcome").asText());
      assertTrue(run.get("missing").asText().equals("no-network"), run.toString());
    }
  }

  /** An unusual computer: its rules send even its own address to the router, which returns it. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class WhereTheRulesSendOwnTrafficOut {
    private Devices devices;

    @BeforeAll
    void make() {
      devices = Devices.make();
      String set = "for i in all lan0; do echo %s > /proc/sys/net/ipv4/conf/$i/%s; done;";
      String loose = set.formatted("0", "rp_filter");
      shell(
          devices.phone(),
          "echo 1 > /proc/sys/net/ipv4/ip_forward;" + loose + set.formatted("0", "send_redirects"));
      shell(
          devices.laptop(),
          (loose
                  + set.formatted("1", "accept_local")
                  + "ip rule add pref 5 iif lan0 lookup local;"
                  + "ip route add OWN via ROUTER dev lan0 src OWN table 100;"
                  + "ip rule add pref 6 to OWN lookup 100;"
                  + "ip rule add pref 7 lookup local; ip rule del pref 0;")
              .replace("OWN", Devices.LAPTOP_ADDRESS)
              .replace("ROUTER", Devices.PHONE_ADDRESS));
    }

    @AfterAll
    void vanish() {
      devices.close();
    }

    @Test
    void bytes_to_the_own_address_have_left() {
      JsonNode run = runs(devices, "path", "target", "lan").get(0);
      assertLeft(run);
      assertTrue(gain(run.get("evidence"), "lo") < 10_000, run.toString());
    }

    @Test
    void other_traffic_inside_does_not_flip_it() {
      sink(devices, devices.laptop(), "127.0.0.1");
      long others = 0;
      for (JsonNode run : runs(devices, noise("127.0.0.1"), RUNS, "path", "target", "lan")) {
        assertLeft(run);
        others += gain(run.get("evidence"), "lo");
      }
      assertTrue(others >= 10_000_000, "too little other traffic to prove anything: " + others);
    }

    @Test
    void bytes_to_loopback_stay_inside_here_too() {
      JsonNode run = runs(devices, "path", "target", "127.0.0.1").get(0);
      assertEquals("stayed-inside", run.get("outcome").asText(), run.toString());
    }

    private void assertLeft(JsonNode run) {
      assertEquals("left-the-computer", run.get("outcome").asText(), run.toString());
      assertEquals("lan0", run.get("evidence").get("carriedBy").asText(), run.toString());
      assertEquals("lan0", run.get("evidence").get("network").asText(), run.toString());
    }

    private void shell(String device, String script) {
      Devices.Ran ran = devices.run(device, "sh", "-e", "-c", script);
      assertEquals(0, ran.code(), ran.out());
    }
  }

  private static final String RUNS = "runs=4";

  private static String noise(String address) {
    return "noise=" + address + ":9900";
  }

  /** Receives the noise, which waits until it is there. */
  private static void sink(Devices devices, String device, String address) {
    devices.start(
        device, OnDevice.command(List.of(), "sink", address, "9900").toArray(String[]::new));
  }

  private static List<JsonNode> runs(Devices devices, String... arguments) {
    return runsOn(devices, devices.laptop(), arguments);
  }

  private static List<JsonNode> runsOn(Devices devices, String device, String... arguments) {
    List<String> quiet = List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
    Devices.Ran ran =
        devices.run(device, OnDevice.command(quiet, arguments).toArray(String[]::new));
    assertEquals(0, ran.code(), ran.out());
    return ran.out().lines().filter(line -> line.startsWith("{")).map(PathTest::json).toList();
  }

  private static long gain(JsonNode found, String name) {
    for (JsonNode each : found.get("interfaces")) {
      if (each.get("name").asText().equals(name)) {
        return each.get("gain").get("sent").asLong();
      }
    }
    throw new AssertionError(name + " is not in " + found);
  }

  private static JsonNode json(String line) {
    try {
      return Json.read(line);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }
}
