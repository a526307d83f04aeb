package portside.room;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static portside.testing.Devices.LAPTOP_ADDRESS;
import static portside.testing.InClass.choose;
import static portside.testing.InClass.choosePlainly;
import static portside.testing.PortsideProcess.KEY;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.testing.Campaign;
import portside.testing.Chromium;
import portside.testing.Devices;
import portside.testing.InClass;
import portside.testing.Patience;
import portside.testing.PortsideProcess;
import portside.testing.Reader;

/** The jar on a laptop in a room, a phone with an address of its own, and the end of the jar. */
@Campaign
final class RoomIT {
  private static final String CARD = "not-my-door";

  @TempDir Path folder;

  private PortsideProcess serve(Devices devices, int port) {
    List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", devices.laptop()));
    line.addAll(PortsideProcess.jar("--port", "" + port, "--no-open", "--lang", "en", "--lan"));
    line.addAll(List.of("--data", folder.resolve("data").toString()));
    return PortsideProcess.start(line, folder, Map.of("PORTSIDE_KEY", KEY)).awaitStart();
  }

  /** A browser's page that forgives a network that is gone for a while. */
  private static Page page(Chromium chromium, NewContextOptions options) {
    BrowserContext context = chromium.context(options);
    return context.newPage();
  }

  @Test
  void killed_in_the_middle_of_a_vote_the_class_goes_on_where_it_was() {
    PlaywrightAssertions.setDefaultAssertionTimeout(Patience.LIMIT.toMillis());
    try (Devices devices = Devices.make();
        Chromium laptop = devices.browser(devices.laptop());
        Chromium phone = devices.browser(devices.phone())) {
      Page host = page(laptop, Reader.window(1280, 720));
      Page mina = page(phone, Reader.window(390, 780));
      Page plain = page(phone, Reader.window(390, 780).setJavaScriptEnabled(false));
      int port;
      String start;
      try (PortsideProcess portside = serve(devices, 0)) {
        port = portside.port();
        String own = "http://127.0.0.1:" + port;
        String site = "http://" + LAPTOP_ADDRESS + ":" + port;
        host.navigate(own + "/?key=" + KEY);
        host.navigate(own + "/room");
        host.locator("input[name=title]").fill("A class");
        host.locator("button.run").click();
        String code = host.locator(".code").textContent();
        for (Page guest : List.of(mina, plain)) {
          guest.navigate(site + "/join");
          guest.locator("input[name=code]").fill(code);
          guest.locator("input[name=name]").fill("Mina");
          guest.locator(".room-form button[type=submit]").click();
          assertThat(guest.locator("[data-mine]")).isVisible();
        }
        InClass.present(host, own + "/ko/wildcard/present", CARD);
        InClass.ask(host, CARD);
        assertThat(mina.locator("#room-now.fills")).isVisible();
        choose(mina, 2);
        choosePlainly(plain, 0); // its page has asked for news by itself
        assertThat(host.locator("[data-heads]")).containsText("2 / 2");
        start = mina.locator("html").getAttribute("data-start");
        portside.handle().destroyForcibly();
        Patience.until(() -> "it lives", () -> !portside.handle().isAlive());
      }
      try (PortsideProcess portside = serve(devices, port)) {
        String own = "http://127.0.0.1:" + port;
        String site = "http://" + LAPTOP_ADDRESS + ":" + port;
        assertEquals(port, portside.port());
        assertThat(mina.locator("html")).not().hasAttribute("data-start", start);
        assertThat(mina.locator("#lost")).isHidden();
        choose(mina, 1); // the page that was open all the time answers again
        Reader.type(plain, site + "/join"); // what the browser shows instead tries by itself, too
        assertThat(plain.locator(".choice.mine")).hasCount(1);
        Reader.type(host, own + "/?key=" + KEY);
        Reader.type(host, own + "/ko/wildcard/present");
        host.locator("#" + CARD).evaluate("card => card.scrollIntoView()");
        assertThat(host.locator("#room-stage")).hasAttribute("data-phase", "open");
        assertThat(host.locator("#room-stage")).isVisible();
        assertThat(host.locator("[data-heads]")).containsText("2 / 2");
        host.keyboard().press("Enter");
        assertThat(mina.locator("#room-now")).hasAttribute("data-phase", "revealed");
        assertThat(mina.locator(".choice.actual")).hasClass(Pattern.compile(".*\\bactual\\b.*"));
        assertThat(mina.locator(".choice.mine")).containsText("1명 · 50 %");
        assertThat(mina.locator(".verdict.wrong")).isVisible();
      }
    }
  }
}
