package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.BrowserTest;
import portside.testing.Patience;
import portside.testing.Reader;

/**
 * Where a reader is in a lesson, whose first screen is shown before the others are laid out: a
 * place is the same whether its heights were known or not.
 */
final class PlaceTest extends BrowserTest {
  private static final int SPACE_ABOVE = 24; // pixels: scroll-padding-top
  private static final String TOP = "element => Math.round(element.getBoundingClientRect().top)";

  private void comeWith(int width) {
    come(Reader.guest(chromium, site, Reader.window(width, 900)));
  }

  /** What a card adds to itself when it comes into view, and a late scroll, may still move it. */
  private static void assertTop(int top, Locator element, String when) {
    Patience.until(
        () -> when + " it is at " + element.evaluate(TOP),
        () -> element.evaluate(TOP),
        found -> Math.abs((int) found - top) <= 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1440, 390})
  void a_way_into_the_lesson_ends_at_its_heading(int width) {
    comeWith(width);
    for (String heading : new String[] {"한-포트에-프로세스가-둘", "80번은-아무나-열-수-있을까"}) {
      page.navigate("about:blank");
      reader.open("/ko/ports#" + heading);
      assertTop(SPACE_ABOVE, page.locator("[id='" + heading + "']"), heading);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1440, 390})
  void a_reload_and_the_way_back_find_the_place_again(int width) {
    comeWith(width);
    for (int beat : new int[] {4, 11}) {
      reader.open("/ko/ports");
      Locator place = page.locator(".beat").nth(beat);
      place.evaluate("beat => { beat.scrollIntoView(); scrollBy(0, -150); }");
      assertTop(SPACE_ABOVE + 150, place, "at first");
      page.reload();
      assertThat(page.locator("html")).hasClass("whole");
      assertTop(SPACE_ABOVE + 150, place, "after a reload");
      reader.open("/ko/flask");
      page.goBack();
      assertThat(page.locator("html")).hasClass("whole");
      assertTop(SPACE_ABOVE + 150, place, "on the way back");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1440, 390})
  void what_is_in_view_stays_there_for_who_leaves_the_beginning_at_once(int width) {
    comeWith(width);
    page.addInitScript(
        "addEventListener('DOMContentLoaded', () => { scrollTo({ top: 7000, behavior: 'instant' });"
            + " requestAnimationFrame(() => requestAnimationFrame(() => {"
            + "   const inView = (part) => part.getBoundingClientRect().top > 100;"
            + "   const seen = [...document.querySelectorAll('.beat p')].find(inView);"
            + "   seen.id = 'seen';"
            + "   seen.dataset.top = Math.round(seen.getBoundingClientRect().top); })); });");
    reader.open("/en/flask");
    Locator seen = page.locator("#seen");
    assertTop(Integer.parseInt(seen.getAttribute("data-top")), seen, "what was seen");
    assertThat(page.locator("html")).hasAttribute("style", "");
  }

  @Test
  void a_browser_that_has_no_idle_moment_lays_the_lesson_out_as_well() {
    comeWith(1440);
    page.addInitScript(
        "const busy = () => {"
            + " for (const end = performance.now() + 40; performance.now() < end; );"
            + " requestAnimationFrame(busy); }; busy();");
    reader.open("/ko/ports");
    assertThat(page.locator("html")).hasClass("whole");
  }
}
