package portside;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static portside.testing.Devices.LAPTOP_ADDRESS;
import static portside.testing.Devices.TABLET_ADDRESS;
import static portside.testing.InClass.all;
import static portside.testing.InClass.assertFills;
import static portside.testing.InClass.at;
import static portside.testing.InClass.choose;
import static portside.testing.InClass.flip;
import static portside.testing.InClass.mark;
import static portside.testing.InClass.question;
import static portside.testing.InClass.rungs;
import static portside.testing.InClass.stage;
import static portside.testing.InClass.state;
import static portside.testing.PortsideProcess.KEY;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.Chromium;
import portside.testing.Devices;
import portside.testing.InClass;
import portside.testing.Patience;
import portside.testing.PortsideProcess;
import portside.testing.Reader;

/**
 * A class through a whole lesson: a presenter at a laptop, a phone and a tablet with addresses of
 * their own, a browser without scripts, and one on the laptop itself.
 */
final class LessonJourney {
  private static final String LESSON = "wildcard";
  private static final String CARD = "not-my-door";
  private static final int PAGES_BETWEEN_LOOKS = 8;

  @TempDir Path folder;
  private static Devices devices;
  private static String tablet;
  private static Chromium onLaptop;
  private static Chromium onPhone;
  private static Chromium onTablet;

  private final List<BrowserContext> contexts = new ArrayList<>();
  private PortsideProcess portside;
  private String lang;
  private Page host;
  private Page mina; // a phone
  private Page june; // a tablet, in the other language
  private Page kai; // on the laptop itself
  private Page plain; // without scripts

  @BeforeAll
  static void make() {
    devices = Devices.make();
    tablet = devices.tablet();
    onLaptop = devices.browser(devices.laptop());
    onPhone = devices.browser(devices.phone());
    onTablet = devices.browser(tablet);
  }

  @AfterAll
  static void end() {
    for (Chromium browser : new Chromium[] {onLaptop, onPhone, onTablet}) {
      if (browser != null) {
        browser.close();
      }
    }
    if (devices != null) {
      devices.close();
    }
  }

  @AfterEach
  void stop() {
    contexts.forEach(BrowserContext::close);
    if (portside != null) {
      portside.close();
    }
  }

  private void serve(int port) {
    List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", devices.laptop()));
    line.addAll(PortsideProcess.jar("--port", "" + port, "--no-open", "--lang", "en", "--lan"));
    line.addAll(List.of("--data", folder.resolve("data").toString()));
    portside = PortsideProcess.start(line, folder, Map.of("PORTSIDE_KEY", KEY)).awaitStart();
  }

  private String here(String path) {
    return "http://127.0.0.1:" + portside.port() + path;
  }

  private String there() {
    return "http://" + LAPTOP_ADDRESS + ":" + portside.port();
  }

  private Page page(Chromium chromium, NewContextOptions options) {
    BrowserContext context = chromium.context(options);
    contexts.add(context);
    return context.newPage();
  }

  private static void ip(String device, String... arguments) {
    List<String> line = new ArrayList<>(List.of("ip"));
    line.addAll(List.of(arguments));
    Devices.Ran ran = devices.run(device, line.toArray(String[]::new));
    assertEquals(0, ran.code(), line + ": " + ran.out());
  }

  private String slides() {
    return here("/" + lang + "/" + LESSON + "/present");
  }

  private String other() {
    return lang.equals("ko") ? "en" : "ko";
  }

  private List<Page> withScript() {
    return List.of(mina, june, kai);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void a_class_goes_through_a_whole_lesson_and_through_the_end_of_its_portside(String itsLang) {
    lang = itsLang;
    serve(0);
    try {
      everybodyJoins();
      everybodyFollows();
      oneReadsAhead();
      everybodyPredicts();
      theQuestionIsClosedAndAskedAgainWhileOneIsWithoutNetwork();
      portsideIsKilledAndEverybodyComesBack();
      whatCameOutIsSeenByAll();
      theLessonGoesOnToItsEnd();
      theServerIsFlipped();
      oneStaysDark();
      theClassEnds();
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + howItStands(), e);
    }
  }

