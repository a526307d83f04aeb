package portside.experiments.localhost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.access.Role;
import portside.experiments.OnDevice;
import portside.experiments.RunState;
import portside.experiments.Trial;
import portside.net.IpAddresses;
import portside.net.LocalhostName;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.testing.Chromium;
import portside.testing.Devices;
import portside.testing.GivenBack;
import portside.testing.Patience;
import portside.testing.TestSite;

@Tag("browser")
class LocalhostTest {
  private static final String IPV4 = "127.0.0.1";
  private static final String IPV6 = "[::1]";

  private static Children children;
  private final Trial trial = new Trial(new Localhost(children));
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start(Children itsChildren) {
    children = itsChildren;
  }

  @AfterEach
  void close() {
    trial.close();
  }

  @Test
  void in_java_it_is_what_java_says_and_the_first_door_is_reached() throws IOException {
    RunState run = trial.run();
    List<InetAddress> addresses = LocalhostName.inJava();
    assertEquals(Localhost.outcome(addresses), run.outcome(), run.toString());
    LocalhostEvidence found = evidence(run);
    assertEquals(addresses, found.addresses());
    assertEquals(addresses.get(0), found.reached());
    assertNull(found.error());
    assertEquals("false", found.javaPrefersIpv6());
  }

  @ParameterizedTest
  @CsvSource({
    "ipv4-only, 127.0.0.1, , false",
    "ipv6-only, ::1, , false",
    "ipv4-first, ::1, 127.0.0.1, false",
    "ipv6-first, 127.0.0.1, ::1, true",
  })
  void in_java_the_hosts_file_and_the_setting_decide(
      String outcome, String first, String second, String preferIpv6, @TempDir Path folder)
      throws Exception {
    String lines = first + " localhost\n" + (second == null ? "" : second + " localhost\n");
    Path hosts = Files.writeString(folder.resolve("hosts"), lines);
    List<String> out = Collections.synchronizedList(new ArrayList<>());
    List<String> options =
        List.of(
            "-Djdk.net.hosts.file=" + hosts,
            "-Djava.net.preferIPv6Addresses=" + preferIpv6,
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=off");
    try (Child child =
        children.start(
            Command.of(OnDevice.command(options, "localhost", "from", "jvm")),
            (stream, text) -> out.add(text))) {
      assertEquals(0, child.awaitExit(Patience.LIMIT).orElseThrow().code(), "" + out);
    }
    String said = String.join("\n", out);
    assertTrue(said.contains("\"outcome\":\"" + outcome + "\""), said);
    String reached = outcome.startsWith("ipv4") ? "127.0.0.1" : "::1";
    assertTrue(said.contains("\"reached\":\"" + reached + "\""), said);
    assertTrue(said.contains("\"javaPrefersIpv6\":\"" + preferIpv6 + "\""), said);
  }

  @Test
  void curl_is_asked_again_with_the_first_door_shut() {
    RunState run = trial.run("from", "curl");
    LocalhostEvidence found = evidence(run);
    assertNotNull(found.reached(), run.toString());
    String family = found.reached().getAddress().length == 4 ? "ipv4" : "ipv6";
    assertEquals(family + (found.reachedNext() == null ? "-only" : "-first"), run.outcome());
    String connected = "Connected to localhost (" + IpAddresses.text(found.reached()) + ")";
    assertTrue(
        run.lines().stream().anyMatch(line -> line.text().contains(connected)), run.toString());
    assertTrue(
        run.lines().stream().anyMatch(line -> line.text().startsWith("closed: ")), run.toString());
    assertNull(found.javaPrefersIpv6());
  }

  @Test
  void on_a_computer_with_one_family_curl_finds_only_that() {
    try (Devices devices = Devices.make()) {
      shell(devices, devices.island(), "ip address del 127.0.0.1/8 dev lo");
      assertOutcome("ipv6-only", devices, devices.island());
      shell(
          devices,
          devices.laptop(),
          "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6;"
              + "echo 1 > /proc/sys/net/ipv6/conf/lo/disable_ipv6");
      assertOutcome("ipv4-only", devices, devices.laptop());
    }
  }

  private static void assertOutcome(String outcome, Devices devices, String device) {
    Devices.Ran ran =
        devices.run(
            device,
            OnDevice.command(List.of(), "localhost", "from", "curl").toArray(String[]::new));
    assertTrue(ran.out().contains("\"outcome\":\"" + outcome + "\""), ran.out());
  }

  private static void shell(Devices devices, String device, String script) {
    Devices.Ran ran = devices.run(device, "sh", "-e", "-c", script);
    assertEquals(0, ran.code(), ran.out());
  }

  /** The test itself plays browsers of four kinds. */
  @ParameterizedTest
  @CsvSource({
    "ipv4-first, 127.0.0.1, [::1]",
    "ipv6-first, [::1], 127.0.0.1",
    "ipv4-only, 127.0.0.1, ",
    "ipv6-only, [::1], "
  })
  void a_browser_is_sent_to_the_other_door_when_the_first_is_shut(
      String outcome, String first, String second) throws Exception {
    RunState run = waiting();
    assertEquals(200, open(run, first));
    assertEquals(403, tell(run, first, "again"), "before the first door is shut");
    assertEquals(200, tell(run, first, "arrived"));
    untilShut(run, first);
    if (second != null) {
      assertEquals(200, tell(run, second, "again"));
    }
    RunState settled = trial.answered(run.id());
    assertEquals(outcome, settled.outcome(), settled.toString());
    assertEquals(first.replaceAll("[\\[\\]]", ""), text(evidence(settled).reached()));
    assertEquals(second == null, evidence(settled).reachedNext() == null);
    assertEquals(2, evidence(settled).doors().size());
  }

  @Test
  void a_browser_without_scripts_shows_which_door_comes_first() throws Exception {
    RunState run = waiting();
    open(run, IPV6);
    RunState settled = trial.answered(run.id());
    assertEquals("ipv6-first", settled.outcome());
    assertNull(evidence(settled).reachedNext());
  }

  @Test
  void whoever_does_not_know_the_nonce_is_nobody() throws Exception {
    RunState run = waiting();
    String stranger = "http://127.0.0.1:" + evidence(run).port();
    assertEquals(404, status(HttpRequest.newBuilder(URI.create(stranger + "/?nonce=wrong"))));
    assertEquals(
        404,
        status(
            HttpRequest.newBuilder(URI.create(stranger + "/arrived"))
                .POST(BodyPublishers.ofString("nonce=wrong"))));
    open(run, IPV4);
    tell(run, IPV4, "arrived");
    untilShut(run, IPV4);
    tell(run, IPV6, "again");
    assertEquals("ipv4-first", trial.answered(run.id()).outcome());
  }

  @Test
  void the_link_with_the_nonce_is_for_the_host_alone() throws Exception {
    RunState run = waiting();
    assertTrue(trial.view(run, Role.HOST, "ko").contains("nonce=" + run.id()));
    assertFalse(trial.view(run, Role.GUEST, "ko").contains(run.id()));
    trial.act(run.id(), "stop");
    trial.ended(run.id());
    for (String door : List.of(IPV4, "::1")) {
      GivenBack.expect(Trial.address(door), evidence(run).port());
    }
  }

  @Test
  void an_order_of_addresses_is_one_of_four_outcomes() throws IOException {
    InetAddress four = Doors.IPV4;
    InetAddress six = Doors.IPV6;
    assertEquals("ipv4-first", Localhost.outcome(List.of(four, six)));
    assertEquals("ipv6-first", Localhost.outcome(List.of(six, four)));
    assertEquals("ipv4-only", Localhost.outcome(List.of(four, four)));
    assertEquals("ipv6-only", Localhost.outcome(List.of(six)));
    assertThrows(IOException.class, () -> Localhost.outcome(List.of()));
  }

  @Test
  void a_real_browser_settles_it_by_opening_the_link() {
    try (TestSite site = TestSite.start();
        Chromium chromium = Chromium.start();
        BrowserContext context = chromium.context()) {
      Page page = context.newPage();
      page.navigate(site.hostLink());
      page.navigate(site.origin() + "/experiments/localhost");
      page.selectOption("select[name=from]", "browser");
      page.click("button.run");
      Page opened = context.waitForPage(() -> page.click(".localhost-open"));
      String door = opened.textContent("#door");
      page.waitForSelector("#localhost-said .outcome");
      page.click("#localhost-result .measured > summary");
      page.waitForSelector("[data-evidence=reached]");
      assertTrue(page.textContent("[data-evidence=reached]").contains(door));
      String outcome = page.getAttribute("#localhost-result .result", "data-outcome");
      assertTrue(outcome.startsWith(door.equals("::1") ? "ipv6-" : "ipv4-"), outcome);
    }
  }

  private RunState waiting() throws InterruptedException {
    RunState started = trial.start("from", "browser");
    return trial.until(started.id(), state -> state.evidence() != null);
  }

  private int open(RunState run, String door) throws Exception {
    return status(HttpRequest.newBuilder(url(run, door, "?nonce=" + run.id())));
  }

  private int tell(RunState run, String door, String what) throws Exception {
    return status(
        HttpRequest.newBuilder(url(run, door, what))
            .POST(BodyPublishers.ofString("nonce=" + run.id())));
  }

  private static URI url(RunState run, String door, String rest) {
    return URI.create("http://" + door + ":" + evidence(run).port() + "/" + rest);
  }

  private int status(HttpRequest.Builder request) throws Exception {
    return client
        .send(request.timeout(Patience.LIMIT).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private void untilShut(RunState run, String door) throws InterruptedException {
    String line = "closed: " + door + ":" + evidence(run).port();
    trial.until(
        run.id(), state -> state.lines().stream().anyMatch(each -> each.text().equals(line)));
  }

  private static String text(InetAddress address) {
    return IpAddresses.text(address);
  }

  private static LocalhostEvidence evidence(RunState run) {
    return Trial.evidence(run, LocalhostEvidence.class);
  }
}
