package portside.experiments.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import portside.testing.BrowserTest;
import portside.testing.Reader;

/** The form of a server that lives. */
final class ServerFormTest extends BrowserTest {
  @Test
  void the_form_says_where_the_server_is_after_it_has_moved_also_after_a_reload() {
    come(Reader.host(chromium, site, Reader.window(1280, 900).setLocale("en")));
    reader.open("/experiments/server");
    Locator card = page.locator("#server");
    Locator host = card.locator("form input[name=host]:not([type=hidden])");
    card.locator("[name=runtime]").first().selectOption("java");
    card.locator("[name=port]").first().fill("0");
    card.locator("button.run").click();
    assertThat(card.locator("#server-rebind-0-0-0-0")).isVisible();
    assertThat(host).hasValue("127.0.0.1");
    card.locator("#server-rebind-0-0-0-0").click();
    assertThat(card.locator("table[data-host='0.0.0.0']")).isVisible();
    assertThat(host).hasValue("0.0.0.0");
    page.reload();
    assertThat(card.locator("table[data-host='0.0.0.0']")).isVisible();
    assertThat(host).hasValue("0.0.0.0");
    card.locator("button.stop").click();
    assertThat(card.locator("[data-alive]")).hasCount(0);
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void what_is_pressed_while_the_card_changes_is_clicked_all_the_same() {
    come(Reader.host(chromium, site, Reader.window(1280, 900).setLocale("en")));
    reader.open("/experiments/server");
    Locator card = page.locator("#server");
    card.locator("[name=runtime]").first().selectOption("java");
    card.locator("[name=port]").first().fill("0");
    card.locator("button.run").click();
    assertThat(card.locator("#server-try")).isVisible();
    // The last door is tried: until then a bar of progress stands beside the button.
    assertThat(card.locator(".result[data-outcome=listening]")).hasCount(1);
    String run = card.locator(".result").getAttribute("data-run");
    card.locator("button.stop").hover();
    page.mouse().down();
    site.post(
        "/runs/" + run + "/seen", "{\"door\":\"127.0.0.1\",\"result\":\"answered\",\"ms\":3}");
    assertThat(card.locator(".server-device")).isVisible();
    page.mouse().up();
    assertThat(card.locator("[data-alive]")).hasCount(0);
    assertEquals(List.of(), reader.complaints());
  }
}