  /** What the class is, and what each page shows of it. */
  private String howItStands() {
    StringBuilder stands = new StringBuilder("\nPortside: " + portside.err());
    for (Page page : contexts.stream().flatMap(each -> each.pages().stream()).toList()) {
      stands.append("\n\n").append(page.url());
      if (page == plain) {
        continue;
      }
      stands.append(
          page.evaluate(
              """
              async () => {
                const now = await fetch("/room/now").then((answer) => answer.text(), String);
                const mine = await fetch("/join/mine").then((answer) => answer.text(), String);
                const shown = document.querySelector("#room-now, #room-stage")?.outerHTML;
                const says = document.querySelector(".follow-bar")?.innerText;
                return ["", now.slice(0, 400), mine, says, shown].join("\\n");
              }
              """));
    }
    return stands.toString();
  }

  private void everybodyJoins() {
    host = page(onLaptop, Reader.window(1280, 720).setLocale(lang));
    mina =
        page(onPhone, Reader.window(390, 844).setLocale(lang).setHasTouch(true).setIsMobile(true));
    june = page(onTablet, Reader.window(1024, 768).setLocale(other()).setHasTouch(true));
    kai = page(onLaptop, Reader.window(1280, 800).setLocale(lang));
    plain = page(onPhone, Reader.window(800, 600).setLocale(lang).setJavaScriptEnabled(false));
    host.navigate(here("/?key=" + KEY));
    String code = InClass.open(host, here(""), "A class");
    InClass.join(mina, there(), code, "민아");
    InClass.join(june, there(), code, "June");
    InClass.join(kai, there(), code, "");
    InClass.join(plain, there(), code, "Plain");
    assertThat(host.locator("#room-names li")).hasCount(4);
    assertThat(host.locator("#room-names li").nth(0)).hasText("민아");
    assertThat(host.locator("#room-names li").nth(3)).hasText("Plain");
  }

  /** Where the presenter is, as a place on the pages of guests, which have the same text. */
  private Locator shown(Page guest) {
    String place =
        (String)
            host.evaluate(
                """
                () => {
                  const beats = [...document.querySelectorAll(".beat")];
                  const places = [...document.querySelectorAll(".beat, .beat > .card")];
                  const begun = (place) => place.getClientRects()[0].left < innerWidth - 1;
                  const place = places.findLast(begun);
                  return place ? place.id || `${beats.indexOf(place)}` : "";
                }
                """);
    if (place.isEmpty()) {
      return guest.locator("main h1");
    }
    return place.matches("[0-9]+")
        ? guest.locator(".beat").nth(Integer.parseInt(place))
        : guest.locator("#" + place);
  }

  private boolean isLastPage() {
    String[] counter = host.locator(".present-bar .counter").textContent().split(" / ");
    return counter[0].equals(counter[1]);
  }

  private void everybodyFollows() {
    host.navigate(slides());
    assertThat(stage(host)).hasCount(1); // its script is there
    assertThat(mina).hasURL(at("/" + lang + "/" + LESSON));
    assertThat(june).hasURL(at("/" + other() + "/" + LESSON));
    assertThat(kai).hasURL(at("/" + lang + "/" + LESSON));
    assertThat(plain.locator("[data-mine] a")).hasAttribute("href", Pattern.compile(".*" + LESSON));
    for (int i = 0; i < PAGES_BETWEEN_LOOKS; i++) {
      host.keyboard().press("ArrowRight");
    }
    withScript().forEach(guest -> assertThat(shown(guest)).isInViewport());
  }

  private void oneReadsAhead() {
    assertThat(state(mina)).isVisible();
    mina.waitForResponse(
        "**/join/follow", () -> mina.locator(".follow-bar [data-follow=no]").click());
    assertThat(state(mina)).hasAttribute("data-state", "detached");
    mina.navigate(there() + "/" + lang + "/ports");
    assertThat(state(mina)).hasAttribute("data-state", "detached");
    host.locator("#" + CARD).evaluate("card => card.scrollIntoView()");
    for (Page guest : List.of(june, kai)) {
      assertThat(guest.locator("#" + CARD)).isInViewport();
    }
    assertThat(mina).hasURL(at("/" + lang + "/ports"));
    mina.locator(".follow-bar [data-follow=yes]").click();
    assertThat(mina).hasURL(at("/" + lang + "/" + LESSON));
    assertThat(mina.locator("#" + CARD)).isInViewport();
    assertThat(state(mina)).hasAttribute("data-state", "following");
  }

  private void heads(int answered, int here) {
    Locator heads = stage(host).locator("[data-heads] progress");
    assertThat(heads).hasAttribute("max", "" + here);
    assertThat(heads).hasAttribute("value", "" + answered);
  }

