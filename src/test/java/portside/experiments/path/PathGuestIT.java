package portside.experiments.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.experiments.OnDevice;
import portside.instruments.Curl;
import portside.page.Json;
import portside.process.Child;
import portside.testing.Chromium;
import portside.testing.Devices;
import portside.testing.Laptop;
import portside.testing.Patience;

/** A phone with a real browser comes for the bytes, and the real interface's counters move. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathGuestIT {
  private static final String LAN = Devices.LAPTOP_ADDRESS;
  private static final String PHONE = Devices.PHONE_ADDRESS;
  private static final String FROM_PHONE = "{\"target\":\"lan\",\"from\":\"other-device\"}";
  private static final int COULD_NOT_CONNECT = 7;

  private Devices devices;
  private Laptop laptop;
  private Chromium browser;

  @BeforeAll
  void start() {
    assumeTrue(Curl.missing().isEmpty(), "needs curl");
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    devices = Devices.make();
    laptop = Laptop.start(devices, null);
    browser = devices.browser(devices.phone());
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
    if (devices != null) {
      devices.close();
    }
  }

  private String waiting() {
    String id = laptop.start("path", FROM_PHONE);
    url(id);
    return id;
  }

  private String url(String id) {
    return laptop
        .until(id, state -> state.path("evidence").hasNonNull("guestUrl"))
        .path("evidence")
        .path("guestUrl")
        .asText();
  }

  /** Opens the run's page on the phone and waits for the end of both. */
  private JsonNode visit(String id) {
    String url = url(id);
    try (BrowserContext context =
        browser.context(
            new com.microsoft.playwright.Browser.NewContextOptions().setLocale("en-US"))) {
      Page page = context.newPage();
      page.navigate(url);
      PlaywrightAssertions.assertThat(page.locator("#state")).containsText("Done.");
    }
    return laptop.until(id, state -> !state.path("alive").asBoolean());
  }

  private static void assertLeft(JsonNode run) {
    assertEquals("left-the-computer", run.path("outcome").asText(), run.toString());
    JsonNode found = run.path("evidence");
    assertEquals(PHONE, found.path("address").asText());
    assertEquals(LAN, found.path("sourceAddress").asText());
    assertEquals("lan0", found.path("carriedBy").asText());
    assertEquals("lo", found.path("toItself").path("carriedBy").asText());
    assertEquals(LAN, found.path("toItself").path("address").asText());
    assertTrue(found.path("guestUrl").isNull(), found.toString());
  }

  @Test
  void what_a_phone_comes_for_passes_the_real_interface_and_not_the_loopback() {
    JsonNode run = visit(waiting());
    assertLeft(run);
    JsonNode found = run.path("evidence");
    long bytes = found.path("bytesSent").asLong();
    assertTrue(bytes >= 1_000_000, found.toString());
    assertTrue(found.path("networkBytes").asLong() >= bytes, found.toString());
    assertTrue(found.path("loopbackBytes").asLong() < bytes / 2, found.toString());
    JsonNode toItself = found.path("toItself");
    assertTrue(toItself.path("loopbackBytes").asLong() >= toItself.path("bytesSent").asLong());
    assertTrue(toItself.path("networkBytes").asLong() < bytes / 2, found.toString());
    assertTrue(run.path("summary").asText().contains("8,000,000"), run.path("summary").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", PHONE})
  void other_traffic_meanwhile_does_not_flip_it(String noisy) {
    String receiver = noisy.equals(PHONE) ? devices.phone() : devices.laptop();
    try (Child sink = program(receiver, "sink", noisy, "9901");
        Child noise = program(devices.laptop(), "noise", noisy, "9901")) {
      String name = noisy.equals(PHONE) ? "lan0" : "lo";
      await(name);
      long[] others = new long[1];
      // On a busy computer the others may send too little to prove anything.
      Patience.until(
          () -> "the others have sent " + others[0],
          () -> {
            JsonNode run = visit(waiting());
            if (run.path("error").asText().equals("missing.too-busy")) {
              return false; // it says that it cannot tell, which is no other answer
            }
            assertLeft(run);
            others[0] = sentByOthers(run.path("evidence"), name);
            return others[0] >= 10_000_000;
          });
      assertTrue(sink.isAlive() && noise.isAlive());
    }
  }

  private static long sentByOthers(JsonNode evidence, String name) {
    long sent = name.equals("lan0") ? -evidence.path("bytesSent").asLong() : 0;
    for (JsonNode each : evidence.path("interfaces")) {
      if (each.path("name").asText().equals(name)) {
        sent += each.path("gain").path("sent").asLong();
      }
    }
    return sent;
  }

  private Child program(String device, String... arguments) {
    return devices.start(device, OnDevice.command(List.of(), arguments).toArray(String[]::new));
  }

  /** Waits until the noise is there. */
  private void await(String name) {
    String statistic = "/sys/class/net/" + name + "/statistics/tx_bytes";
    long before = sent(statistic);
    Patience.until(() -> "no noise", () -> sent(statistic) - before >= 10_000_000);
  }

  private long sent(String statistic) {
    // The file system's view of a namespace is that of whoever mounted it: ip mounts it anew.
    return Long.parseLong(devices.run(devices.laptop(), "cat", statistic).out().strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko-KR", "en-US"})
  void the_drawing_of_either_way_keeps_its_words_in_their_boxes(String locale) {
    String id = waiting();
    try (BrowserContext context =
        browser.context(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(locale)
                .setViewportSize(390, 844))) {
      Page page = context.newPage();
      page.navigate("http://" + LAN + Laptop.PORT + "/experiments/path?run=" + id);
      assertInTheirBoxes(page);
      visit(id);
      page.waitForSelector(".path-compare");
      assertInTheirBoxes(page);
    }
  }

  private static void assertInTheirBoxes(Page page) {
    Object outside =
        page.evalOnSelector(
            ".path-figure",
            """
            figure => [...figure.querySelectorAll("text")].filter(text => {
              const t = text.getBBox();
              const x = t.x + t.width / 2, y = t.y + t.height / 2;
              const box = [...figure.querySelectorAll("rect")].map(r => r.getBBox())
                .filter(r => r.x < x && x < r.x + r.width && r.y < y && y < r.y + r.height)
                .sort((a, b) => a.width * a.height - b.width * b.height)[0];
              return !box || t.x < box.x + 2 || t.x + t.width > box.x + box.width - 2;
            }).map(text => text.textContent)""");
    assertEquals(List.of(), outside);
  }

  @Test
  void the_computer_itself_is_no_other_device() {
    String id = waiting();
    String url = url(id);
    Devices.Ran page = laptop.curl(devices.laptop(), url);
    assertTrue(page.out().contains("data-own=\"true\""), page.out());
    Devices.Ran portion = laptop.curl(devices.laptop(), "-d", "", url + "portion?page=laptop");
    assertTrue(portion.out().contains("403"), portion.out());
    Devices.Ran phone = laptop.curl(devices.phone(), url);
    assertTrue(phone.out().contains("data-own=\"false\""), phone.out());
    laptop.post("/runs/" + id + "/stop", "");
    assertTrue(laptop.run(id).path("outcome").isNull());
  }

  @Test
  void nothing_is_left_open_after_the_answer_nor_after_a_stop() {
    String settled = waiting();
    String url = url(settled);
    visit(settled);
    assertEquals(COULD_NOT_CONNECT, laptop.curl(devices.phone(), url).code());
    String stopped = waiting();
    url = url(stopped);
    assertEquals(0, laptop.curl(devices.phone(), url).code());
    laptop.post("/runs/" + stopped + "/stop", "");
    laptop.until(stopped, state -> !state.path("alive").asBoolean());
    assertEquals(COULD_NOT_CONNECT, laptop.curl(devices.phone(), url).code());
  }

  @Test
  void the_server_listens_on_the_address_on_the_network_only() {
    String id = waiting();
    int port = URI.create(url(id)).getPort();
    Devices.Ran loopback = laptop.curl(devices.laptop(), "http://127.0.0.1:" + port + "/");
    assertEquals(COULD_NOT_CONNECT, loopback.code(), loopback.out());
    laptop.post("/runs/" + id + "/stop", "");
  }

  @Test
  void a_guest_of_the_room_sees_both_measurements_and_no_single_interface()
      throws JsonProcessingException {
    String id = waiting();
    visit(id);
    Devices.Ran ran =
        laptop.curl(
            devices.phone(),
            "-H",
            "Accept: application/json",
            "http://" + LAN + Laptop.PORT + "/runs/" + id);
    JsonNode found = Json.read(ran.out()).path("evidence");
    assertEquals("lan0", found.path("carriedBy").asText(), ran.out());
    assertEquals("lo", found.path("toItself").path("carriedBy").asText(), ran.out());
    assertFalse(found.has("interfaces"), ran.out());
  }
}
