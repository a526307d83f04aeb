package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import portside.experiments.overhead.Bars;
import portside.testing.BrowserTest;
import portside.testing.Campaign;
import portside.testing.Patience;
import portside.testing.Reader;

/** A lesson on a wide screen, where things stay in view; and on a very narrow one (D19). */
@Campaign
final class WidePageTest extends BrowserTest {
  private static final String IN_VIEW =
      "part => { const { top, bottom } = part.getBoundingClientRect();"
          + " return bottom > 0 && top < innerHeight; }";

  @Test
  void the_contents_stay_and_say_where_one_is_and_the_text_goes_along_with_a_tall_card() {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale("en")));
    // Who jumps at once has not read the first section.
    reader.open("/en/wildcard");
    Locator first = page.locator(".text h2").first();
    page.waitForResponse(
        "**/progress/section", () -> first.evaluate("heading => heading.scrollIntoView()"));
    Locator card = page.locator("#not-my-door");
    card.locator("input[value=free]").check();
    card.locator("button.run").click();
    assertThat(card.locator(".why")).isVisible();
    card.evaluate("card => scrollBy(0, card.getBoundingClientRect().bottom - innerHeight + 20)");
    assertEquals(true, card.evaluate(IN_VIEW));
    assertEquals(true, page.locator(".text:has(+ #not-my-door)").evaluate(IN_VIEW));
    Locator contents = page.locator(".contents nav");
    assertEquals(true, contents.evaluate(IN_VIEW));
    assertThat(contents.locator("[aria-current=location]")).hasText("All IPs, but whose?");
    assertThat(contents.locator("li").first()).containsText("✓");
    assertEquals(
        true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "no wider");
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void the_contents_mark_the_section_at_the_top_also_when_a_card_below_it_grows() {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale("ko")));
    reader.open("/ko/ports");
    Locator section = page.locator(".contents nav a[href$='#65-536개를-한눈에']");
    section.click();
    assertThat(section).hasAttribute("aria-current", "location");
    // What stands there already would be taken for what the growth brings.
    section.evaluate("link => link.removeAttribute('aria-current')");
    page.locator("#map button.run").click();
    assertThat(page.locator("#map .portmap")).isVisible();
    assertThat(section).hasAttribute("aria-current", "location");
    page.keyboard().press("End");
    assertThat(page.locator(".contents nav a").last()).hasAttribute("aria-current", "location");
  }

  @Test
  void the_text_after_a_debugger_that_lives_stands_below_it() {
    come(Reader.host(chromium, site, Reader.window(1440, 900).setLocale("en")));
    reader.open("/en/debugger");
    Locator card = page.locator("#where-it-breaks");
    card.locator("button.run").click();
    assertThat(card.locator("[data-alive] .debugger")).isVisible();
    for (String place : List.of("start", "end")) {
      assertEquals(
          true,
          card.evaluate(
              "(card, block) => { card.scrollIntoView({ block });"
                  + " const after = card.parentNode.querySelector(':scope > .text.after');"
                  + " return after.getBoundingClientRect().top"
                  + " >= card.getBoundingClientRect().bottom; }",
              place),
          place);
    }
    card.locator("button.stop").first().click();
    assertThat(card.locator(".debugger[data-state=ended]")).hasCount(1);
    assertEquals(List.of(), reader.complaints());
  }

  @Test
  void a_table_of_results_is_not_wider_than_a_small_phone() {
    come(Reader.host(chromium, site, Reader.window(320, 700).setLocale("en")));
    reader.open("/en/loopback");
    Reader.runUntil(page.locator("#to-loopback"), ".path-interfaces");
    assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
  }

  @Test
  void a_range_of_numbers_is_one_line_also_in_a_table_on_a_phone() {
    come(Reader.guest(chromium, site, Reader.window(390, 844).setLocale("ko")));
    for (String lang : List.of("ko", "en")) {
      reader.open("/" + lang + "/ports");
      Locator range = page.locator(".text td:has-text('65535') .range");
      assertThat(range).hasText("49152–65535");
      assertEquals(1, range.evaluate("range => range.getClientRects().length"));
      assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }
  }

  @Test
  void a_process_number_is_one_line_also_in_a_table_on_a_phone() {
    come(Reader.host(chromium, site, Reader.window(320, 700).setLocale("ko")));
    reader.open("/ko/ports");
    Locator card = page.locator("#wrong-one");
    assumeTrue(card.locator("button.run").count() == 1, "needs a Python with Flask");
    card.locator("button.run").click();
    card.locator("form[action*=give-up] button").click();
    Locator numbers = card.locator(".leftover-members td:first-child code");
    assertThat(numbers).hasCount(2);
    assertThat(card.locator("[data-alive]")).hasCount(0); // nothing is exchanged any more
    assertEquals(
        List.of(1, 1),
        numbers.evaluateAll("all => all.map((each) => each.getClientRects().length)"));
    assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
  }

  @Test
  void the_listing_stands_beside_the_card_that_runs_it_and_once() {
    come(Reader.guest(chromium, site, Reader.window(1440, 900).setLocale("en")));
    reader.open("/en/debugger");
    Locator beat = page.locator(".beat:has(> #stop-here)");
    assertThat(beat.locator(".program")).hasCount(1);
    assertThat(beat.locator(".card .debugger-source")).hasCount(0);
    assertThat(page.locator(".beat:has(> #where-it-breaks) .program")).containsText("Share.java");
    assertThat(page.locator("#stop-python .debugger-source")).hasCount(1);
    assertThat(page.locator("#stop-python .debugger-source .tok-keyword").first()).isVisible();
  }

  @Test
  void a_name_with_its_port_breaks_before_the_port_only_on_a_phone() {
    come(Reader.host(chromium, site, Reader.window(320, 700).setLocale("en")));
    reader.open("/en/names");
    Locator card = page.locator("#any-name");
    card.locator("button.run").click();
    assertThat(card.locator(".hostcheck-asked td:first-child code")).hasCount(2);
    assertUnbroken(card, ".hostcheck-asked td:first-child code");
    reader.open("/en/flask");
    card = page.locator("#without-a-server");
    card.locator("button.run").click();
    assertThat(card.locator(".evidence td code").first()).hasText("handler.handle(ctx)");
    assertUnbroken(card, ".evidence tbody tr:first-child td code");
    assertEquals(true, page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
  }

  /**
   * That no part of a name, such as a port, is on two lines. Asked of the card, since a name is
   * exchanged whenever its run has news.
   */
  private static void assertUnbroken(Locator card, String names) {
    assertEquals(
        List.of(),
        card.evaluate(
            "(card, names) => { const all = [...card.querySelectorAll(names)];"
                + " if (!all.length) return ['no name']; return all.filter(name => {"
                + " const texts = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);"
                + " const range = document.createRange(); let whole = true;"
                + " while (texts.nextNode()) { range.selectNode(texts.currentNode);"
                + " whole &&= new Set([...range.getClientRects()].map(r => r.top)).size === 1; }"
                + " return !whole; }).map(name => name.textContent); }",
            names));
  }

  @Test
  void an_address_stays_with_its_mark_in_the_caption_of_the_doors_on_a_phone() {
    come(Reader.host(chromium, site, Reader.window(390, 844).setLocale("en")));
    reader.open("/en/loopback");
    Locator card = page.locator("#workshop");
    card.locator("input[name=port]").fill("0");
    card.locator("button.run").click();
    assertThat(card.locator(".server-reach caption .addr")).isVisible();
    // Asked of the card, since the caption is exchanged whenever the server has news.
    assertEquals(
        1,
        card.evaluate(
            "card => card.querySelector('.server-reach caption .addr').getClientRects().length"));
    card.locator("button.stop").first().click();
    assertThat(card.locator(".result[data-alive]")).hasCount(0);
  }

  @Test
  void two_addresses_with_their_ports_stand_side_by_side_on_a_phone() {
    come(Reader.host(chromium, site, Reader.window(390, 844).setLocale("ko")));
    reader.open("/ko/flask");
    Locator card = page.locator("#who-decides");
    assumeTrue(card.locator("button.run").count() == 1, "needs a Python with Flask");
    Patience.until(
        card::innerText,
        () -> {
          // Who else looks for the lesson's ports at the same time may be quicker; then once more.
          if (card.locator("[data-alive]").count() == 0) {
            card.locator("button.run").click();
          }
          assertThat(card.locator("[data-run]:not([data-alive])")).hasCount(1);
          return card.locator(".result[data-outcome]").count() == 1;
        });
    assertEquals(
        true, card.locator(".whichrun-wide").evaluate("box => box.scrollWidth <= box.clientWidth"));
  }

  @Test
  void the_drawing_of_many_doors_can_be_read_on_a_phone() throws IOException {
    List<ServerSocket> doors = new ArrayList<>();
    try {
      for (int door = 0; door < 9; door++) {
        doors.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      come(Reader.host(chromium, site, Reader.window(390, 844).setLocale("en")));
      reader.open("/en/loopback");
      page.locator("#my-addresses button.run").click();
      assertReadable(page.locator("#my-addresses .interfaces-doors text"));
    } finally {
      for (ServerSocket door : doors) {
        door.close();
      }
    }
  }

  @Test
  void the_bars_of_what_watching_costs_can_be_read_on_a_phone() {
    come(Reader.host(chromium, site, Reader.window(390, 844).setLocale("en")));
    reader.open("/en/debugger");
    Locator card = page.locator("#only-watching");
    // The measuring itself takes long, and has its own tests.
    card.evaluate(
        "(card, width) => card.insertAdjacentHTML('beforeend', `<figure class='overhead'>"
            + "<svg viewBox='0 0 ${width} 150'><text class='overhead-scale'>1 ns</text>"
            + "<text class='overhead-label'>1.78 ns</text></svg></figure>`)",
        Bars.WIDTH);
    assertReadable(card.locator(".overhead text"));
  }

  /** That no letter of a drawing is smaller than 11 pixels. */
  private static void assertReadable(Locator texts) {
    assertThat(texts.first()).isVisible();
    assertEquals(
        List.of(),
        texts.evaluateAll(
            "texts => texts.filter(text => { const m = text.getScreenCTM();"
                + " return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(m.a, m.b) < 11;"
                + " }).map(text => text.textContent)"));
  }
}