  private void everybodyPredicts() {
    InClass.ask(host, CARD);
    withScript().forEach(InClass::assertFills);
    choose(mina, 0);
    choose(mina, 1); // it can be changed
    choose(june, 0);
    choose(kai, 2);
    chooseWithoutScript(1, 2);
    heads(4, 4);
    assertFalse(stage(host).innerText().contains("%"), "nothing shows early");
  }

  /** The page asks for news by itself, and may do so while its reader answers. */
  private void chooseWithoutScript(int round, int option) {
    Locator form = plain.locator("form.choices:has([name=round][value='" + round + "'])");
    Locator choice = form.locator("button.choice").nth(option);
    Locator chosen = form.locator("button.choice.mine").and(choice);
    Patience.until(
        () -> plain.url() + " " + plain.content(),
        () -> {
          if (chosen.count() > 0) {
            return true;
          }
          choice.click();
          plain.waitForLoadState();
          return false;
        });
    assertThat(plain.locator(".saved")).isVisible();
  }

  private void theQuestionIsClosedAndAskedAgainWhileOneIsWithoutNetwork() {
    host.keyboard().press("c");
    assertThat(stage(host)).hasAttribute("data-phase", "closed");
    for (Page guest : withScript()) {
      assertThat(question(guest)).hasAttribute("data-phase", "closed");
      assertThat(question(guest).locator("button.choice")).hasCount(0);
    }
    ip(tablet, "link", "set", "lan0", "down");
    host.keyboard().press("a");
    assertThat(stage(host)).hasAttribute("data-phase", "open");
    for (Page guest : List.of(mina, kai)) {
      assertThat(question(guest)).hasAttribute("data-round", "2");
    }
    assertThat(question(june)).hasAttribute("data-round", "1");
    ip(tablet, "link", "set", "lan0", "up");
    assertThat(question(june)).hasAttribute("data-round", "2");
    assertThat(question(june).locator(".earlier:visible")).hasCount(1);
  }

  private void portsideIsKilledAndEverybodyComesBack() {
    choose(mina, 2);
    chooseWithoutScript(2, 2);
    heads(2, 4);
    String start = start(mina);
    int port = portside.port();
    portside.handle().destroyForcibly();
    Patience.until(() -> "it lives", () -> !portside.handle().isAlive());
    serve(port);
    assertEquals(port, portside.port());
    for (Page guest : withScript()) {
      assertThat(guest.locator("html")).not().hasAttribute("data-start", start);
      assertThat(state(guest)).hasAttribute("data-state", "following");
      assertFills(guest);
      assertThat(question(guest)).hasAttribute("data-round", "2");
      assertThat(question(guest)).hasAttribute("data-phase", "open");
      assertThat(guest).hasURL(at(LESSON)); // the page below the question is where it was
    }
    Reader.type(plain, there() + "/join"); // a browser without scripts shows that nobody answered
    assertThat(plain.locator("button.choice").nth(2)).hasAttribute("aria-pressed", "true");
    assertThat(question(mina).locator("button.choice").nth(2)).hasAttribute("aria-pressed", "true");
    Reader.type(host, here("/?key=" + KEY));
    InClass.present(host, slides(), CARD);
    assertThat(stage(host)).hasAttribute("data-phase", "open");
    assertThat(stage(host)).isVisible();
    heads(2, 4);
    choose(june, 1);
    choose(kai, 2);
    heads(4, 4);
  }

  private static String start(Page page) {
    return page.locator("html").getAttribute("data-start");
  }

  private void whatCameOutIsSeenByAll() {
    host.keyboard().press("Enter");
    assertThat(stage(host)).hasAttribute("data-phase", "revealed");
    assertThat(question(mina).locator(".verdict.right")).isVisible();
    assertThat(question(kai).locator(".verdict.right")).isVisible();
    assertThat(question(june).locator(".verdict.wrong")).isVisible();
    for (Page guest : withScript()) {
      assertThat(question(guest).locator(".choice.actual")).containsText("75 %");
      assertThat(question(guest).locator(".choice.mine")).hasCount(1);
    }
    assertThat(plain.locator(".choice.actual .own")).isVisible();
    assertThat(stage(host).locator(".change")).hasCount(2); // Mina's and June's
    for (String name : List.of("민아", "June", "Plain")) {
      assertFalse(stage(host).textContent().contains(name), name);
    }
  }

