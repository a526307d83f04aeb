package portside.room.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.InClass.assertFills;
import static portside.testing.InClass.at;
import static portside.testing.InClass.choose;
import static portside.testing.InClass.choosePlainly;
import static portside.testing.InClass.question;
import static portside.testing.InClass.state;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.Axe;
import portside.testing.Chromium;
import portside.testing.InClass;
import portside.testing.Patience;
import portside.testing.Reader;
import portside.testing.TestSite;

/** A class in real browsers: a presenter at a projector, guests at phones and without scripts. */
@Tag("browser")
final class ClassPageTest {
  /** A question whose run ends at once, and where it stands. */
  private static final String CARD = "not-my-door";

  @TempDir static Path folder;
  private static TestSite site;
  private static Chromium chromium;

  private final List<Reader> readers = new ArrayList<>();
  private Page host;
  private String code;

  @BeforeAll
  static void start(Chromium itsBrowser) {
    site = TestSite.keeping(folder);
    chromium = itsBrowser;
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  @BeforeEach
  void open() {
    Reader reader = Reader.host(chromium, site, Reader.window(1280, 720));
    readers.add(reader);
    host = reader.page();
    code = InClass.open(host, site.origin(), "첫 시간");
  }

  @AfterEach
  void leave() {
    reopen("/room");
    if (host.locator(".room-end").count() > 0) {
      host.locator(".room-end button").click();
      assertThat(host.locator(".room-end")).hasCount(0);
    }
    List<String> complaints = new ArrayList<>();
    readers.forEach(reader -> complaints.addAll(reader.complaints()));
    readers.forEach(Reader::close);
    assertEquals(List.of(), complaints);
  }

  private void reopen(String path) {
    host.navigate(site.origin() + path);
  }

  private Page guest(NewContextOptions options, String name) {
    Reader reader = Reader.guest(chromium, site, options);
    readers.add(reader);
    InClass.join(reader.page(), site.origin(), code, name);
    return reader.page();
  }

  private static NewContextOptions phone(String lang) {
    return Reader.window(390, 780).setLocale(lang);
  }

  private void present(String card) {
    InClass.present(host, site.origin() + "/ko/wildcard/present", card);
  }

  /** Goes forward, past all pages of a card: after its question there is what came out. */
  private void leaveBehind(String card) {
    do {
      host.keyboard().press("ArrowRight");
    } while (isBeforeTheEnd(host.locator("#" + card)));
  }

  private static boolean isBeforeTheEnd(Locator card) {
    return (Boolean) card.evaluate("card => [...card.getClientRects()].at(-1).right > 1");
  }

  private void ask() {
    InClass.ask(host, CARD);
  }

  private static final String FITS =
      """
      () => {
        const stage = document.querySelector("#room-stage");
        const foot = stage.querySelector(".stage-foot").getBoundingClientRect();
        const rest = [...stage.children].filter((part) => !part.matches(".stage-foot"));
        const end = stage.querySelector(".stage-foot");
        if (end.scrollWidth > end.clientWidth + 1) return false;
        const low = Math.max(...rest.map((part) => part.getBoundingClientRect().bottom));
        const small = [...stage.querySelectorAll("*")].filter((part) =>
          part.textContent.trim() && parseFloat(getComputedStyle(part).fontSize) < 24);
        return !stage.hidden && stage.scrollHeight <= innerHeight && stage.scrollWidth <= innerWidth
          && low <= foot.top && foot.right <= innerWidth && small.length === 0
          && getComputedStyle(document.documentElement).overflow === "hidden";
      }
      """;

  private void assertFits(String what) {
    for (int[] size : new int[][] {{1024, 768}, {1280, 720}}) {
      host.setViewportSize(size[0], size[1]);
      host.evaluate(
          "() => new Promise((drawn) =>"
              + " requestAnimationFrame(() => requestAnimationFrame(drawn)))");
      Patience.until(
          () -> what + " does not fit " + size[0] + " × " + size[1],
          () -> Boolean.TRUE.equals(host.evaluate(FITS)));
    }
  }

  private double lowestContrastOfBars() {
    return ((Number)
            host.locator("#room-stage .choice:has(rect:not([width='0']))")
                .evaluateAll(
                    """
                    (choices) => {
                      const light = (color) => {
                        const parts = color.match(/[0-9.]+/g).slice(0, 3).map((part) => {
                          const c = part / 255;
                          return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
                        });
                        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
                      };
                      return Math.min(...choices.map((choice) => {
                        const behind = light(getComputedStyle(choice).backgroundColor);
                        return Math.max(...[...choice.querySelectorAll("rect")].map((rect) => {
                          const fill = light(getComputedStyle(rect).fill);
                          return (Math.max(fill, behind) + 0.05) / (Math.min(fill, behind) + 0.05);
                        }));
                      }));
                    }
                    """))
        .doubleValue();
  }

  @Test
  void a_class_predicts_talks_runs_and_sees_what_it_had_predicted() {
    Page mina = guest(phone("ko-KR"), "민아");
    Page june = guest(Reader.window(1280, 800).setLocale("en-US"), "June");
    Page plain = guest(phone("en-US").setJavaScriptEnabled(false), "");
    Reader without = readers.remove(3); // its browser complains of the scripts that it does not run
    assertEquals(List.of(), Axe.violations(mina), "joined");
    present(CARD);
    assertThat(mina).hasURL(at("/ko/wildcard"));
    assertThat(june).hasURL(at("/en/wildcard"));
    assertThat(mina.locator("#" + CARD)).isInViewport();
    ask();
    assertFills(mina);
    assertFills(june);
    assertEquals(List.of(), Axe.violations(mina), "asked");
    assertEquals(List.of(), Axe.violations(host), "the screen");
    choose(mina, 0);
    choose(june, 0);
    choose(june, 1);
    choosePlainly(plain, 2); // its page has asked for news by itself
    assertThat(host.locator("[data-heads]")).containsText("3 / 3명");
    assertFits("the question");
    assertFalse(host.locator("#room-stage").innerText().contains("%"), "nothing shows early");
    host.keyboard().press("a");
    assertThat(question(mina)).hasAttribute("data-round", "2");
    assertThat(question(mina)).containsText("의견이 갈렸습니다");
    assertThat(question(mina).locator(".earlier:visible")).hasText("처음 예상");
    choose(mina, 2);
    assertThat(question(june)).hasAttribute("data-round", "2"); // in the first it is chosen already
    choose(june, 1);
    assertThat(host.locator("[data-heads]")).containsText("2 / 3명");
    assertFits("the second round");
    host.keyboard().press("Enter");
    assertThat(host.locator("#room-stage")).hasAttribute("data-phase", "revealed");
    assertThat(question(mina).locator(".verdict.right")).isVisible();
    assertThat(question(june).locator(".verdict.wrong")).isVisible();
    assertThat(question(mina).locator(".choice.actual .own")).isVisible();
    assertThat(question(mina).locator(".choice.actual")).containsText("1명 · 50 %");
    assertThat(host.locator("#room-stage .learned")).containsText("1 → 3: 1명");
    assertThat(host.locator("#room-stage")).not().containsText("민아");
    assertThat(mina.locator("#" + CARD + " input[value=not-this-computer]")).isChecked();
    assertFits("what came out");
    if (host.locator(".stage-why").isHidden()) { // there was no room for both in large type
      host.keyboard().press("e");
    }
    assertThat(host.locator(".stage-why")).isVisible();
    assertFits("why it came out");
    assertEquals(List.of(), Axe.violations(host), "the screen, revealed");
    assertTrue(lowestContrastOfBars() >= 3, "a projector washes out the bars");
    assertEquals(List.of(), Axe.violations(mina), "revealed");
    assertThat(plain.locator(".choice.actual")).containsText("what happened");
    host.keyboard().press("h");
    assertThat(question(mina).locator(".n")).hasCount(0);
    host.keyboard().press("Escape");
    assertThat(host.locator("#room-stage")).isHidden();
    assertThat(host.locator("#" + CARD + " [data-outcome]")).hasCount(1);
    assertThat(host.locator("#" + CARD + " .said .outcome")).isInViewport();
    assertThat(question(mina)).hasCount(1);
    leaveBehind(CARD);
    assertThat(question(mina)).hasCount(0);
    without.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void a_question_of_four_options_fits_every_projector_with_why_it_came_out(String lang) {
    reopen("/" + lang + "/localhost/present");
    assertThat(host.locator("#room-stage")).hasCount(1); // its script is there
    Locator card = host.locator("#which-localhost");
    card.evaluate("card => card.scrollIntoView()");
    card.locator("form.ask button").click();
    Locator stage = host.locator("#room-stage");
    assertThat(stage).hasAttribute("data-phase", "open");
    assertThat(stage.locator(".choice")).hasCount(4);
    assertFits("the question, " + lang);
    host.keyboard().press("Enter");
    assertThat(stage).hasAttribute("data-phase", "revealed");
    assertFits("what came out, " + lang);
    Locator why = stage.locator(".explain");
    if (why.getAttribute("aria-pressed").equals("true")) {
      host.keyboard().press("e");
      assertThat(stage.locator(".stage-why")).isHidden();
      assertFits("the numbers alone, " + lang);
    }
    host.keyboard().press("e");
    assertThat(why).hasAttribute("aria-pressed", "true");
    assertThat(stage.locator(".stage-why")).containsText("7.78");
    assertThat(stage.locator(".choice.actual")).isVisible();
    assertFits("why it came out, " + lang);
    assertEquals(List.of(), Axe.violations(host), lang);
  }

  @Test
  void who_reads_ahead_is_left_alone_and_comes_back_with_one_tap() {
    Page mina = guest(phone("ko-KR"), "민아");
    present(CARD);
    assertThat(mina).hasURL(at("/ko/wildcard"));
    Locator bar = mina.locator(".follow-bar");
    mina.waitForResponse(
        "**/join/follow",
        () ->
            bar.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("앞서 읽기"))
                .click());
    assertThat(state(mina)).containsText("앞서 읽는 중");
    mina.navigate(site.origin() + "/ko/ports");
    assertThat(state(mina)).containsText("앞서 읽는 중");
    ask();
    assertThat(question(mina)).isVisible();
    assertThat(mina).hasURL(at("/ko/ports"));
    assertThat(mina.locator("main > #room-now:first-child")).hasCount(1);
    choose(mina, 1);
    bar.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("지금 화면으로")).click();
    assertThat(mina).hasURL(at("/ko/wildcard"));
    assertFills(mina);
    assertThat(question(mina).locator(".choice.mine")).hasCount(1);
  }

