package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portside.testing.Axe;
import portside.testing.Chromium;
import portside.testing.QuietPort;
import portside.testing.Reader;
import portside.testing.TestSite;

/**
 * What axe-core says of what comes into pages later, at a desk in the light and on a phone in the
 * dark; of the pages as they come, {@link LessonPageTest} asks it.
 */
@Tag("browser")
final class AccessibilityTest {
  private static TestSite site;
  private static Chromium chromium;

  @BeforeAll
  static void start(TestSite itsSite, Chromium itsBrowser) {
    site = itsSite;
    chromium = itsBrowser;
  }

  private static Reader host(String lang) {
    return Reader.host(chromium, site, Reader.window(1440, 900).setLocale(lang));
  }

  /** At a desk in the light, and on a phone in the dark. */
  private static void assertNoViolation(Page page) {
    assertEquals(List.of(), Axe.violations(page), "at a desk");
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.setViewportSize(390, 844);
    assertEquals(List.of(), Axe.violations(page), "on a phone in the dark");
    page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1440, 900);
  }

  @Test
  void a_card_has_no_violation_while_it_waits_and_after_its_run() {
    try (Reader reader = host("ko")) {
      Page page = reader.page();
      reader.open("/ko/wildcard");
      for (String id : List.of("who", "all-doors", "is-there-a-redirect")) {
        Locator card = page.locator("#" + id);
        card.locator("input[type=radio]").all().stream().limit(1).forEach(Locator::check);
        card.locator("button.run").click();
        assertThat(card.locator("[data-outcome]")).hasCount(1);
      }
      page.locator("#in-this-browser button.run").click();
      assertThat(page.locator("#in-this-browser .zero-open")).isVisible();
      unfold(page);
      assertNoViolation(page);
      page.locator("#in-this-browser button.stop").click();
      assertThat(page.locator("#in-this-browser [data-alive]")).hasCount(0);
      assertNoViolation(page);
    }
  }

  @Test
  void what_is_left_of_many_connections_has_no_violation() throws IOException {
    int port = QuietPort.next();
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 20; i++) {
        try (Socket caller = new Socket(server.getInetAddress(), port)) {
          server.accept().close(); // who closes first keeps the rest of it
          assertEquals(-1, caller.getInputStream().read());
        }
      }
    }
    try (Reader reader = host("ko")) {
      reader.open("/experiments/probe?port=" + port);
      reader.page().locator("button.run").click();
      assertThat(reader.page().locator(".probe-remains li")).hasCount(20);
      unfold(reader.page());
      assertNoViolation(reader.page());
    }
  }

  @Test
  void the_answer_to_bad_input_has_no_violation() {
    try (Reader reader = host("ko")) {
      reader.open("/experiments/probe");
      reader.page().locator("input[name=port]").fill("70000");
      reader.page().locator("button.run").click();
      assertThat(reader.page().locator("[role=alert]")).isVisible();
      assertNoViolation(reader.page());
    }
  }

  @Test
  void what_a_guest_sees_has_no_violation() {
    try (Reader reader = Reader.guest(chromium, site, Reader.window(1440, 900).setLocale("en"))) {
      reader.open("/en/wildcard");
      unfold(reader.page());
      assertNoViolation(reader.page());
    }
  }

  private static void unfold(Page page) {
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))");
  }
}
