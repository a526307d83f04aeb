package portside.experiments.zero;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portside.testing.BrowserTest;
import portside.testing.GivenBack;
import portside.testing.Reader;

/** 0.0.0.0 opened by a real browser, in a real second tab. */
final class ZeroInBrowserTest extends BrowserTest {
  @BeforeEach
  void comes() {
    come(Reader.host(chromium, site, Reader.window(1280, 900).setLocale("en")));
  }

  private Locator waiting(String redirect) {
    reader.open("/experiments/zero");
    Locator card = page.locator("#zero");
    card.locator("[name=redirect]").selectOption(redirect);
    card.locator("[name=from]").selectOption("browser");
    card.locator("button.run").click();
    assertThat(card.locator(".zero-open")).isVisible();
    return card;
  }

  private static int port(Locator card) {
    return URI.create(card.locator(".zero-open").getAttribute("href")).getPort();
  }

  private Page tab(Locator card) {
    return reader.context().waitForPage(() -> card.locator(".zero-open").click());
  }

  @Test
  void a_second_tab_opens_and_the_card_settles_by_itself() {
    reader.open("/en/wildcard");
    Locator card = page.locator("#in-this-browser");
    card.locator("input[value=no-redirect]").check();
    card.locator("button.run").click();
    assertThat(card.locator(".zero-open")).isVisible();
    int port = port(card);
    Page tab = tab(card);
    assertThat(tab.locator("#bar")).hasText("0.0.0.0:" + port);
    assertTrue(tab.url().startsWith("http://0.0.0.0:" + port + "/"), tab.url());
    assertThat(tab.locator("html")).hasAttribute("lang", "en");
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "no-redirect");
    assertThat(card.locator("[role=status] .outcome.right")).isVisible();
    assertThat(card.locator("[data-evidence=addressBar]")).containsText("http://0.0.0.0:" + port);
    assertThat(page.locator("#address-bar-stays .verdict")).containsText("Holds here");
    assertThat(card.locator("button.stop")).hasCount(0);
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void the_address_that_a_card_shows_can_be_typed_and_answers() {
    for (String card : List.of("wildcard#in-this-browser", "localhost#localhost-in-this-browser")) {
      String[] place = card.split("#");
      reader.open("/en/" + place[0]);
      Locator asking = page.locator("#" + place[1]);
      asking.locator("input[type=radio]").all().stream().limit(1).forEach(Locator::check);
      asking.locator("button.run").click();
      String shown = asking.locator("a[target=_blank] code").textContent();
      assertThat(asking).containsText("You may type it as well");
      assertTrue(shown.matches("http://(0\\.0\\.0\\.0|localhost):\\d+/"), shown);
      Page tab = reader.context().newPage();
      assertEquals(200, tab.navigate(shown).status(), shown);
      assertThat(asking.locator(".result[data-outcome]")).hasCount(1);
      assertThat(asking.locator("[data-alive]")).hasCount(0);
      tab.close();
    }
  }

  @Test
  void a_real_redirect_changes_the_address_bar() {
    Locator card = waiting("on");
    int port = port(card);
    Page tab = tab(card);
    assertThat(tab.locator("#bar")).hasText("127.0.0.1:" + port);
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "redirected");
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void the_reader_says_that_it_did_not_open() {
    Locator card = waiting("off");
    card.locator(".zero-wait button").focus();
    page.keyboard().press("Enter");
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "blocked");
    assertThat(card.locator("button.run")).isFocused();
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void stop_ends_the_run_and_closes_its_port() throws IOException {
    Locator card = waiting("off");
    int port = port(card);
    new Socket(InetAddress.getLoopbackAddress(), port).close();
    card.locator("button.stop").click();
    assertThat(card.locator("[role=status]")).containsText("Stopped");
    assertThat(card.locator("[data-alive]")).hasCount(0);
    GivenBack.expect(InetAddress.getLoopbackAddress(), port);
    assertThat(card.locator("button.run")).isEnabled();
  }
}
