package portside.experiments.debugger;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portside.testing.Axe;
import portside.testing.Chromium;
import portside.testing.Patience;
import portside.testing.Reader;
import portside.testing.TestSite;

/** The debugger in a real browser, by mouse and by VS Code's keys. */
@Tag("browser")
class DebuggerPageTest {
  private static final List<String> PROBLEMS = new ArrayList<>();
  private static final Locator.FilterOptions VISIBLE = new Locator.FilterOptions().setVisible(true);
  private static final String LEVEL = "e => e.getAttribute('aria-level') ?? e.tagName.slice(1)";
  private static final Pattern SET = Pattern.compile("Set|설정");
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
  void open() {
    PROBLEMS.clear();
    context = chromium.context();
    page = context.newPage();
    page.onPageError(PROBLEMS::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            PROBLEMS.add(message.text());
          }
        });
    page.navigate(site.hostLink());
    page.navigate(site.origin() + "/experiments/debugger");
    // Its script has come, and hears keys and clicks on lines.
    assertThat(page.locator("#debugger")).hasAttribute("data-dressed", "ready");
  }

  @AfterEach
  void nothing_was_wrong() {
    if (page.locator("button.stop").count() > 0) {
      page.locator("button.stop").click();
      assertThat(page.locator("button.stop")).hasCount(0);
    }
    context.close();
    assertEquals(List.of(), PROBLEMS);
  }

  private Locator stops(int number) {
    return page.locator(".debugger[data-state=paused][data-stops='" + number + "']");
  }

  private void begin(String program, String runtime, int breakpoint) {
    page.locator("select[name=program]").selectOption(program);
    page.locator("select[name=runtime]").selectOption(runtime);
    page.locator("input[name=breakpoint]").fill("" + breakpoint);
    page.locator("button.run").click();
  }

  @Test
  void f10_steps_marks_what_changed_and_f5_continues_to_a_breakpoint_set_by_a_click() {
    begin("average", "java", 6);
    assertThat(stops(1)).isVisible();
    assertThat(page.locator("[aria-current=step]")).hasAttribute("data-line", "6");
    assertThat(page.locator("[aria-current=step] .debugger-beside")).containsText("total = 0.0");
    Object scrolled = page.evaluate("scrollY");
    page.keyboard().press("F10");
    assertThat(stops(2)).isVisible();
    assertThat(page.locator("[data-line='4'] .debugger-beside")).hasText("total = 80.0");
    assertThat(page.locator("[data-line='4'] .debugger-beside b")).hasText("80.0");
    assertEquals(scrolled, page.evaluate("scrollY"), "a step does not move the page");
    assertThat(page.locator("[data-variable=total]")).hasClass("debugger-changed");
    assertThat(page.locator("[data-variable=total]")).containsText("80.0");
    assertThat(page.locator("[data-variable=grades]")).not().hasClass("debugger-changed");
    page.locator(".debugger [data-line='8'] code").click();
    assertThat(page.locator("#debugger-line-8")).hasAttribute("aria-pressed", "true");
    page.locator(".debugger [data-line='6'] .debugger-gutter").click();
    assertThat(page.locator("#debugger-line-6")).hasAttribute("aria-pressed", "false");
    page.keyboard().press("F5");
    assertThat(page.locator("[aria-current=step]")).hasAttribute("data-line", "8");
    page.keyboard().press("Shift+F11");
    assertThat(stops(4)).isVisible();
    assertThat(page.locator(".debugger-stack li")).hasCount(1);
    page.keyboard().press("F5");
    assertThat(page.locator(".debugger[data-state=ended]")).isVisible();
    assertThat(page.locator(".debugger-output")).containsText("평균 average: 60.0");
  }

  @Test
  void a_step_exchanges_what_it_changed_and_leaves_alone_what_stays_the_same() {
    begin("average", "java", 6);
    assertThat(stops(1)).isVisible();
    AtomicInteger news = new AtomicInteger();
    page.onResponse(
        answer -> {
          if (answer.request().method().equals("GET") && answer.url().contains("/runs/")) {
            news.incrementAndGet();
          }
        });
    // A stop that takes longer than its step is answered comes as news, which exchange everything.
    Patience.until(
        () -> "no stop is in the answer to its step",
        () -> {
          news.set(0);
          page.locator(".debugger-bar #debugger-next").focus();
          page.evaluate(
              "() => document.querySelectorAll('.result *').forEach(e => (e.before = true))");
          page.keyboard().press("F10");
          assertThat(stops(2)).isVisible();
          if (news.get() == 0) {
            return true;
          }
          page.locator("#debugger-restart").click();
          assertThat(stops(1)).isVisible();
          return false;
        });
    assertThat(page.locator("[aria-current=step]")).hasAttribute("data-line", "5");
    assertThat(page.locator("#debugger-timeline")).hasValue("2");
    for (String same :
        List.of(".result .debugger-source", "[data-variable=total]", "#debugger-watch-text")) {
      assertEquals(true, page.evaluate("same => document.querySelector(same).before", same), same);
    }
    assertThat(page.locator("#debugger-next")).isFocused();
  }

  @Test
  void a_breakpoint_is_set_by_keyboard_alone_and_the_focus_stays() {
    begin("average", "java", 0);
    assertThat(page.locator(".debugger[data-state=ended]")).isVisible();
    page.locator("#debugger-line-4").focus();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("F9");
    assertThat(page.locator("#debugger-line-6")).hasAttribute("aria-pressed", "true");
    assertThat(page.locator("#debugger-line-6")).isFocused();
    page.keyboard().press("F5");
    assertThat(stops(1)).isVisible();
    page.keyboard().press("Shift+F5");
    assertThat(page.locator("button.stop")).hasCount(0);
  }

  @Test
  void the_arrows_of_the_slider_show_an_earlier_stop_which_stays_until_the_program_goes_on() {
    begin("greet", "java", 12);
    assertThat(stops(1)).isVisible();
    page.keyboard().press("F10");
    assertThat(stops(2)).isVisible();
    Locator slider = page.locator("#debugger-timeline");
    slider.focus();
    page.keyboard().press("ArrowLeft");
    Locator past = page.locator(".debugger[data-past]");
    assertThat(past).isVisible();
    assertThat(page.locator("[aria-current=step]")).hasAttribute("data-line", "12");
    assertThat(page.locator(".debugger-output")).hasText("");
    assertThat(slider).isFocused();
    // Another tab types something: this one hears of it, and goes on looking back.
    String version = page.locator(".result").getAttribute("data-version");
    String run = page.locator(".result").getAttribute("data-run");
    site.post("/runs/" + run + "/input", "{\"text\":\"Ada\"}");
    assertThat(page.locator(".result[data-version='" + version + "']")).hasCount(0);
    assertThat(past).isVisible();
    assertThat(page.locator("[aria-current=step]")).hasAttribute("data-line", "12");
    page.keyboard().press("F10");
    assertThat(stops(3)).isVisible();
    assertThat(past).hasCount(0);
    page.keyboard().press("F5");
    assertThat(page.locator(".debugger[data-state=ended]")).isVisible();
    page.locator("#debugger-back").click();
    assertThat(page.locator("[aria-current=step]")).hasAttribute("data-line", "14");
    assertThat(page.locator("[data-variable=args]")).isVisible();
    page.locator("#debugger-now").click();
    assertThat(past).hasCount(0);
    assertThat(page.locator(".debugger-output")).containsText("Ada!");
  }

  @Test
  void news_that_was_asked_for_before_the_reader_looked_back_does_not_end_the_look() {
    begin("greet", "java", 12);
    assertThat(stops(1)).isVisible();
    page.keyboard().press("F10");
    assertThat(stops(2)).isVisible();
    String run = page.locator(".result").getAttribute("data-run");
    String version = page.locator(".result").getAttribute("data-version");
    List<Route> held = new ArrayList<>();
    page.route(
        Pattern.compile(".*/runs/" + run + "\\b(?!.*_moment).*"),
        route -> {
          if (held.isEmpty()) {
            held.add(route);
          } else {
            route.resume();
          }
        });
    site.post("/runs/" + run + "/input", "{\"text\":\"Ada\"}");
    page.waitForCondition(() -> !held.isEmpty());
    page.locator("#debugger-timeline").focus();
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator(".debugger[data-past]")).isVisible();
    held.get(0).resume();
    assertThat(page.locator(".result[data-version='" + version + "']")).hasCount(0);
    assertThat(page.locator(".debugger[data-past]")).isVisible();
    assertThat(page.locator("[aria-current=step]")).hasAttribute("data-line", "12");
  }

  @Test
  void a_condition_is_typed_at_its_line_refused_with_its_reason_and_corrected() {
    begin("average", "java", 6);
    assertThat(stops(1)).isVisible();
    Locator line = page.locator(".debugger [data-line='6']");
    Locator field = line.locator("input[name=condition]");
    assertThat(field).isHidden();
    // by the keyboard alone: from the mark of the line to its condition, and back
    page.locator("#debugger-line-6").focus();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(field).isFocused();
    page.keyboard().press("Escape");
    assertThat(field).isHidden();
    assertThat(page.locator("#debugger-line-6")).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    page.keyboard().type("grades.clone() == 1");
    // what happens meanwhile in another tab closes nothing, and takes nothing out of the hand
    String run = page.locator(".result").getAttribute("data-run");
    site.post("/runs/" + run + "/watch", "{\"expression\":\"total\"}");
    assertThat(page.locator("[data-watch='total']")).isVisible();
    assertThat(field).isFocused();
    page.keyboard().press("Enter");
    // D9: the reason stands at the field, in view, and the field does not look as if it were set.
    Locator reason = line.locator("[role=alert]");
    assertThat(reason).isVisible();
    assertThat(reason).not().isEmpty();
    assertThat(reason).isInViewport();
    assertThat(field).hasAttribute("aria-invalid", "true");
    assertThat(field).hasValue("grades.clone() == 1");
    assertThat(field).isFocused();
    assertEquals(List.of(), Axe.onlyColours(page));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    assertEquals(List.of(), Axe.onlyColours(page), "dark");
    field.fill("i == 2");
    line.locator("button[type=submit]", new Locator.LocatorOptions().setHasText(SET)).click();
    assertThat(page.locator(".debugger-notice")).hasCount(0);
    assertThat(field).isHidden();
    assertThat(line.locator("summary")).containsText("i == 2");
    // from the list of breakpoints it is one press away as well
    page.locator(".debugger-points a").click();
    assertThat(field).isFocused();
    assertThat(field).hasValue("i == 2");
    page.keyboard().press("Escape");
    page.locator("#debugger-watch-text").fill("grades[i]");
    page.keyboard().press("Enter");
    assertThat(page.locator("[data-watch='grades[i]']")).containsText("80");
    assertThat(page.locator("#debugger-watch-text")).hasValue("");
    page.keyboard().press("F5");
    assertThat(page.locator("[data-watch='grades[i]']")).containsText("100");
  }

  @Test
  void another_tab_waits_until_continue_is_pressed() {
    begin("visits", "java", 9);
    Locator link = page.locator("#debugger-url");
    assertThat(link).isVisible();
    Page tab = context.newPage();
    AtomicBoolean answered = new AtomicBoolean();
    tab.onResponse(response -> answered.set(true));
    String url = link.getAttribute("href");
    // Started by a script, so that this test does not wait with the tab.
    tab.evaluate("url => { location.href = url; }", url);
    assertThat(stops(1)).isVisible();
    assertThat(page.locator("[data-variable=visits]").first()).containsText("1");
    assertThat(page.locator(".debugger-url[data-waits]")).containsText("F5");
    assertFalse(answered.get(), "it must go on waiting");
    page.locator("#debugger-continue").click();
    tab.waitForURL(url);
    assertThat(tab.locator("body")).hasText("Hello, World! You are visitor 1.");
    assertThat(page.locator(".debugger-url[data-waits]")).hasCount(0);
    tab.close();
  }

  @Test
  void a_reload_shows_the_session_again_and_its_card_starts_no_second_one() {
    begin("average", "java", 6);
    assertThat(stops(1)).isVisible();
    assertThat(page.locator("button.run")).isHidden();
    assertThat(page.locator("#debugger-pause, #debugger-continue")).isFocused();
    page.keyboard().press("F10");
    assertThat(stops(2)).isVisible();
    page.reload();
    assertThat(stops(2)).isVisible();
    assertThat(page.locator("[data-variable=total]")).containsText("80.0");
    page.locator("button.stop").click();
    assertThat(page.locator("button.run")).isVisible();
    assertFalse(page.url().contains("run="), page.url());
  }

  @Test
  void the_line_where_it_stands_is_in_view_in_a_long_program() {
    begin("visits", "java", 20);
    assertThat(stops(1)).isVisible();
    Locator source = page.locator(".debugger .debugger-source");
    String inView =
        "list => { const line = list.querySelector('.debugger-here').getBoundingClientRect();"
            + " const all = list.getBoundingClientRect();"
            + " return all.top <= line.top && line.bottom <= all.bottom; }";
    assertEquals("20", page.locator("[aria-current=step]").getAttribute("data-line"));
    assertEquals(true, source.evaluate(inView));
    page.keyboard().press("F10");
    assertThat(stops(2)).isVisible();
    assertEquals(true, source.evaluate(inView));
  }

  @Test
  void a_second_tab_sees_the_same_and_a_step_in_it_moves_the_first() {
    begin("average", "java", 6);
    assertThat(stops(1)).isVisible();
    String run = page.locator(".result").getAttribute("data-run");
    Page second = context.newPage();
    second.navigate(site.origin() + "/experiments/debugger?run=" + run);
    assertThat(second.locator("[aria-current=step]")).hasAttribute("data-line", "6");
    second.locator("#debugger-next").click();
    assertThat(second.locator("[data-variable=total]")).containsText("80.0");
    assertThat(stops(2)).isVisible();
    assertThat(page.locator("[data-variable=total]")).containsText("80.0");
    second.close();
  }

  @Test
  void a_steps_answer_brings_what_came_of_it_and_news_that_comes_late_takes_nothing_back() {
    begin("average", "java", 6);
    assertThat(stops(1)).isVisible();
    String run = page.locator(".result").getAttribute("data-run");
    List<Route> held = new ArrayList<>();
    List<APIResponse> old = new ArrayList<>();
    page.route(
        "**/runs/" + run + "?*",
        route -> {
          if (held.isEmpty()) {
            held.add(route);
            old.add(route.fetch());
          } else {
            route.resume();
          }
        });
    Page second = context.newPage();
    second.navigate(site.origin() + "/experiments/debugger?run=" + run);
    second.locator("#debugger-next").click();
    assertThat(second.locator(".debugger[data-state=paused][data-stops='2']")).isVisible();
    second.close();
    page.waitForCondition(() -> !old.isEmpty());
    page.evaluate(
        """
        () => {
          const told = (verb) => new Promise((done) => {
            document.addEventListener("htmx:afterRequest", ({ detail }) => {
              if (detail.requestConfig.verb === verb) setTimeout(done);
            });
          });
          window.stepped = told("post");
          window.late = told("get");
        }
        """);
    Response step =
        page.waitForResponse("**/runs/" + run + "/next", () -> page.keyboard().press("F10"));
    assertTrue(step.text().contains("data-run=\"" + run), "the answer shows the run");
    page.evaluate("() => window.stepped"); // it is shown: at the next stop, or running to it
    page.evaluate(
        """
        () => new MutationObserver(() => {
          const shown = document.querySelector(".debugger[data-state=paused]");
          if (shown && Number(shown.dataset.stops) < 3) window.back = true;
        }).observe(document.body, { childList: true, subtree: true })
        """);
    held.get(0).fulfill(new Route.FulfillOptions().setResponse(old.get(0)));
    page.evaluate("() => window.late");
    assertThat(stops(3)).isVisible();
    assertNull(page.evaluate("() => window.back"), "an earlier stop was shown again");
  }

  @Test
  void a_click_on_a_line_sets_the_breakpoint_before_the_start_and_another_program_shows_itself() {
    Locator before = page.locator(".debugger-before");
    before.locator("[data-line='8'] code").click();
    assertThat(page.locator("input[name=breakpoint]")).hasValue("8");
    before.locator("[data-line='6'] button").focus();
    page.keyboard().press("F9");
    assertThat(page.locator("input[name=breakpoint]")).hasValue("6");
    assertThat(before.locator("[aria-pressed=true]")).hasCount(1);
    page.keyboard().press("F5");
    assertThat(stops(1)).isVisible();
    assertThat(page.locator("[aria-current=step]")).hasAttribute("data-line", "6");
    assertThat(before).isHidden();
    page.locator("button.stop").click();
    assertThat(before).isVisible();
    page.locator("select[name=runtime]").selectOption("python");
    assertThat(before.locator("[data-line='1']")).containsText("def average(grades):");
    assertThat(page.locator("input[name=breakpoint]")).hasValue("0");
    assertThat(before.locator("[data-line='4'] button")).isEnabled();
  }

  @Test
  void f5_starts_a_question_as_it_is_and_its_answer_gets_a_verdict() {
    page.navigate(site.origin() + "/en/debugger");
    Locator card = page.locator("#run-past");
    card.scrollIntoViewIfNeeded();
    assertThat(card).hasAttribute("data-dressed", "ready"); // its script has come and hears keys
    card.locator("input[value=ran-to-the-end]").check();
    page.keyboard().press("F5");
    assertThat(card.locator(".verdict")).isVisible();
    assertThat(card.locator(".debugger[data-mode=run]")).isVisible();
  }

  @Test
  void what_came_of_a_start_is_in_view_though_its_card_changes_its_size() {
    page.navigate(site.origin() + "/en/debugger");
    Locator ended = page.locator("#no-breakpoint");
    ended.scrollIntoViewIfNeeded();
    assertThat(ended).hasAttribute("data-dressed", "ready");
    ended.locator("button.run").click();
    assertThat(ended.locator(".outcome")).isInViewport();
    assertThat(ended.locator(".debugger[data-state=ended]")).isVisible();
    page.setViewportSize(390, 844);
    Locator server = page.locator("#waiting-tab");
    server.scrollIntoViewIfNeeded();
    assertThat(server).hasAttribute("data-dressed", "ready");
    server.locator("button.run").click();
    assertThat(server.locator(".debugger-url a")).isInViewport();
    List<Integer> levels = new ArrayList<>();
    page.navigate(site.origin() + "/experiments/debugger");
    begin("average", "java", 6);
    assertThat(stops(1)).isVisible();
    for (Locator heading : page.getByRole(AriaRole.HEADING).all()) {
      levels.add(Integer.valueOf((String) heading.evaluate(LEVEL)));
    }
    assertEquals(List.of(1, 2, 3), levels.stream().distinct().toList());
  }

  @Test
  void a_phone_shows_one_part_at_a_time_forced_colours_what_is_chosen_and_a_tablet_one_bar() {
    try (BrowserContext small =
        chromium.context(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setLocale("ko")
                .setForcedColors(ForcedColors.ACTIVE))) {
      Page phone = small.newPage();
      phone.navigate(site.hostLink());
      phone.navigate(site.origin() + "/experiments/debugger");
      phone.locator("input[name=breakpoint]").fill("6");
      phone.locator("button.run").click();
      assertThat(phone.locator(".debugger[data-state=paused]")).isVisible();
      Locator parts = phone.locator(".debugger-side section");
      assertThat(parts).hasCount(4);
      for (String part : new String[] {"variables", "watches", "stack", "breakpoints", "stack"}) {
        Locator tab = phone.locator(".debugger-parts [data-part='" + part + "']");
        if (!part.equals("variables")) { // which is what is asked for first
          tab.click();
        }
        assertThat(tab).hasAttribute("aria-pressed", "true");
        assertThat(phone.locator(".debugger-parts [aria-pressed=true]")).hasCount(1);
        assertThat(parts.filter(VISIBLE)).hasCount(1);
        assertThat(parts.filter(VISIBLE)).hasAttribute("data-part", part);
      }
      // D19: of two frames one is the chosen one, and the line where it stands is marked
      Locator frames = phone.locator(".debugger-stack button");
      assertThat(frames).hasCount(2);
      String edge = "e => getComputedStyle(e).borderLeftColor";
      assertNotEquals(frames.nth(0).evaluate(edge), frames.nth(1).evaluate(edge));
      assertEquals(
          "solid",
          phone.locator("[aria-current=step]").evaluate("e => getComputedStyle(e).outlineStyle"));
      phone.locator("#debugger-next").click();
      assertThat(phone.locator(".debugger[data-stops='2']")).isVisible();
      assertThat(parts.filter(VISIBLE)).hasAttribute("data-part", "stack");
      // at 1024 there is no room for names, so that they are said by whoever points or reads aloud
      phone.setViewportSize(1024, 768);
      assertThat(parts.filter(VISIBLE)).hasCount(4);
      List<Double> tops =
          phone.locator(".debugger-bar button").all().stream()
              .map(button -> button.boundingBox().y)
              .distinct()
              .toList();
      assertEquals(1, tops.size(), "one row: " + tops);
      assertThat(
              phone.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("프로시저 단위 실행")))
          .hasAttribute("title", "프로시저 단위 실행 (F10)");
      // what does not fit beside the code hides none of it
      Locator line = phone.locator("[aria-current=step]");
      BoundingBox code = line.locator("code").boundingBox();
      BoundingBox values = line.locator(".debugger-beside").boundingBox();
      assertTrue(values.y >= code.y + code.height - 1 || values.x >= code.x + code.width - 1);
      // nor does the mark of the line, however narrow the listing is
      phone.setViewportSize(700, 768);
      code = line.locator("code").boundingBox();
      BoundingBox mark = line.locator(".debugger-mark").boundingBox();
      assertTrue(mark.x >= code.x + code.width - 1, mark.x + " < " + (code.x + code.width));
      phone.locator("button.stop").click();
      assertThat(phone.locator("button.stop")).hasCount(0);
    }
  }

  @Test
  void it_works_by_plain_forms_without_any_script() {
    try (BrowserContext plain =
        chromium.context(
            new com.microsoft.playwright.Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page noScript = plain.newPage();
      noScript.navigate(site.hostLink());
      noScript.navigate(site.origin() + "/experiments/debugger");
      noScript.locator("input[name=breakpoint]").fill("6");
      noScript.locator("button.run").press("Enter");
      Locator card = noScript.locator("#debugger");
      Locator step = noScript.locator("[aria-current=step]");
      Reader.lookAgainUntil(card, () -> step.count() > 0);
      assertThat(step).hasAttribute("data-line", "6");
      Locator condition = noScript.locator("#debugger-only-6");
      condition.locator("summary").click();
      condition.locator("input[name=condition]").fill("i < 9");
      condition.locator("button").press("Enter");
      Patience.until(
          card::innerText,
          () -> {
            boolean set = condition.locator("summary").innerText().contains("i < 9");
            if (!set) { // a form's answer may be a moment older
              noScript.reload();
            }
            return set;
          });
      noScript.locator("#debugger-next").press("Enter");
      // A form's answer may be a moment older than the step; the reader loads it again.
      assertThat(noScript.locator(".debugger")).isVisible();
      noScript.locator("button.stop").press("Enter");
      Reader.lookAgainUntil(card, () -> noScript.locator("button.stop").count() == 0);
      while (noScript.locator("#debugger-back[href]").count() > 0) {
        noScript.locator("#debugger-back").click();
      }
      assertThat(noScript.locator(".debugger-past")).isVisible();
      assertThat(noScript.locator("[aria-current=step]")).hasAttribute("data-line", "6");
      noScript.locator("#debugger-now").click();
      assertThat(noScript.locator(".debugger-past")).hasCount(0);
    }
  }
}
