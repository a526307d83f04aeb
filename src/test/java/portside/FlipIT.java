package portside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.Devices.LAPTOP_ADDRESS;
import static portside.testing.Devices.PHONE_ADDRESS;
import static portside.testing.InClass.all;
import static portside.testing.InClass.flip;
import static portside.testing.InClass.mark;
import static portside.testing.InClass.rungs;
import static portside.testing.PortsideProcess.KEY;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.Axe;
import portside.testing.Chromium;
import portside.testing.Devices;
import portside.testing.Patience;
import portside.testing.PortsideProcess;

/** The invitation and the flip of a laptop, and a phone with an address of its own. */
final class FlipIT {
  @TempDir static Path folder;
  private static Devices devices;
  private static PortsideProcess portside;

  @BeforeAll
  static void start() {
    devices = Devices.make();
    List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", devices.laptop()));
    line.addAll(PortsideProcess.jar("--port", "0", "--no-open", "--lan", "--lang", "en"));
    line.addAll(List.of("--data", folder.resolve("data").toString()));
    portside = PortsideProcess.start(line, folder, Map.of("PORTSIDE_KEY", KEY)).awaitStart();
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

  private static void ip(String device, String... arguments) {
    List<String> line = new ArrayList<>(List.of("ip"));
    line.addAll(List.of(arguments));
    Devices.Ran ran = devices.run(device, line.toArray(String[]::new));
    assertEquals(0, ran.code(), line + ": " + ran.out());
  }

  private static String here() {
    return "http://127.0.0.1:" + portside.port();
  }

  private static String there() {
    return "http://" + LAPTOP_ADDRESS + ":" + portside.port();
  }

  private static String why(Page board) {
    board.keyboard().press("ArrowRight");
    assertThat(board.locator("#flip-why")).isVisible();
    return rungs(board);
  }

  @Test
  void a_phone_is_invited_tries_the_door_is_told_why_not_and_sees_the_flip() {
    try (Chromium onLaptop = devices.browser(devices.laptop());
        Chromium onPhone = devices.browser(devices.phone());
        BrowserContext hosts =
            onLaptop.context(
                new NewContextOptions().setViewportSize(1280, 720).setLocale("en-US"));
        BrowserContext guests =
            onPhone.context(
                new NewContextOptions()
                    .setViewportSize(390, 844)
                    .setLocale("ko-KR")
                    .setHasTouch(true)
                    .setIsMobile(true))) {
      Page host = hosts.newPage();
      Page guest = guests.newPage();
      String code = openAClass(host);
      invitation(host, code);
      join(guest, code);
      assertThat(host.locator(".invitation-count")).containsText("1 joined");
      host.keyboard().press("j");
      host.waitForURL("**/en/wildcard/present*");

      closed(host, guest);
      open(host, guest);
      silent(host);
      gone(host);
      guest.navigate(there() + "/join/flip?_lang=en");
      assertEquals(List.of(), Axe.violations(guest));
    }
  }

  private static String openAClass(Page host) {
    host.navigate(here() + "/?key=" + KEY);
    host.navigate(here() + "/room?_lang=en");
    host.locator("form[action='/room/open'] button").click();
    // Portside has called itself at the address that it invites by.
    Locator trial = host.locator(".invitation-trial");
    assertThat(trial).containsText(LAPTOP_ADDRESS + " answers");
    assertThat(trial).containsText("Nobody has come from another device yet");
    assertEquals(List.of(), Axe.violations(host));
    return host.locator(".room-class .code").innerText().strip();
  }

  private static void invitation(Page host, String code) {
    host.navigate(here() + "/en/wildcard/present");
    host.keyboard().press("j");
    assertThat(host.locator(".invitation-address")).hasText(LAPTOP_ADDRESS + ":" + portside.port());
    assertThat(host.locator(".invitation-code")).hasText(code);
    assertThat(host.locator("svg.qr"))
        .hasAttribute("aria-label", "QR code: " + there() + "/join?code=" + code);
    for (int[] size : new int[][] {{1280, 720}, {1024, 768}}) {
      host.setViewportSize(size[0], size[1]);
      for (String part : List.of("svg.qr", ".invitation-text", ".invitation-foot")) {
        assertTrue(
            (Boolean)
                host.evaluate(
                    "part => { const r = document.querySelector(part).getBoundingClientRect();"
                        + " return r.top >= 0 && r.bottom <= innerHeight"
                        + " && r.right <= innerWidth }",
                    part),
            part + " at " + size[0]);
      }
    }
    assertEquals(List.of(), Axe.violations(host));
    host.setViewportSize(1280, 720);
  }

  private static void join(Page guest, String code) {
    guest.navigate(there() + "/");
    assertThat(guest.locator(".room-invites")).isVisible();
    guest.navigate(there() + "/join?code=" + code);
    assertThat(guest.locator("main input[name=code]")).hasValue(code);
    guest.locator("main form button.run").first().click();
    guest.waitForURL("**/join**");
  }

  private static void closed(Page host, Page guest) {
    host.keyboard().press("f");
    host.waitForURL("**/room/flip*"); // and its script is there
    host.keyboard().press("f");
    assertThat(host.locator(".flip-board[data-phase=open]")).hasCount(1);
    assertThat(mark(host, "failed-at-once")).hasCount(1);
    assertThat(guest.locator("#flip-mine .dev.failed-at-once")).isVisible();
    assertEquals(
        "cause measured bound.loopback | later nothing later | later nothing later | later nothing"
            + " later | later nothing later | later nothing later",
        why(host));
    all(host);
    guest.locator("#flip-mine summary").click();
    assertThat(guest.locator(".rung[data-step=bound]")).containsText("서버는 127.0.0.1에서만 기다립니다");
  }

  private static void open(Page host, Page guest) {
    host.keyboard().press("f");
    assertThat(host.locator(".flip-where .was")).containsText("127.0.0.1");
    assertThat(mark(host, "answered")).hasCount(1);
    assertThat(guest.locator("#flip-mine .dev.answered")).isVisible();
  }

  /** What the demo server sends to the phone is dropped; Portside is not touched. */
  private static void silent(Page host) {
    String port = host.locator(".flip-where .addr").last().innerText().replaceAll(".*:", "");
    String[] rule = {"rule", "add", "ipproto", "tcp", "sport", port, "blackhole"};
    ip(devices.laptop(), rule);
    flip(host, "127.0.0.1"); // a new server, to which no connection is left
    flip(host, "0.0.0.0");
    assertThat(mark(host, "no-answer")).hasCount(1);
    String rungs = why(host);
    assertTrue(rungs.startsWith("fine measured bound.own | fine measured family.same | "), rungs);
    assertTrue(rungs.contains("fine measured network.same | "), rungs);
    assertTrue(rungs.contains("silent | unknown nothing device.nobody | "), rungs);
    assertTrue(rungs.endsWith("fine measured isolation.reached"), rungs);
    String shown = host.locator("#flip").innerText();
    assertTrue(shown.contains("192.168.77.x"), shown);
    assertTrue(!shown.contains(PHONE_ADDRESS), "the projector shows no device's address: " + shown);
    assertEquals(List.of(), Axe.violations(host));
    all(host);
    rule[1] = "delete";
    ip(devices.laptop(), rule);
    host.keyboard().press("r");
    assertThat(mark(host, "answered")).hasCount(1);
  }

  private static void gone(Page host) {
    ip(devices.phone(), "link", "set", "lan0", "down");
    assertThat(mark(host, "gone")).hasCount(1);
    String rungs = why(host);
    assertTrue(rungs.contains("cause measured network.gone"), rungs);
    all(host);
    ip(devices.phone(), "link", "set", "lan0", "up");
    Patience.until(() -> "the phone does not come back", () -> mark(host, "answered").count() == 1);
  }
}