  @Test
  void who_reads_ahead_far_down_a_page_hears_that_a_question_is_open() {
    Page june = guest(phone("en-US"), "");
    present(CARD);
    assertThat(june).hasURL(at("/en/wildcard"));
    june.locator(".follow-bar [data-follow=no]").click();
    assertThat(state(june)).containsText("You read ahead");
    ask();
    assertThat(june.locator("main > #room-now:first-child")).hasCount(1);
    assertThat(state(june)).containsText("A question is open");
    host.keyboard().press("c");
    assertThat(state(june)).containsText("You read ahead");
    assertThat(june.locator(".follow-bar [data-follow=yes]")).isVisible();
  }

  @Test
  void what_was_chosen_in_a_round_that_was_discarded_is_not_shown_as_saved_in_the_next() {
    Page mina = guest(phone("ko-KR"), "민아");
    present(CARD);
    assertThat(mina).hasURL(at("/ko/wildcard"));
    assertThat(state(mina)).isVisible(); // and has asked what is its own
    mina.evaluate("Math.random = () => 0"); // with each new question and round it asks at once
    untilTold(mina, this::ask);
    choose(mina, 0);
    untilTold(mina, () -> host.keyboard().press("a"));
    assertThat(question(mina)).hasAttribute("data-round", "2");
    choose(mina, 1);
    host.keyboard().press("x");
    Locator discard = host.locator("#room-stage [data-act=throw]");
    assertThat(discard).containsText("한 번 더 누르면 버립니다");
    host.keyboard().press("x");
    assertThat(question(mina)).hasAttribute("data-round", "1");
    assertThat(question(mina).locator(".choice.mine")).hasAttribute("data-choice", "free");
    untilTold(mina, () -> host.keyboard().press("a")); // a wrong answer would come now
    assertThat(question(mina)).hasAttribute("data-round", "2");
    assertThat(question(mina).locator(".choice.mine")).hasCount(0);
    assertThat(question(mina).locator(".saved")).isHidden();
    assertThat(host.locator("#room-stage [data-heads]")).containsText("0 / 1명");
  }