  private void theLessonGoesOnToItsEnd() {
    host.keyboard().press("Escape");
    assertThat(stage(host)).isHidden();
    for (int i = 1; !isLastPage(); i++) {
      host.keyboard().press("ArrowRight");
      if (i % PAGES_BETWEEN_LOOKS == 0) {
        withScript().forEach(guest -> assertThat(shown(guest)).isInViewport());
      }
    }
    withScript().forEach(guest -> assertThat(shown(guest)).isInViewport());
    withScript().forEach(guest -> assertThat(question(guest)).hasCount(0));
    assertThat(mina.locator("#" + CARD + " input[value=not-this-computer]")).isChecked();
    assertThat(june.locator("#" + CARD + " input[value=not-this-computer]")).not().isChecked();
  }

  private void theServerIsFlipped() {
    host.keyboard().press("f");
    host.waitForURL("**/room/flip*"); // and its script is there
    host.keyboard().press("f");
    assertThat(host.locator(".flip-board[data-phase=open]")).hasCount(1);
    assertThat(mark(host, "failed-at-once")).hasCount(3);
    assertThat(mark(host, "not-tried")).hasCount(1);
    tellByHand("failed-at-once");
    assertThat(mark(host, "failed-at-once")).hasCount(4);
    assertTrue(why("4").startsWith("cause measured bound.loopback | later nothing later | "));
    all(host);
    flip(host, "0.0.0.0");
    assertThat(mark(host, "answered")).hasCount(3);
    for (Page guest : withScript()) {
      assertThat(guest.locator("#flip-mine .dev.answered")).isVisible();
    }
    tellByHand("answered");
    assertThat(mark(host, "answered")).hasCount(4);
  }

  /** A reader without scripts opens the door by hand, and tells what was to be seen. */
  private void tellByHand(String result) {
    Reader.type(plain, there() + "/join/flip");
    plain.locator("input[name=result][value=" + result + "]").check();
    plain.locator("form[action='/join/flip'] button").click();
    assertThat(plain.locator("main .dev." + result)).isVisible();
    Reader.type(plain, there() + "/join"); // where its page shows that it is there
  }

  /** The ladder of a device, by the keys. */
  private String why(String number) {
    Locator board = host.locator(".flip-board");
    String before = "";
    do {
      host.keyboard().press("ArrowRight");
      String was = before;
      before =
          Patience.until(
              () -> "no other device than " + was,
              () -> {
                String chosen = board.getAttribute("data-chosen");
                return chosen == null ? "" : chosen;
              },
              chosen -> !chosen.equals(was));
    } while (!before.equals(number));
    return rungs(host);
  }

  /** What the demo server sends to the tablet is lost; Portside is not touched. */
  private void oneStaysDark() {
    String port = host.locator(".flip-where .addr").last().innerText().replaceAll(".*:", "");
    String[] rule = {
      "rule", "add", "to", TABLET_ADDRESS, "ipproto", "tcp", "sport", port, "blackhole"
    };
    ip(devices.laptop(), rule);
    flip(host, "127.0.0.1"); // a new server, to which no connection is left
    flip(host, "0.0.0.0");
    assertThat(host.locator(".dev[data-number='2']")).hasAttribute("data-mark", "no-answer");
    assertThat(mark(host, "answered")).hasCount(2);
    tellByHand("answered");
    assertThat(mark(host, "answered")).hasCount(3);
    String rungs = why("2");
    assertTrue(rungs.startsWith("fine measured bound.own | fine measured family.same | "), rungs);
    assertTrue(rungs.contains(" | fine measured computer.others | "), rungs);
    assertTrue(rungs.contains("maybe inferred device.silent."), rungs);
    assertFalse(host.locator("#flip").innerText().contains(TABLET_ADDRESS), "nobody's address");
    all(host);
    // What the tablet finds when it tries once more exchanges the part, and closes the fold.
    Locator rung = june.locator("#flip-mine .rung[data-step=device][data-verdict=maybe]");
    Patience.until(
        () -> june.locator("#flip-mine").innerHTML(),
        () -> {
          if (june.locator("#flip-mine details[open]").count() == 0) {
            june.locator("#flip-mine summary").click();
          }
          return rung.isVisible();
        });
    rule[1] = "delete";
    ip(devices.laptop(), rule);
    host.keyboard().press("r");
    assertThat(mark(host, "no-answer")).hasCount(0);
    Patience.until(() -> "the tablet does not reach it", () -> mark(host, "answered").count() >= 3);
  }

  private void theClassEnds() {
    host.navigate(here("/room"));
    host.locator(".room-end button").click();
    assertThat(host.locator("input[name=title]")).isVisible();
    withScript().forEach(guest -> assertThat(state(guest)).hasAttribute("data-state", "over"));
    assertThat(plain.locator("main")).isVisible();
    assertEquals(List.of(), portside.err());
  }
}
