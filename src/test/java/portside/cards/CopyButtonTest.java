package portside.cards;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.testing.Chromium;
import portside.testing.Reader;
import portside.testing.TestSite;

/**
 * The commands of the cards are copied with one click, also where the page is no secure context:
 * what a browser does on 0.0.0.0 it does on any address of the network.
 */
@Tag("browser")
final class CopyButtonTest {
  private static TestSite site;
  private static Chromium chromium;

  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start(TestSite itsSite, Chromium itsBrowser) {
    site = itsSite;
    chromium = itsBrowser;
  }

  @BeforeEach
  void come() {
    context = chromium.context(Reader.window(1280, 900).setLocale("en"));
    page = context.newPage();
  }

  @AfterEach
  void leave() {
    context.close();
  }

  /** The first command of the card, with its button. */
  private Locator command(String address) {
    String origin = "http://" + address + ":" + site.port();
    page.navigate(origin + "/?key=" + TestSite.KEY);
    page.navigate(origin + "/experiments/owner?port=4321");
    page.locator("#owner button.run").click();
    Locator command = page.locator("#owner .copy").first();
    assertThat(command).containsText("4321");
    return command;
  }

  /** What a paste brings into the field of the card. */
  private String pasted() {
    page.locator("#owner [name=port]").fill("");
    page.keyboard().press("Control+V");
    return page.locator("#owner [name=port]").inputValue();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, true", "0.0.0.0, false"})
  void a_command_is_copied_on_a_secure_page_and_on_plain_http(String address, boolean secure) {
    Locator command = command(address);
    assertEquals(secure, page.evaluate("isSecureContext && 'clipboard' in navigator"));
    // It stands for a moment only, which a busy computer may not look into.
    command
        .locator("button")
        .evaluate(
            "button => { window.said = [];"
                + " new MutationObserver(() => said.push(button.textContent))"
                + ".observe(button, { childList: true, characterData: true, subtree: true }); }");
    command.locator("button").click();
    page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("said.includes('Copied')")));
    assertThat(command.locator("button")).isFocused();
    assertEquals(command.locator("code").textContent(), pasted());
    assertThat(command.locator("button")).hasText("Copy");
  }

  @Test
  void where_nothing_may_copy_the_command_is_selected_and_the_keys_are_named() {
    page.addInitScript("document.execCommand = () => false");
    Locator command = command("0.0.0.0");
    command.locator("button").click();
    assertThat(command.locator("button")).hasText("Selected: Ctrl+C (⌘C)");
    page.keyboard().press("Control+C");
    assertEquals(command.locator("code").textContent(), pasted());
  }
}