  /** Waits until a guest's page, which asks what is its own, has its answer as a whole. */
  private static void untilTold(Page guest, Runnable after) {
    guest.waitForResponse("**/join/mine", after).finished();
  }

  @Test
  void who_comes_back_is_not_sent_away_by_an_answer_that_is_older() {
    Page mina = guest(phone("ko-KR"), "민아");
    present(CARD);
    assertThat(mina).hasURL(at("/ko/wildcard"));
    mina.waitForResponse(
        "**/join/follow", () -> mina.locator(".follow-bar [data-follow=no]").click());
    mina.navigate(site.origin() + "/ko/ports");
    assertThat(state(mina)).hasAttribute("data-state", "detached");
    mina.evaluate("Math.random = () => 0.99"); // so late it asks what is its own
    List<Route> tapped = new ArrayList<>();
    List<Route> asked = new ArrayList<>();
    mina.route("**/join/follow", tapped::add);
    mina.route("**/join/mine", asked::add);
    ask();
    assertThat(question(mina)).isVisible();
    mina.locator(".follow-bar [data-follow=yes]").click();
    mina.waitForCondition(() -> !tapped.isEmpty() && !asked.isEmpty());
    mina.waitForResponse("**/join/mine", () -> asked.forEach(Route::resume));
    mina.unroute("**/join/mine");
    tapped.forEach(Route::resume);
    assertThat(mina).hasURL(at("/ko/wildcard"));
    assertThat(state(mina)).hasAttribute("data-state", "following");
  }

