package portside.access;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.Devices.LAPTOP_ADDRESS;
import static portside.testing.Devices.PHONE_ADDRESS;
import static portside.testing.PortsideProcess.KEY;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.Campaign;
import portside.testing.Chromium;
import portside.testing.Devices;
import portside.testing.Flood;
import portside.testing.Java;
import portside.testing.Patience;
import portside.testing.PortsideProcess;
import portside.testing.Reader;

/** The jar on a laptop that opens it to the room, and a phone on the same network. */
final class SecondDeviceIT {
  private static final String LAPTOP_IPV6 = "fd77::10";
  private static final String PHONE_IPV6 = "fd77::20";

  /** A device, or a class behind one address, may have so many connections. */
  private static final int CONNECTIONS_PER_ADDRESS = 2_000;

  @TempDir static Path folder;
  private static Devices devices;
  private static PortsideProcess portside;

  @BeforeAll
  static void start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    devices = Devices.make();
    address(devices.laptop(), LAPTOP_IPV6);
    address(devices.phone(), PHONE_IPV6);
    portside = serve(devices.laptop(), "--lan");
  }

  private static void address(String device, String ipv6) {
    Devices.Ran ran =
        devices.run(device, "ip", "address", "add", ipv6 + "/64", "dev", "lan0", "nodad");
    assertEquals(0, ran.code(), ran.out());
  }

  private static PortsideProcess serve(String device, String... more) {
    List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", device));
    line.addAll(PortsideProcess.jar("--port", "0", "--no-open", "--lang", "en"));
    line.addAll(List.of(more));
    return PortsideProcess.start(line, folder, Map.of("PORTSIDE_KEY", KEY)).awaitStart();
  }

  @AfterAll
  static void stop() {
    if (portside != null) {
      portside.close();
    }
    if (devices != null) {
      devices.close();
    }
  }

  private static String site() {
    return "http://" + LAPTOP_ADDRESS + ":" + portside.port();
  }

  private static Devices.Ran curl(String device, String... arguments) {
    List<String> line =
        new ArrayList<>(List.of("curl", "-q", "-s", "--max-time", "120", "--noproxy", "*"));
    line.addAll(List.of(arguments));
    return devices.run(device, line.toArray(String[]::new));
  }

  /** What the phone gets, the head of the answer before it. */
  private static String phone(String path, String... arguments) {
    List<String> all = new ArrayList<>(List.of("-i", "-H", "Accept-Language: en"));
    all.addAll(List.of(arguments));
    all.add(site() + path);
    Devices.Ran ran = curl(devices.phone(), all.toArray(String[]::new));
    assertEquals(0, ran.code(), ran.out());
    return ran.out();
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  @Test
  void the_terminal_names_every_link_for_the_room_and_who_can_use_it() {
    String said = String.join("\n", portside.out());
    assertTrue(said.contains("http://127.0.0.1:" + portside.port() + "/?key=" + KEY), said);
    assertTrue(said.contains("Other devices on the same network can read along here:"), said);
    assertTrue(said.contains(site() + "/ "), said);
    assertTrue(said.contains("http://[" + LAPTOP_IPV6 + "]:" + portside.port() + "/ "), said);
    assertTrue(said.contains("by IPv4 and by IPv6"), said);
    assertEquals(1, said.split("key=", -1).length - 1, "only the host's own link has the key");
    assertEquals(List.of(), portside.err());
  }

  @Test
  void the_phone_is_seen_as_a_device_of_the_local_network_by_ipv4_and_ipv6() {
    String four = phone("/whoami");
    assertStatus(200, four);
    assertTrue(four.contains("\"outcome\":\"local-network\""), four);
    assertTrue(four.contains("\"remoteAddress\":\"" + PHONE_ADDRESS + "\""), four);
    assertTrue(four.contains("\"localAddress\":\"" + LAPTOP_ADDRESS + "\""), four);
    String doors = four.substring(four.indexOf("\"doors\""));
    assertTrue(doors.contains(site()), doors);
    assertFalse(
        doors.contains("127.0.0.1"), "a guest is shown no door that it cannot use: " + doors);
    Devices.Ran six =
        curl(devices.phone(), "-g", "http://[" + LAPTOP_IPV6 + "]:" + portside.port() + "/whoami");
    assertTrue(six.out().contains("\"outcome\":\"local-network\""), six.out());
    assertTrue(six.out().contains("\"remoteAddress\":\"" + PHONE_IPV6 + "\""), six.out());
  }

  @Test
  void the_laptop_reaches_itself_by_every_door_and_is_the_host_with_the_key() {
    for (String door : List.of("127.0.0.1", LAPTOP_ADDRESS, "[" + LAPTOP_IPV6 + "]", "[::1]")) {
      Devices.Ran ran =
          curl(
              devices.laptop(),
              "-g",
              "-d",
              "port=0",
              "-H",
              "Authorization: Bearer " + KEY,
              "http://" + door + ":" + portside.port() + "/experiments/probe",
              "-H",
              "Accept: application/json");
      assertTrue(ran.out().contains("\"outcome\":\"free\""), door + ": " + ran.out());
    }
  }

  @Test
  void on_its_own_loopback_the_phone_finds_nobody() {
    Devices.Ran ran = curl(devices.phone(), "http://127.0.0.1:" + portside.port() + "/");
    assertEquals(7, ran.code(), "7 is curl's word for refused: " + ran.out());
  }

  @Test
  void without_lan_the_phone_is_refused_and_the_laptop_is_not() {
    try (PortsideProcess closed = serve(devices.laptop())) {
      String door = "http://" + LAPTOP_ADDRESS + ":" + closed.port() + "/health";
      assertEquals(7, curl(devices.phone(), door).code());
      Devices.Ran own = curl(devices.laptop(), "http://127.0.0.1:" + closed.port() + "/health");
      assertTrue(own.out().contains("ok"), own.out());
      assertFalse(closed.said().contains(LAPTOP_ADDRESS), closed.said());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/html"})
  void the_phone_can_start_nothing_and_is_told_why(String accept) {
    String answer =
        phone(
            "/experiments/probe",
            "-d",
            "port=0",
            "-H",
            "Origin: " + site(),
            "-H",
            "Accept: " + accept);
    assertStatus(403, answer);
    assertTrue(answer.contains("Only the person who runs this Portside can do that."), answer);
    assertTrue(answer.contains("The experiment happens on their computer."), answer);
  }

  @Test
  void nothing_that_the_phone_writes_into_a_request_makes_it_the_host() {
    Devices.Ran login =
        curl(devices.laptop(), "-i", "http://127.0.0.1:" + portside.port() + "/?key=" + KEY);
    String session =
        login
            .out()
            .lines()
            .filter(line -> line.startsWith("Set-Cookie: "))
            .findFirst()
            .orElseThrow(() -> new AssertionError(login.out()))
            .substring("Set-Cookie: ".length())
            .split(";")[0];
    String local = "localhost:" + portside.port();
    for (List<String> headers :
        List.of(
            List.of("Authorization: Bearer " + KEY),
            List.of("Cookie: " + session, "Origin: " + site()),
            List.of("Authorization: Bearer " + KEY, "X-Forwarded-For: 127.0.0.1"),
            List.of("Authorization: Bearer " + KEY, "Forwarded: for=127.0.0.1"),
            List.of("Authorization: Bearer " + KEY, "X-Real-IP: 127.0.0.1"),
            List.of("Authorization: Bearer " + KEY, "Host: " + local),
            List.of("Cookie: " + session, "Host: " + local, "Origin: http://" + local))) {
      List<String> arguments =
          new ArrayList<>(List.of("-d", "port=0", "-H", "Accept: application/json"));
      headers.forEach(header -> Collections.addAll(arguments, "-H", header));
      String answer = phone("/experiments/probe", arguments.toArray(String[]::new));
      assertStatus(403, answer);
      assertTrue(answer.contains("denied.host-only"), headers + ": " + answer);
    }
    for (String header : List.of("X-Forwarded-For: 127.0.0.1", "Host: " + local)) {
      String whoami = phone("/whoami", "-H", header);
      assertTrue(whoami.contains("\"remoteAddress\":\"" + PHONE_ADDRESS + "\""), whoami);
      assertTrue(whoami.contains("\"outcome\":\"local-network\""), whoami);
    }
  }

  @Test
  void the_right_key_from_another_device_gets_the_page_that_says_so() {
    String right = phone("/?key=" + KEY, "-H", "Accept: text/html");
    assertStatus(403, right);
    assertTrue(right.contains("the request seems to come from another device"), right);
    assertTrue(right.contains("container, WSL2 or a tunnel"), right);
    assertFalse(right.contains("Set-Cookie: portside-" + portside.port()), right);
    String wrong = phone("/?key=nearly-" + KEY, "-H", "Accept: application/json");
    assertStatus(403, wrong);
    assertTrue(wrong.contains("denied.wrong-key"), wrong);
  }

  @Test
  void a_lesson_reads_well_on_the_phone_and_listens_live_as_a_guest() {
    try (Chromium chromium = devices.browser(devices.phone());
        BrowserContext context = chromium.context(newPhone())) {
      List<String> complaints = Collections.synchronizedList(new ArrayList<>());
      Page page = context.newPage();
      page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
      page.onPageError(complaints::add);
      page.navigate(site() + "/en/wildcard");
      assertThat(page.locator("main h1")).isVisible();
      assertThat(page.locator("#is-there-a-redirect")).isVisible();
      assertEquals(0, page.locator("#is-there-a-redirect button.run").count());
      assertThat(page.locator("#is-there-a-redirect .notice")).isVisible();
      assertTrue(
          (Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"),
          "the page is wider than the phone");
      // The one experiment that is a guest's own.
      page.locator("#who button.run").click();
      assertThat(page.locator("#who [data-outcome=local-network]")).hasCount(1);
      assertTrue(page.locator("#who").innerText().contains(PHONE_ADDRESS));
      Object opened =
          page.evaluate(
              "() => new Promise(done => { const s = new WebSocket('ws://' + location.host +"
                  + " '/events'); s.onopen = () => done('open'); s.onclose = e => done('closed ' +"
                  + " e.code); })");
      assertEquals("open", opened);
      assertEquals(List.of(), complaints);

      page.navigate(site() + "/?key=" + KEY);
      assertThat(page.locator("main")).containsText("seems to come from another device");
      page.navigate(site() + "/en/wildcard");
      assertEquals(0, page.locator("#is-there-a-redirect button.run").count());
    }
  }

  private static com.microsoft.playwright.Browser.NewContextOptions newPhone() {
    return new com.microsoft.playwright.Browser.NewContextOptions()
        .setViewportSize(390, 844)
        .setLocale("en-US")
        .setHasTouch(true)
        .setIsMobile(true);
  }

  private static PortsideProcess flood(int connections, Flood.Way way, String... addresses) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "ip",
                "netns",
                "exec",
                devices.phone(),
                Java.here().toString(),
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                Flood.class.getName(),
                LAPTOP_ADDRESS,
                "" + portside.port(),
                "" + connections,
                way.name()));
    line.addAll(List.of(addresses));
    PortsideProcess flood = PortsideProcess.start(line, folder, Map.of());
    Patience.until(() -> "no flood: " + flood.said(), () -> !flood.out().isEmpty());
    return flood;
  }

  @Test
  void a_device_that_opens_too_many_web_sockets_gets_no_more_and_everybody_else_does() {
    try (PortsideProcess flood = flood(CONNECTIONS_PER_ADDRESS + 36, Flood.Way.WEBSOCKET)) {
      assertEquals(List.of(CONNECTIONS_PER_ADDRESS + " of 2036 answered"), flood.out());
      assertFalse(0 == curl(devices.phone(), site() + "/health").code(), "the phone got one more");
      Devices.Ran six =
          curl(
              devices.phone(), "-g", "http://[" + LAPTOP_IPV6 + "]:" + portside.port() + "/health");
      assertEquals(0, six.code(), "another address is another device");
      assertTheLaptopIsServed();
    }
    Patience.until(
        () -> "the phone stays locked out",
        () -> curl(devices.phone(), site() + "/health").code() == 0);
    assertEquals(List.of(), portside.err());
  }

  private static void assertTheLaptopIsServed() {
    Devices.Ran laptop = curl(devices.laptop(), site() + "/health");
    assertTrue(laptop.out().contains("ok"), laptop.out());
  }

  @Campaign
  @Test
  void a_device_with_seventy_addresses_locks_nobody_out() {
    String[] addresses = new String[70];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = "192.168.77." + (100 + i);
      Devices.Ran ran =
          devices.run(devices.phone(), "ip", "address", "add", addresses[i] + "/24", "dev", "lan0");
      assertEquals(0, ran.code(), ran.out());
    }
    for (Flood.Way way : List.of(Flood.Way.SILENT, Flood.Way.HEAD, Flood.Way.UNREAD)) {
      try (PortsideProcess flood = flood(7_000, way, addresses)) {
        for (int i = 0; i < 5; i++) {
          assertTheLaptopIsServed();
          assertEquals(0, curl(devices.phone(), site() + "/ko/wildcard").code(), "another guest");
        }
        assertTrue(flood.handle().isAlive(), flood.said());
      }
    }
    assertEquals(List.of(), portside.err());
  }

  @Test
  void on_an_island_every_experiment_of_the_third_lesson_works_and_nothing_leaves() {
    try (PortsideProcess alone = serve(devices.island());
        Chromium chromium = devices.browser(devices.island());
        BrowserContext context =
            chromium.context(
                new com.microsoft.playwright.Browser.NewContextOptions().setLocale("en-US"))) {
      Set<String> hosts = Collections.synchronizedSet(new TreeSet<>());
      List<String> complaints = Reader.complaints(context);
      context.onRequest(request -> hosts.add(URI.create(request.url()).getHost()));
      Page page = context.newPage();
      page.navigate(alone.link().toString());
      page.navigate("http://127.0.0.1:" + alone.port() + "/en/wildcard");
      List<Locator> cards = page.locator("article.card").all();
      assertTrue(cards.size() >= 5, cards.size() + " cards");
      Set<String> cannot = new TreeSet<>();
      for (Locator card : cards) {
        if (card.locator("form .notice").count() > 0) {
          assertThat(card.locator("form .notice"))
              .containsText(Pattern.compile("cannot run (on this computer|here)\\."));
          cannot.add(card.getAttribute("id"));
          continue;
        }
        card.locator("button.run").click();
        Locator settled = card.locator(".result[data-outcome]");
        Locator open = card.locator(".zero-open");
        settled.or(open).first().waitFor();
        if (open.count() > 0) {
          context.waitForPage(open::click).waitForLoadState();
          page.bringToFront();
        }
        assertThat(settled).hasCount(1);
        assertThat(card.locator(".said .outcome")).isVisible();
        if ("server".equals(card.getAttribute("data-experiment"))) { // it lives on
          card.locator("button.stop").click();
          assertThat(card.locator("button.stop")).hasCount(0);
        }
      }
      assertEquals(
          Set.of("by-my-address", "from-another-device"), cannot, "these two need a network");
      assertEquals(List.of(), complaints);
      assertEquals(Set.of("0.0.0.0", "127.0.0.1"), hosts);
      assertEquals(List.of(), alone.err());
    }
  }
}
