package portside.cards;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.BrowserTest;
import portside.testing.Reader;

/** The card in a real browser: predict, run, read why. */
final class CardTest extends BrowserTest {
  private Locator card(String lang, String id) {
    read(Reader.host(chromium, site, Reader.window(1440, 900).setLocale(lang)), lang);
    return page.locator("#" + id);
  }

  private void read(Reader who, String lang) {
    come(who);
    who.open("/" + lang + "/wildcard");
  }

  private Locator widget(String lang, String name) {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale(lang)));
    reader.open("/experiments/" + name);
    return page.locator("#" + name);
  }

  private static void run(Locator card) {
    Locator result = card.locator(".result");
    String before = result.count() == 0 ? "none" : result.getAttribute("data-run");
    card.locator("button.run").click();
    assertThat(card.locator(".result[data-outcome]:not([data-run='" + before + "'])")).hasCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ko, all-doors, ,",
    "en, not-my-door, only-own-addresses, holds",
    "ko, is-there-a-redirect, hearsay-redirect, differs",
    "en, is-there-a-redirect, hearsay-redirect, differs"
  })
  void a_prediction_is_settled_by_the_run(String lang, String id, String claim, String verdict) {
    Locator card = card(lang, id);
    List<Locator> options = card.locator(".option").all();
    assertTrue(options.size() >= 2, options + " are no question");
    for (Locator option : options) {
      option.click();
      run(card);
      String predicted = option.locator("input").inputValue();
      String outcome = card.locator(".result").getAttribute("data-outcome");
      Locator mine = card.locator(".option.mine");
      assertThat(mine).hasCount(1);
      assertThat(mine.locator("input")).hasValue(predicted);
      assertThat(mine.locator("input")).isChecked();
      assertThat(mine.locator(".flag"))
          .containsText(lang.equals("ko") ? "내 예상" : "your prediction");
      Locator actual = card.locator(".option.actual");
      boolean offered = card.locator(".option input[value='" + outcome + "']").count() == 1;
      assertThat(actual).hasCount(offered ? 1 : 0);
      if (offered) {
        assertThat(actual.locator("input")).hasValue(outcome);
        assertThat(actual.locator(".flag")).containsText(lang.equals("ko") ? "실제" : "came out");
      }
      assertThat(card.locator("[role=status] .outcome"))
          .hasClass(Pattern.compile(predicted.equals(outcome) ? "right" : "wrong"));
      assertThat(card.locator(".why")).isVisible();
      assertThat(card.locator("details.measured > summary").first()).isVisible();
      assertThat(card.locator("button.run"))
          .containsText(lang.equals("ko") ? "다시 실행" : "Run it again");
    }
    if (claim != null) {
      assertThat(page.locator("#" + claim)).hasClass(Pattern.compile("claim-" + verdict));
    }
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void a_claim_says_that_it_holds_or_differs_once_its_own_run_has_settled_it() {
    Locator card = card("en", "who");
    Locator claim = page.locator("#same-computer");
    assertThat(claim).hasClass(Pattern.compile("claim-open"));
    run(card);
    assertThat(claim).hasClass(Pattern.compile("claim-holds"));
    assertThat(claim.locator("[role=status]")).containsText("Holds here");
    // Another experiment, or the same with other parameters, is no test of it.
    assertThat(page.locator("#only-own-addresses")).hasClass(Pattern.compile("claim-open"));
    run(page.locator("#all-doors"));
    assertThat(page.locator("#only-own-addresses")).hasClass(Pattern.compile("claim-open"));
    run(page.locator("#is-there-a-redirect"));
    assertThat(page.locator("#hearsay-redirect")).hasClass(Pattern.compile("claim-differs"));
    assertThat(page.locator("#real-redirect-shows")).hasClass(Pattern.compile("claim-open"));
  }

  @Test
  void a_whole_prediction_is_made_with_the_keyboard_alone() {
    Locator card = card("ko", "not-my-door");
    card.locator(".name").focus();
    page.keyboard().press("Tab");
    assertThat(card.locator("input[type=radio]").first()).isFocused();
    page.keyboard().press("Space");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    assertThat(card.locator("input[value=not-this-computer]")).isChecked();
    page.keyboard().press("Tab");
    assertThat(card.locator("button.run")).isFocused();
    page.keyboard().press("Enter");
    assertThat(card.locator(".option.mine.actual input")).hasValue("not-this-computer");
    // The reader goes on from where they are, and not from the top of the page.
    assertThat(card.locator("button.run")).isFocused();
    String first = card.locator(".result").getAttribute("data-run");
    page.keyboard().press("Enter");
    assertThat(card.locator(".result")).not().hasAttribute("data-run", first);
    assertThat(card.locator(".option.mine.actual")).hasCount(1);
    assertThat(card.locator(".result[data-outcome]:not([data-alive])")).hasCount(1);
    page.keyboard().press("Tab");
    assertThat(card.locator(".out").locator("summary, pre, a").first()).isFocused();
  }

  @Test
  void a_run_is_stopped_with_the_keyboard_and_the_reader_stays_in_the_card() {
    Locator card = card("en", "in-this-browser");
    card.locator("button.run").focus();
    page.keyboard().press("Enter");
    assertThat(card.locator(".zero-open")).isVisible();
    card.locator("button.stop").focus();
    page.keyboard().press("Enter");
    assertThat(card.locator("[role=status]")).containsText("Stopped");
    assertThat(card.locator("button.run")).isFocused();
  }

  @Test
  void a_widget_takes_the_parameters_of_its_reader() {
    Locator card = widget("en", "probe");
    card.locator("[name=address]").fill("127.0.0.1");
    card.locator("[name=port]").fill(String.valueOf(site.port()));
    run(card);
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "in-use");
    assertThat(card.locator("[role=status]")).containsText(String.valueOf(site.port()));
    card.locator("[name=port]").fill("0");
    card.locator("[name=protocol]").selectOption("udp");
    card.locator("button.run").click();
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "free");
    assertThat(card.locator("[role=status]")).containsText("(UDP)");
  }

  @ParameterizedTest
  @CsvSource({
    "en, 70000, Port 70000 is out of range., 0–65535",
    "en, abc, 'Port \"abc\" is not a whole number.', 0–65535",
    "en, ８０８０, 'Port \"８０８０\" is not a whole number.', digits 0 to 9",
    "en, '', Port is empty., 0–65535",
    "ko, 70000, 70000, 0–65535",
    "ko, abc, abc, 0–65535",
    "ko, ８０８０, ８０８０, 0–65535",
    "ko, '', 포트, 0–65535"
  })
  void a_value_that_is_not_allowed_is_answered_in_the_card(
      String lang, String port, String what, String todo) {
    Locator card = widget(lang, "probe");
    card.locator("[name=port]").fill("0");
    run(card);
    card.locator("[name=port]").fill(port);
    card.locator("button.run").click();
    Locator problem = card.locator("[role=alert]");
    assertThat(problem).containsText(what);
    assertThat(problem).containsText(todo);
    assertThat(problem).containsText(Pattern.compile(lang.equals("ko") ? "[가-힣]{2}" : "Allowed"));
    assertThat(card.locator("[role=status]")).hasText(""); // not the outcome of the run before
    assertThat(card.locator("[name=port]")).hasValue(port);
    card.locator("[name=port]").fill("0");
    run(card);
    assertThat(problem).hasCount(0);
  }

  @Test
  void a_card_answers_in_the_language_of_its_page_whatever_another_tab_shows() {
    Locator card = card("en", "all-doors");
    Page other = reader.context().newPage();
    other.navigate(site.origin() + "/ko/wildcard");
    card.locator("[name=port]").evaluate("field => { field.value = '70000'; }");
    card.locator("button.run").click();
    assertThat(card.locator("[role=alert]")).containsText("out of range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void a_guest_reads_and_predicts_but_runs_nothing_but_whoami(String lang) {
    read(Reader.guest(chromium, site, Reader.window(390, 844).setLocale(lang)), lang);
    for (String id : List.of("all-doors", "not-my-door", "is-there-a-redirect")) {
      Locator card = page.locator("#" + id);
      assertThat(card.locator("button")).hasCount(0);
      assertThat(card.locator(".notice")).isVisible();
      card.locator(".option").first().click();
      assertThat(card.locator(".option input").first()).isChecked();
      card.locator("details.unseen > summary").click();
      assertThat(card.locator("details.unseen .why p").first()).isVisible();
    }
    Locator claim = page.locator("#hearsay-redirect");
    assertThat(claim.locator("button")).hasCount(0);
    claim.locator("details.unseen > summary").click();
    assertThat(claim.locator(".why p").first()).isVisible();
    assertThat(page.locator("details.notes")).hasCount(0);
    Locator who = page.locator("#who");
    run(who);
    who.locator("details.measured > summary").click();
    assertThat(who.locator("[data-evidence=remoteAddress]")).isVisible();
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void what_the_reader_has_chosen_meanwhile_is_not_undone_by_the_run() {
    Locator card = card("en", "in-this-browser");
    card.locator("button.run").click();
    assertThat(card.locator(".zero-open")).isVisible();
    card.locator("input[value=blocked]").check();
    card.locator("input[value=blocked]").focus();
    page.context().request().get(card.locator(".zero-open").getAttribute("href"));
    // The server has seen a visitor; the run settles when its page has been silent for a while.
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "no-redirect");
    assertThat(card.locator(".option.actual input")).hasValue("no-redirect");
    assertThat(card.locator("input[value=blocked]")).isFocused();
  }

  @Test
  void a_late_answer_about_an_earlier_run_changes_nothing() {
    Locator card = widget("en", "zero");
    card.locator("[name=from]").selectOption("browser");
    List<Route> late = new ArrayList<>();
    card.locator("button.run").click();
    assertThat(card.locator(".zero-open")).isVisible();
    page.route(
        url -> url.contains("/runs/"),
        route -> {
          if (route.request().headers().containsKey("hx-request")) {
            late.add(route);
          } else {
            route.resume();
          }
        });
    site.post("/runs/" + card.locator(".result").getAttribute("data-run") + "/stop", "{}");
    page.waitForCondition(() -> !late.isEmpty());
    card.locator("[name=from]").evaluate("field => { field.options[0].value = 'nobody'; }");
    card.locator("[name=from]").selectOption("nobody");
    card.locator("button.run").click();
    assertThat(card.locator("[role=alert]")).isVisible();
    page.evaluate(
        "() => document.addEventListener("
            + "'htmx:afterRequest', () => { window.answered = true; }, {once: true})");
    late.get(0).resume();
    page.waitForFunction("() => window.answered");
    assertThat(card.locator("[role=alert]")).isVisible();
    assertThat(card.locator(".zero-open")).hasCount(0);
  }

  @Test
  void a_run_that_a_link_names_is_shown_in_its_card() {
    String run =
        site.post("/experiments/probe", "{\"address\":\"203.0.113.1\",\"port\":8080}")
            .headers()
            .firstValue("Location")
            .orElseThrow()
            .replace("/runs/", "");
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale("en")));
    reader.open("/en/wildcard?run=" + run + "&_card=not-my-door&_prediction=free#not-my-door");
    Locator card = page.locator("#not-my-door");
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "not-this-computer");
    assertThat(card.locator(".option.mine input")).hasValue("free");
    assertThat(page.locator("#only-own-addresses")).hasClass(Pattern.compile("claim-holds"));
    assertThat(card).isInViewport();
  }
}