  @Test
  void nobody_is_moved_while_a_card_of_theirs_is_in_use() {
    Page mina = guest(phone("ko-KR"), "민아");
    present(CARD);
    assertThat(mina).hasURL(at("/ko/wildcard"));
    mina.locator("#all-doors input[type=radio]").first().focus();
    ask();
    assertThat(mina.locator("main > #room-now")).hasCount(1); // the question has come
    assertThat(state(mina)).containsText("수업은 다른 곳에 있습니다");
    assertThat(mina.locator("#all-doors input[type=radio]").first()).isFocused();
    mina.locator(".follow-bar [data-follow=yes]").click();
    assertFills(mina);
  }

  @Test
  void nothing_is_revealed_or_lost_by_going_back_a_reload_or_the_presenters_end() {
    Page mina = guest(phone("ko-KR"), "민아");
    present(CARD);
    ask();
    choose(mina, 2);
    host.keyboard().press("ArrowLeft");
    assertThat(host.locator("#room-stage")).isHidden();
    assertThat(host.locator("[data-to-question]")).isVisible();
    host.reload();
    assertThat(host.locator("[data-to-question]")).isVisible();
    host.locator("[data-to-question]").click();
    assertThat(host.locator("#room-stage")).isVisible();
    Page second = host.context().newPage();
    host.close();
    assertThat(question(mina).locator(".choice.mine")).hasCount(1);
    assertThat(question(mina)).hasAttribute("data-phase", "open");
    host = second;
    present(CARD);
    assertThat(host.locator("#room-stage")).hasAttribute("data-phase", "open");
    mina.reload();
    assertThat(question(mina).locator(".choice.mine")).hasCount(1);
  }

  @Test
  void a_second_window_takes_over_and_the_first_says_so() {
    Page mina = guest(phone("ko-KR"), "민아");
    present(CARD);
    assertThat(mina).hasURL(at("/ko/wildcard"));
    Page first = host;
    Page second = host.context().newPage();
    second.navigate(site.origin() + "/ko/ports/present");
    assertThat(first.locator(".room-other")).isVisible();
    assertThat(mina).hasURL(at("/ko/ports"));
    first.keyboard().press("ArrowRight");
    first.locator("[data-drive]").click();
    assertThat(first.locator(".room-other")).isHidden();
    assertThat(second.locator(".room-other")).isVisible();
    assertThat(mina).hasURL(at("/ko/wildcard"));
    second.close();
    // A window that has not heard yet that it leads no more is refused, which its browser notes.
    readers.get(0).complaints().removeIf(line -> line.contains("409") && line.contains("/place"));
  }

  @Test
  void a_device_that_lost_its_network_or_its_tab_comes_back_by_itself() {
    Page mina = guest(phone("ko-KR"), "민아");
    present(CARD);
    assertThat(mina).hasURL(at("/ko/wildcard"));
    Reader reader = readers.get(1);
    assertThat(state(mina)).isVisible(); // its script is there
    mina.context().setOffline(true);
    ask();
    mina.context().setOffline(false);
    assertFills(mina);
    choose(mina, 1);
    Page again = mina.context().newPage();
    mina.close();
    again.navigate(site.origin() + "/ko/");
    assertThat(again).hasURL(at("/ko/wildcard"));
    assertThat(question(again).locator(".choice.mine")).hasCount(1);
    // What it complains of is that there was no network.
    reader
        .complaints()
        .removeIf(
            line ->
                line.contains("INTERNET_DISCONNECTED")
                    || line.contains("Failed to fetch")
                    || line.contains("closed before the connection is established"));
  }

