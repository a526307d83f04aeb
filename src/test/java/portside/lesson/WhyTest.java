package portside.lesson;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import portside.testing.BrowserTest;
import portside.testing.Reader;

/** The guide <i>Why does it not open?</i>: from what one sees to what one does. */
final class WhyTest extends BrowserTest {
  @ParameterizedTest
  @CsvSource({"ko, 1440, true", "en, 390, true", "en, 1280, false"})
  void every_sight_leads_to_a_question_that_a_run_answers(String lang, int width, boolean script) {
    come(
        Reader.host(
            chromium,
            site,
            Reader.window(width, 900).setLocale(lang).setJavaScriptEnabled(script)));
    reader.open("/" + lang + "/why");
    Locator sights = page.locator(".table").first().locator("td a");
    assertEquals(9, sights.count());
    for (Locator sight : sights.all()) {
      String id = sight.getAttribute("href").replaceFirst(".*#", "");
      assertThat(page.locator("#" + id)).hasCount(1);
    }
    page.locator(".table").first().locator("[href$='#refused']").click();
    Locator card = page.locator("#who-waits");
    assertThat(card.locator(".why")).hasCount(0); // no answer before its question
    card.locator("input[name=port]").fill(String.valueOf(site.port()));
    card.locator("button.run").click();
    if (!script) {
      Reader.lookAgainUntil(card, () -> card.locator("[data-outcome]").count() > 0);
    }
    assertThat(card.locator(".result")).hasAttribute("data-outcome", "found");
    assertThat(card.locator(".why [href$='#which-address']")).isVisible();
    assertThat(card.locator(".why [href$='#start-it']")).isHidden(); // leads on from another answer
    assertThat(card.locator("input[name=port]")).hasValue(String.valueOf(site.port()));
    if (script) {
      assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
      assertEquals(List.of(), reader.complaints());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void it_is_no_lesson_and_is_found_from_the_course_and_from_lessons_three_to_five(String lang) {
    String course = site.get("/" + lang + "/").body();
    assertTrue(course.contains("href=\"/" + lang + "/why\""), course);
    for (String lesson : List.of("wildcard", "loopback", "ports")) {
      assertTrue(
          site.get("/" + lang + "/" + lesson).body().contains("href=\"/" + lang + "/why\""),
          lesson);
    }
    String guide = site.get("/" + lang + "/why").body();
    assertFalse(guide.contains("data-lesson=\"why\" data-count"), "it is no step");
    assertFalse(guide.contains("class=\"turn\""), "and has no neighbours");
  }

  @Test
  void a_guest_reads_where_each_answer_leads_without_running_anything() {
    come(Reader.guest(chromium, site, Reader.window(1280, 900).setLocale("en")));
    reader.open("/en/why");
    Locator card = page.locator("#who-waits");
    Locator nobody = card.locator(".why [href$='#start-it']");
    assertThat(nobody).isHidden();
    card.locator("details.unseen > summary").click();
    assertThat(nobody).isVisible();
    assertThat(card.locator(".why")).containsText("No process has port 8080 (TCP).");
    assertThat(card.locator(".why [href$='#which-address']")).isVisible();
    assertThat(card.locator(".why [href$='ports#next-number']")).isVisible();
  }
}
