package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import portside.testing.Axe;
import portside.testing.Chromium;
import portside.testing.QuietPort;
import portside.testing.Reader;
import portside.testing.TestSite;

/**
 * What axe-core says of what comes into pages later, in the light and in the dark, at a desk and on
 * a phone; of the pages as they come, {@link LessonPageTest} asks it.
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

  /** A window and its colours. */
  enum Sight {
    DESK_LIGHT(1440, 900, ColorScheme.LIGHT),
    DESK_DARK(1440, 900, ColorScheme.DARK),
    PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
    PHONE_DARK(390, 844, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Sight(int width, int height, ColorScheme scheme) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
    }

    NewContextOptions options(String lang) {
      return Reader.window(width, height).setColorScheme(scheme).setLocale(lang);
    }
  }

  static Stream<Sight> every_sight() {
    return Stream.of(Sight.values());
  }

  @ParameterizedTest
  @MethodSource("every_sight")
  void a_card_has_no_violation_while_it_waits_and_after_its_run(Sight sight) {
    String lang = sight == Sight.DESK_LIGHT ? "en" : "ko";
    try (Reader reader = Reader.host(chromium, site, sight.options(lang))) {
      Page page = reader.page();
      reader.open("/" + lang + "/wildcard");
      for (String id : List.of("who", "all-doors", "is-there-a-redirect")) {
        Locator card = page.locator("#" + id);
        card.locator("input[type=radio]").all().stream().limit(1).forEach(Locator::check);
        card.locator("button.run").click();
        assertThat(card.locator("[data-outcome]")).hasCount(1);
      }
      page.locator("#in-this-browser button.run").click();
      assertThat(page.locator("#in-this-browser .zero-open")).isVisible();
      unfold(page);
      assertEquals(List.of(), Axe.violations(page), sight + " " + lang);
      page.locator("#in-this-browser button.stop").click();
      assertThat(page.locator("#in-this-browser [data-alive]")).hasCount(0);
      assertEquals(List.of(), Axe.violations(page), sight + " " + lang + ", stopped");
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
    try (Reader reader = Reader.host(chromium, site, Sight.PHONE_LIGHT.options("ko"))) {
      reader.open("/experiments/probe?port=" + port);
      reader.page().locator("button.run").click();
      assertThat(reader.page().locator(".probe-remains li")).hasCount(20);
      unfold(reader.page());
      assertEquals(List.of(), Axe.violations(reader.page()));
    }
  }

  @Test
  void the_answer_to_bad_input_has_no_violation() {
    for (Sight sight : Sight.values()) {
      try (Reader reader = Reader.host(chromium, site, sight.options("ko"))) {
        reader.open("/experiments/probe");
        reader.page().locator("input[name=port]").fill("70000");
        reader.page().locator("button.run").click();
        assertThat(reader.page().locator("[role=alert]")).isVisible();
        assertEquals(List.of(), Axe.violations(reader.page()), sight.name());
      }
    }
  }

  @Test
  void what_a_guest_sees_has_no_violation() {
    for (Sight sight : Sight.values()) {
      try (Reader reader = Reader.guest(chromium, site, sight.options("en"))) {
        reader.open("/en/wildcard");
        unfold(reader.page());
        assertEquals(List.of(), Axe.violations(reader.page()), sight.name());
      }
    }
  }

  private static void unfold(Page page) {
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))");
  }
}
