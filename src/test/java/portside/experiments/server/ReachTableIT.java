package portside.experiments.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.instruments.Curl;
import portside.page.Json;
import portside.testing.Chromium;
import portside.testing.Devices;
import portside.testing.Laptop;
import portside.testing.LessonPython;

/**
 * Who reaches what, in full: Portside runs on one device and another device calls. Measured on
 * Linux; the Java twin, a dual-stack server, shows an IPv4 caller as IPv4 where Flask writes the
 * IPv4-mapped address.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReachTableIT {
  private static final String LAN = Devices.LAPTOP_ADDRESS;
  private Devices devices;
  private Laptop laptop;
  private Chromium browser;

  @BeforeAll
  void startPortsideOnTheLaptop() {
    assumeTrue(Curl.missing().isEmpty(), "needs curl");
    Path python = LessonPython.ensure();
    devices = Devices.make();
    laptop = Laptop.start(devices, python);
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

  @ParameterizedTest
  @CsvSource({
    // bound to, runtime, 127.0.0.1, 127.0.0.2, 0.0.0.0, own LAN address, [::1], other device
    "127.0.0.1, flask, 127.0.0.1, refused, 127.0.0.1, refused, refused, refused",
    "127.0.0.1, java, 127.0.0.1, refused, 127.0.0.1, refused, refused, refused",
    "0.0.0.0, flask, 127.0.0.1, 127.0.0.1, 127.0.0.1, LAN, refused, OTHER",
    "0.0.0.0, java, 127.0.0.1, 127.0.0.1, 127.0.0.1, LAN, refused, OTHER",
    "LAN, flask, refused, refused, refused, LAN, refused, OTHER",
    "LAN, java, refused, refused, refused, LAN, refused, OTHER",
    "::, flask, MAPPED127.0.0.1, MAPPED127.0.0.1, MAPPED127.0.0.1, MAPPEDLAN, ::1, MAPPEDOTHER",
    "::, java, 127.0.0.1, 127.0.0.1, 127.0.0.1, LAN, ::1, OTHER",
    "::1, flask, refused, refused, refused, refused, ::1, refused",
    "::1, java, refused, refused, refused, refused, ::1, refused",
  })
  void table_a_holds(
      String bind,
      String runtime,
      String loopback,
      String secondLoopback,
      String wildcard,
      String lan,
      String ipv6,
      String otherDevice)
      throws Exception {
    JsonNode run =
        laptop.post(
            "/experiments/server",
            Json.write(Map.of("host", address(bind), "runtime", runtime, "port", "0")));
    String id = run.path("run").asText();
    try {
      assertEquals("listening", run.path("outcome").asText(), run.toString());
      JsonNode found = run.path("evidence");
      Map<String, String> table = new TreeMap<>();
      found
          .path("reach")
          .forEach(
              row ->
                  table.put(
                      row.path("door").path("name").asText(),
                      row.path("seenAs").isNull()
                          ? row.path("result").asText()
                          : canonical(row.path("seenAs").asText())));
      table.remove("localhost"); // as /etc/hosts of this computer says
      assertEquals(
          new TreeMap<>(
              Map.of(
                  "127.0.0.1",
                  address(loopback),
                  "127.0.0.2",
                  address(secondLoopback),
                  "0.0.0.0",
                  address(wildcard),
                  LAN,
                  address(lan),
                  "[::1]",
                  address(ipv6))),
          table);
      int port = found.path("port").asInt();
      String mark = "fromThePhone";
      Devices.Ran ran =
          laptop.curl(devices.phone(), "http://" + LAN + ":" + port + "/?door=" + mark);
      if (otherDevice.equals("refused")) {
        assertEquals(Curl.COULD_NOT_CONNECT, ran.code(), ran.out());
      } else {
        assertEquals("Hello, World!", ran.out());
        assertEquals(address(otherDevice), canonical(callerWithMark(id, mark)));
      }
    } finally {
      laptop.post("/runs/" + id + "/stop", "");
    }
  }

  /** The address in the server's console of the request with that mark. */
  private String callerWithMark(String id, String mark) {
    AtomicReference<String> line = new AtomicReference<>();
    laptop.until(
        id,
        state -> {
          state
              .path("evidence")
              .path("console")
              .forEach(
                  each -> {
                    if (each.asText().contains("?door=" + mark + " ")) {
                      line.set(each.asText());
                    }
                  });
          return line.get() != null;
        });
    return line.get().split(" ")[0].replaceAll("[\\[\\]]", "");
  }

  private static String address(String word) {
    return word.replace("MAPPED", "::ffff:")
        .replace("LAN", LAN)
        .replace("OTHER", Devices.PHONE_ADDRESS);
  }

  /** Jetty writes an IPv6 address without shortening it. */
  private static String canonical(String address) {
    return address.equals("0:0:0:0:0:0:0:1") ? "::1" : address;
  }

  /** Opens a page of the laptop on the phone and presses the button that tries the doors. */
  private void tryFromThePhone(String url, String row) {
    try (BrowserContext context =
        browser.context(new NewContextOptions().setViewportSize(390, 844))) {
      Page page = context.newPage();
      page.navigate(url);
      page.click("button[data-doors]");
      page.waitForSelector(row);
      assertEquals(
          List.of(),
          page.evaluate(
              """
              () => [...document.querySelectorAll("html, .card *")]
                .filter(e => e.clientWidth > 2 && e.scrollWidth > e.clientWidth + 1)
                .map(e => e.tagName + "." + e.className)"""),
          "nothing scrolls sideways on a phone");
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, answered", "127.0.0.1, failed-at-once"})
  void a_browser_on_the_phone_adds_its_rows_to_the_table(String bind, String lan) {
    String id =
        laptop
            .post("/experiments/server", Json.write(Map.of("host", bind, "port", "0")))
            .path("run")
            .asText();
    try {
      tryFromThePhone(
          "http://" + LAN + Laptop.PORT + "/experiments/server?run=" + id,
          "[data-device='" + Devices.PHONE_ADDRESS + "'][data-door='0.0.0.0']");
      Map<String, String> rows = new TreeMap<>();
      // The row of an answer waits for its line in the server's log, and may be the last to come.
      laptop
          .until(id, state -> state.path("evidence").path("devices").size() == 5)
          .path("evidence")
          .path("devices")
          .forEach(
              row -> {
                assertEquals(Devices.PHONE_ADDRESS, row.path("device").asText());
                rows.put(
                    row.path("door").path("name").asText(),
                    row.path("result").asText() + " " + row.path("seenAs").asText());
              });
      assertEquals(
          Map.of(
              "127.0.0.1",
              "failed-at-once null", // the phone's own
              "127.0.0.2",
              "failed-at-once null",
              "localhost",
              "failed-at-once null",
              "0.0.0.0",
              "failed-at-once null",
              LAN,
              lan + " " + (lan.equals("answered") ? Devices.PHONE_ADDRESS : "null")),
          rows);
    } finally {
      laptop.post("/runs/" + id + "/stop", "");
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, answered", "127.0.0.1, refused"})
  void reach_from_another_device_is_settled_by_its_browser(String bind, String outcome) {
    String id = laptop.start("reach", Json.write(Map.of("bind", bind, "from", "other-device")));
    JsonNode waiting = laptop.until(id, state -> state.path("evidence").hasNonNull("roomUrl"));
    tryFromThePhone(
        waiting.path("evidence").path("roomUrl").asText(), ".result[data-outcome=" + outcome + "]");
    JsonNode found = laptop.run(id).path("evidence");
    assertEquals(Devices.PHONE_ADDRESS, found.path("device").asText());
    boolean answered = outcome.equals("answered");
    assertEquals(
        answered ? Devices.PHONE_ADDRESS : "null", found.path("seenAs").asText(), found.toString());
    assertEquals(!answered, found.path("failedAtOnce").asBoolean());
  }
}