  /** Reloaded nowhere: what the host reads there is right while it stands there. */
  @Test
  void the_room_counts_who_comes_answers_and_goes_without_a_reload() {
    Page room = host;
    Locator heads = room.locator("#room-heads");
    assertThat(heads).containsText("지금 0대");
    Page mina = guest(phone("ko-KR"), "민아");
    assertThat(heads).containsText("지금 1대");
    room.locator(".members summary").click();
    assertThat(room.locator(".members li")).hasText("민아");
    Page june = guest(Reader.window(1280, 800).setLocale("en-US"), "June");
    assertThat(heads).containsText("지금 2대");
    assertThat(room.locator(".members li")).hasText(new String[] {"민아", "June"});
    assertThat(room.locator(".members li").first()).isVisible();
    host = room.context().newPage();
    present(CARD);
    ask();
    assertThat(room.locator("#poll-heads")).containsText("2명 가운데 0명");
    room.locator("#room-poll [data-act=again]").focus();
    choose(mina, 1);
    assertThat(room.locator("#poll-heads")).containsText("2명 가운데 1명");
    assertThat(room.locator("#room-poll [data-act=again]")).isFocused();
    host.keyboard().press("Enter");
    assertThat(room.locator("#room-poll .actual")).hasCount(1);
    june.evaluate("() => fetch('/join/leave', { method: 'POST' })");
    assertThat(heads).containsText("지금 1대");
  }

  @Test
  void why_a_question_was_refused_still_stands_there_when_the_slide_has_turned() {
    host.waitForResponse(
        answer -> isPlace(answer) && answer.request().postData().contains("anchor=" + CARD),
        () -> present(CARD));
    ask();
    host.keyboard().press("Escape");
    host.locator("#all-doors form.ask button").click(); // while the other one is open
    Locator refused = host.locator(".room-refused");
    assertThat(refused).not().isEmpty();
    for (String key : List.of("Home", "End")) { // what the first one did is done before the second
      host.waitForResponse(ClassPageTest::isPlace, () -> host.keyboard().press(key));
    }
    assertThat(refused).isVisible();
    host.locator("[data-to-question]").click();
    host.locator("#room-stage [data-act=close]").click();
    assertThat(refused).isHidden();
    // The browser notes what was refused.
    readers.get(0).complaints().removeIf(line -> line.contains("409") && line.contains("/ask"));
  }

  /** That it answers the page that told where it is. */
  private static boolean isPlace(Response answer) {
    return answer.url().endsWith("/room/place");
  }

  @Test
  void a_lesson_and_a_slide_lead_to_the_room_while_no_class_is_on() {
    Locator way =
        host.locator("a[href^='/room?back=']", new Page.LocatorOptions().setHasText("수업 열기"));
    reopen("/ko/wildcard/present");
    assertThat(way).hasCount(0);
    host.keyboard().press("j");
    assertThat(host).hasURL(Pattern.compile(".*/room/invitation\\?.*"));
    reopen("/room");
    host.locator(".room-end button").click();
    assertThat(host.locator("input[name=title]")).isVisible();
    assertThat(way).hasCount(0); // it is here
    for (String path : List.of("/ko/", "/ko/wildcard", "/ko/wildcard/present")) {
      reopen(path);
      way.locator("visible=true").click();
      assertThat(host).hasURL(roomFrom(path));
    }
    for (String key : List.of("j", "J")) {
      reopen("/ko/wildcard/present");
      host.keyboard().press(key);
      assertThat(host).hasURL(roomFrom("/ko/wildcard/present"));
    }
    assertFalse(site.get("/ko/wildcard").body().contains("수업 열기"), "it is the host's");
    assertFalse(site.get("/ko/wildcard/present").body().contains("수업 열기"), "it is the host's");
  }

  private static Pattern roomFrom(String path) {
    return Pattern.compile(".*/room\\?back=" + path.replace("/", "%2F") + "$");
  }

