package portside.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/** What a presenter and guests do in a class, each in a browser's page. */
public final class InClass {
  private static final Pattern FILLS = Pattern.compile(".*\\bfills\\b.*");

  private InClass() {}

  /**
   * Opens a class on the host's room.
   *
   * @return its code
   */
  public static String open(Page host, String origin, String title) {
    host.navigate(origin + "/room");
    host.locator("input[name=title]").fill(title);
    host.locator("button.run").click();
    return host.locator(".code").textContent();
  }

  /** Somebody who reads is invited, and joins with the code. */
  public static void join(Page guest, String origin, String code, String name) {
    guest.navigate(origin + "/");
    guest.locator(".room-invites a").click();
    guest.locator("input[name=code]").fill(code);
    guest.locator("input[name=name]").fill(name);
    guest.locator(".room-form button[type=submit]").click();
    assertThat(guest.locator("[data-mine]")).isVisible();
  }

  /** Presents a lesson, at a card; the page's script is there. */
  public static void present(Page host, String path, String card) {
    host.navigate(path);
    assertThat(host.locator("#room-stage")).hasCount(1);
    host.locator("#" + card).evaluate("card => card.scrollIntoView()");
  }

  /** Asks the class the question of a card. */
  public static void ask(Page host, String card) {
    host.locator("#" + card + " form.ask button").click();
    assertThat(stage(host)).isVisible();
  }

  /** The question on the presenter's screen. */
  public static Locator stage(Page host) {
    return host.locator("#room-stage");
  }

  /** The question on a guest's page. */
  public static Locator question(Page guest) {
    return guest.locator("#room-now");
  }

  /** The question fills a guest's page. */
  public static void assertFills(Page guest) {
    assertThat(question(guest)).hasClass(FILLS);
  }

  /** What a guest's page says of how it follows; it is there when the page's script is. */
  public static Locator state(Page guest) {
    return guest.locator(".follow-bar [data-state]:visible");
  }

  /** A guest predicts, and is told that it is saved. */
  public static void choose(Page guest, int option) {
    Locator choice = question(guest).locator("button.choice").nth(option);
    choice.click();
    assertThat(choice).hasAttribute("aria-pressed", "true");
    assertThat(question(guest).locator(".saved")).isVisible();
  }

  /** The same without a script: its page may just load itself anew, and a click go nowhere. */
  public static void choosePlainly(Page guest, int option) {
    Patience.until(
        () -> "it is not saved: " + guest.locator("main").innerText(),
        () -> {
          guest.waitForLoadState();
          if (!guest.locator(".saved").isVisible()) { // it is in the page from the beginning
            guest.locator("button.choice").nth(option).click();
          }
          return guest.locator(".saved").isVisible();
        });
  }

  /** A page of the site, whatever place in it. */
  public static Pattern at(String path) {
    return Pattern.compile(".*" + path + "(#.*)?$");
  }

  /** The devices with a mark on the board of the flip. */
  public static Locator mark(Page board, String mark) {
    return board.locator(".dev[data-mark=" + mark + "]");
  }

  /** The rungs of the ladder that is shown: verdict, ground and reason of each. */
  public static String rungs(Page board) {
    return String.join(
        " | ",
        board.locator(".rung").all().stream()
            .map(
                rung ->
                    rung.getAttribute("data-verdict")
                        + " "
                        + rung.getAttribute("data-ground")
                        + " "
                        + rung.getAttribute("data-because"))
            .toList());
  }

  /** Flips the demo server of the class to an address. */
  public static void flip(Page board, String to) {
    board.keyboard().press("f");
    assertThat(board.locator(".flip-where > .addr")).containsText(to);
    assertThat(board.locator(".flip-board[data-phase=open]")).hasCount(1);
  }

  /** Leads from a device's ladder back to all devices. */
  public static void all(Page board) {
    board.keyboard().press("Escape");
    assertThat(board.locator(".flip-map")).isVisible();
  }
}
