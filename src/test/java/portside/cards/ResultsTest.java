package portside.cards;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import portside.testing.BrowserTest;
import portside.testing.Reader;

/** What came out stays: after a reload, in a second tab, when the browser is started again. */
final class ResultsTest extends BrowserTest {
  private static final String QUESTION = "#not-my-door";
  private static final String CLAIM = "#only-own-addresses";

  private void host() {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale("en")));
  }

  private void predictAndRun() {
    host();
    reader.open("/en/wildcard");
    page.locator(QUESTION + " input[value='free']").check();
    page.locator(QUESTION + " button.run").click();
    assertThat(page.locator(QUESTION + " .result[data-outcome]")).hasCount(1);
  }

  private static void shows(Page page) {
    Locator card = page.locator(QUESTION);
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "not-this-computer");
    assertThat(card.locator(".option.mine input")).hasValue("free");
    assertThat(card.locator(".option.actual input")).hasValue("not-this-computer");
    assertThat(card.locator(".said .outcome")).hasClass(Pattern.compile("wrong"));
    assertThat(card.locator(".why")).isVisible();
    assertThat(page.locator(CLAIM)).hasClass(Pattern.compile("claim-holds"));
  }

  private static void showsNothing(Page page) {
    assertThat(page.locator(QUESTION + " .result")).hasCount(0);
    assertThat(page.locator(QUESTION + " .option.mine")).hasCount(0);
    assertThat(page.locator(CLAIM)).hasClass(Pattern.compile("claim-open"));
  }

  @Test
  void a_reload_shows_outcome_prediction_and_verdict_again() {
    predictAndRun();
    page.reload();
    shows(page);
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void what_was_chosen_and_not_run_yet_is_still_chosen_after_a_reload() {
    host();
    reader.open("/en/wildcard");
    page.locator(QUESTION + " input[value=free]").check();
    page.reload();
    assertThat(page.locator(QUESTION + " input[value=free]")).isChecked();
    showsNothing(page);
    page.locator(QUESTION + " button.run").click();
    shows(page);
    page.locator(QUESTION + " input[value=needs-privilege]").check();
    page.reload();
    shows(page);
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void a_second_tab_and_the_other_language_show_the_same() {
    predictAndRun();
    Page tab = reader.context().newPage();
    tab.navigate(site.origin() + "/ko/wildcard");
    shows(tab);
  }

  @Test
  void going_away_and_back_shows_the_same() {
    predictAndRun();
    reader.open("/en/");
    page.goBack();
    shows(page);
  }

  @Test
  void a_browser_that_was_started_again_shows_it_to_the_host_and_to_a_guest() {
    predictAndRun();
    String kept = reader.context().storageState();
    NewContextOptions again = new NewContextOptions().setStorageState(kept);
    try (BrowserContext browser = chromium.context(again)) {
      Page tab = browser.newPage();
      tab.navigate(site.origin() + "/en/wildcard");
      shows(tab);
    }
  }

  @Test
  void another_person_sees_nothing_of_it() {
    predictAndRun();
    try (Reader other = Reader.host(chromium, site, Reader.window(1440, 900));
        Reader guest = Reader.guest(chromium, site, Reader.window(390, 844))) {
      other.open("/en/wildcard");
      showsNothing(other.page());
      guest.open("/en/wildcard");
      showsNothing(guest.page());
    }
  }

  @Test
  void a_run_with_the_questions_parameters_counts_wherever_it_was_started() {
    host();
    reader.open("/experiments/probe?address=203.0.113.1&port=8080");
    page.locator("#probe button.run").click();
    assertThat(page.locator("#probe .result[data-outcome]")).hasCount(1);
    reader.open("/en/wildcard");
    assertThat(page.locator(QUESTION + " .result"))
        .hasAttribute("data-outcome", "not-this-computer");
    assertThat(page.locator(CLAIM)).hasClass(Pattern.compile("claim-holds"));
  }

  @Test
  void a_run_with_other_parameters_gives_no_verdict_and_settles_no_claim() {
    host();
    reader.open("/en/wildcard");
    Locator card = page.locator(QUESTION);
    card.locator("input[value='free']").check();
    card.locator("input[name=port]").evaluate("field => { field.value = 8081; }");
    card.locator("button.run").click();
    assertThat(card.locator(".result[data-outcome]")).hasCount(1);
    assertThat(card.locator(".said .outcome")).not().hasClass(Pattern.compile("right|wrong"));
    assertThat(card.locator(".option.actual")).hasCount(0);
    assertThat(page.locator(CLAIM)).hasClass(Pattern.compile("claim-open"));
  }

  @Test
  void what_a_guest_ran_is_there_for_that_guest() {
    come(Reader.guest(chromium, site, Reader.window(390, 844).setLocale("en")));
    reader.open("/en/wildcard");
    page.locator("#who button.run").click();
    assertThat(page.locator("#who .result[data-outcome]")).hasCount(1);
    page.reload();
    assertThat(page.locator("#who .result[data-outcome]")).hasCount(1);
    assertThat(page.locator("#same-computer")).hasClass(Pattern.compile("claim-holds"));
  }
}