  @Test
  void the_room_leads_back_to_the_slide_or_the_page_that_it_was_opened_from() {
    Locator back = host.locator("[data-way-back]");
    assertThat(back).hasCount(0); // it was typed in
    host.locator(".room-end button").click();
    assertThat(host.locator("input[name=title]")).isVisible();
    reopen("/ko/wildcard/present");
    host.keyboard().press("ArrowRight");
    host.keyboard().press("ArrowRight");
    Locator counter = host.locator(".present-bar .counter");
    assertThat(counter).hasText(Pattern.compile("3 / \\d+"));
    host.keyboard().press("j");
    assertThat(back).hasText("← 슬라이드로 돌아가기");
    host.locator("button.run").click(); // a class is opened
    assertThat(host.locator(".code")).isVisible();
    back.click();
    assertThat(host).hasURL(at("/ko/wildcard/present"));
    assertThat(counter).hasText(Pattern.compile("3 / \\d+"));
    reopen("/ko/ports");
    host.locator(".room-line a").click(); // a class is on
    assertThat(back).hasText("← 읽던 곳으로 돌아가기");
    host.locator(".languages a").click();
    back.click();
    assertThat(host).hasURL(at("/ko/ports"));
    for (String elsewhere :
        List.of("//other.example/", "https://other.example/", "/ko/../room/end", "/room", "")) {
      reopen("/room?back=" + URLEncoder.encode(elsewhere, StandardCharsets.UTF_8));
      assertThat(host.locator(".room-end")).isVisible();
      assertThat(back).hasCount(0);
    }
  }

  /** As a Korean input method has it: the key says a Korean letter, or that the method took it. */
  @ParameterizedTest
  @ValueSource(strings = {"korean", "Process"})
  void the_letters_of_the_presenter_are_keys_under_a_korean_input_method(String said) {
    present(CARD);
    type(said, "KeyB", "ㅠ");
    assertThat(host.locator("html")).hasClass(Pattern.compile(".*\\bblack\\b.*"));
    type(said, "KeyB", "ㅠ");
    ask();
    assertThat(host.locator("#room-stage")).hasAttribute("data-phase", "open");
    type(said, "KeyA", "ㅁ");
    assertThat(host.locator("#room-stage .standing")).isVisible();
    type(said, "KeyC", "ㅊ");
    assertThat(host.locator("#room-stage")).hasAttribute("data-phase", "closed");
    host.keyboard().press("Escape");
    type(said, "KeyJ", "ㅓ");
    host.waitForURL("**/room/invitation?*"); // and its script is there
    type(said, "KeyJ", "ㅓ");
    host.waitForURL("**/ko/wildcard/present*");
    type(said, "KeyF", "ㄹ");
    host.waitForURL("**/room/flip?*");
    type(said, "KeyF", "ㄹ");
    assertThat(host.locator(".flip-board[data-phase=open]")).hasCount(1);
  }

  private void type(String said, String code, String korean) {
    String key = said.equals("korean") ? korean : said;
    host.evaluate(
        "([key, code]) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
            + " { key, code, bubbles: true, cancelable: true }))",
        List.of(key, code));
  }

  @Test
  void the_table_of_the_classes_breaks_no_word() {
    host.locator(".room-end button").click();
    assertThat(host.locator(".room-end")).hasCount(0);
    code = InClass.open(host, site.origin(), "Dev servers, the first of all hours");
    reopen("/room/classes?_lang=en");
    Object lines =
        host.locator("table a[href$=delete]")
            .first()
            .evaluate(
                """
                (link) => {
                  const word = document.createRange();
                  word.selectNodeContents(link.firstChild);
                  return word.getClientRects().length;
                }
                """);
    assertEquals(1, lines, "Delete");
  }

  @Test
  void the_room_and_the_way_in_have_no_violation() {
    assertEquals(List.of(), Axe.violations(host), "a class is on");
    Reader reader = Reader.guest(chromium, site, phone("en-US"));
    readers.add(reader);
    reader.open("/join");
    assertEquals(List.of(), Axe.violations(reader.page()), "the way in");
    assertTrue(reader.page().locator("input[name=code]").isVisible());
    host.locator(".room-end button").click();
    assertThat(host.locator("input[name=title]")).isVisible();
    assertEquals(List.of(), Axe.violations(host), "no class");
    reader.page().reload();
    assertEquals(List.of(), Axe.violations(reader.page()), "nothing to join");
    host.locator("button.run").click();
    assertThat(reader.page().locator("input[name=code]")).isVisible();
  }
}
