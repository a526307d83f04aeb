package portside.cards;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import portside.testing.BrowserTest;
import portside.testing.Campaign;
import portside.testing.Reader;

/** A table that is filled in first and then grows by a column with each run. */
final class TableTest extends BrowserTest {
  private static final String AT = "/en/flask";
  private static final String TABLE = "#answers-compared";

  private Locator cell(Page page, int row, int column) {
    return page.locator(TABLE + " tbody tr").nth(row).locator("td").nth(column);
  }

  @Campaign
  @Test
  void it_is_filled_in_first_and_each_run_adds_its_column_which_a_reload_keeps() {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale("en")));
    reader.open(AT);
    Locator first = cell(page, 0, 0).locator("select");
    first.focus();
    page.waitForCondition(() -> Boolean.TRUE.equals(page.evaluate("Boolean(window.htmx)")));
    page.waitForResponse(
        answer -> answer.url().contains("/tables/"), () -> first.selectOption("200"));
    page.waitForResponse(
        answer -> answer.url().contains("/tables/"),
        () -> cell(page, 2, 1).locator("select").selectOption("404"));
    page.reload();
    assertThat(first).hasValue("200");
    page.locator(TABLE + "-run-0").click();
    assertThat(cell(page, 0, 0)).hasAttribute("data-outcome", "200");
    assertThat(cell(page, 0, 0)).containsText("You predicted it.");
    assertThat(cell(page, 1, 0)).hasAttribute("data-outcome", "405");
    assertThat(cell(page, 2, 0)).hasAttribute("data-outcome", "404");
    assertThat(cell(page, 0, 1).locator("select")).hasCount(1);
    // A card of the lesson with the same parameters fills its cell as well.
    page.locator("#with-a-name button.run").click();
    assertThat(cell(page, 2, 1)).hasAttribute("data-outcome", "200");
    assertThat(cell(page, 2, 1)).containsText("your prediction");
    assertEquals(List.of(), new AxeBuilder(page).include(TABLE).analyze().getViolations());
    page.reload();
    assertThat(cell(page, 1, 0)).hasAttribute("data-outcome", "405");
    assertThat(cell(page, 2, 1)).hasAttribute("data-outcome", "200");
    assertThat(cell(page, 2, 1).locator("s")).hasText("404");
    // What was done is marked at its edge, and its words are as black as all others.
    assertThat(page.locator(TABLE + ".was")).hasCount(1);
    String colour = "part => getComputedStyle(part).color";
    assertEquals(
        page.locator("body").evaluate(colour), page.locator(TABLE + " p").first().evaluate(colour));
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void without_a_script_a_column_is_run_by_its_button() {
    come(
        Reader.host(
            chromium, site, Reader.window(1440, 900).setLocale("en").setJavaScriptEnabled(false)));
    reader.open(AT);
    cell(page, 0, 2).locator("select").selectOption("200");
    page.locator(TABLE + "-run-2").click();
    assertThat(cell(page, 0, 2)).hasAttribute("data-outcome", "500");
    assertThat(cell(page, 0, 2).locator("s")).hasText("200");
    assertThat(cell(page, 1, 2)).hasAttribute("data-outcome", "405");
  }
}
