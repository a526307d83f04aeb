package portside.glossary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.lesson.Course;
import portside.page.Json;
import portside.testing.Axe;
import portside.testing.Chromium;
import portside.testing.Reader;
import portside.testing.TestSite;

/** The words of the course: on their page, in the lessons, and in the check. */
@Tag("browser")
final class GlossaryTest {
  private static final Pattern MARK =
      Pattern.compile("<h2 id|<a class=\"word\" href=\"/[a-z]{2}/glossary#([a-z0-9-]+)\">");

  @Test
  void each_word_is_marked_once_in_a_section_and_leads_to_its_meaning(TestSite site) {
    for (String lang : List.of("ko", "en")) {
      String words = site.get("/" + lang + "/glossary").body();
      int all = 0;
      for (String lesson : List.of("debugger", "flask", "wildcard", "loopback", "ports")) {
        Set<String> section = new HashSet<>();
        Matcher mark = MARK.matcher(site.get("/" + lang + "/" + lesson).body());
        while (mark.find()) {
          if (mark.group(1) == null) {
            section.clear();
            continue;
          }
          all++;
          assertTrue(section.add(mark.group(1)), lesson + " marks twice: " + mark.group(1));
          assertTrue(words.contains("<div id=\"" + mark.group(1) + "\">"), mark.group(1));
        }
      }
      assertTrue(all > 50, all + " words");
    }
  }

  @Test
  void what_only_the_host_may_know_is_no_example_for_a_guest(TestSite site) throws Exception {
    JsonNode guest =
        Json.read(
            site.send(site.request("/en/glossary").header("Accept", "application/json")).body());
    JsonNode host =
        Json.read(
            site.send(
                    site.request("/en/glossary")
                        .header("Accept", "application/json")
                        .header("Authorization", "Bearer " + TestSite.KEY))
                .body());
    assertTrue(
        host.get("pid").get("example").asText().contains("" + ProcessHandle.current().pid()));
    assertTrue(host.get("loopback").get("example").asText().contains("127.0.0.1"));
    for (String secret : List.of("pid", "process", "interface", "ip-address", "lan-address")) {
      assertFalse(guest.get(secret).has("example"), secret);
    }
    assertTrue(guest.get("port").get("example").asText().contains("" + site.port()));
  }

  @Test
  void a_meaning_is_shown_on_hover_on_focus_and_by_a_tap(TestSite site, Chromium chromium) {
    try (Reader reader = Reader.guest(chromium, site, Reader.window(1280, 800))) {
      reader.open("/ko/ports");
      Locator word = reader.page().locator("a.word[href$='#port']").first();
      Locator card = reader.page().locator("#word-card");
      word.hover();
      PlaywrightAssertions.assertThat(card).isVisible();
      PlaywrightAssertions.assertThat(card).containsText("65535");
      PlaywrightAssertions.assertThat(card).containsText("" + site.port());
      assertEquals(List.of(), Axe.violations(reader.page()));
      reader.page().keyboard().press("Escape");
      PlaywrightAssertions.assertThat(card).isHidden();
      reader.page().mouse().move(0, 0);
      word.focus();
      PlaywrightAssertions.assertThat(card).isVisible();
      PlaywrightAssertions.assertThat(word).hasAttribute("aria-describedby", "word-card");
      reader.page().keyboard().press("Tab");
      PlaywrightAssertions.assertThat(word).not().hasAttribute("aria-describedby", "word-card");
      assertEquals(List.of(), reader.complaints());
    }
    NewContextOptions phone = Reader.window(390, 800).setHasTouch(true);
    try (Reader reader = Reader.guest(chromium, site, phone)) {
      reader.open("/en/ports");
      Locator word = reader.page().locator("a.word").first();
      word.tap();
      PlaywrightAssertions.assertThat(reader.page().locator("#word-card")).isVisible();
      assertTrue(reader.page().url().endsWith("/en/ports"), reader.page().url());
      word.tap();
      reader.page().waitForURL(Pattern.compile(".*/en/glossary#.*"));
    }
  }

  @Test
  void the_check_finds_what_is_wrong_with_the_words(@TempDir Path content) throws IOException {
    Path folder = Files.createDirectories(content.resolve("glossary"));
    Files.writeString(
        folder.resolve("ko.md"),
        """
        text
        ## 하나 {#one}
        here: nonsense
        more: nowhere#id

        뜻.

        ## 둘 {#two}

        ## 이름뿐

        뜻.
        """);
    Files.writeString(
        folder.resolve("en.md"),
        """
        ## Three {#three}

        Meaning.
        """);
    Course course = new Course(List.of("ko", "en"), Map.of("ko", List::of, "en", List::of));
    List<String> lines =
        Glossary.problems(content, course).stream()
            .map(problem -> problem.file().replaceAll(".*glossary/", "") + ": " + problem.what())
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "en.md: the original has no word three",
            "en.md: the word one is missing",
            "ko.md: dead link nowhere#id",
            "ko.md: nothing is measured by the name nonsense",
            "ko.md: text before the first word",
            "ko.md: the word has no id",
            "ko.md: the word two is not explained"),
        lines);
  }
}
