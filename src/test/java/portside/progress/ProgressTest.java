package portside.progress;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portside.Standard;
import portside.cards.Card;
import portside.cards.Claim;
import portside.lesson.Course;
import portside.lesson.Lesson;
import portside.lesson.reading.CourseReader;
import portside.net.IpAddresses;
import portside.page.Urls;
import portside.process.Children;
import portside.programs.Programs;
import portside.store.Store;
import portside.testing.Axe;
import portside.testing.Chromium;
import portside.testing.Patience;
import portside.testing.Reader;
import portside.testing.TestSite;

/** What the owner has done outlives Portside and the browser; what a guest has done stays there. */
@Tag("browser")
final class ProgressTest {
  private static final Pattern SHEET = Pattern.compile("/Type /Page\\b(?!s)");

  @TempDir Path data;

  private static HttpResponse<String> host(TestSite site, String path, String body) {
    var request =
        site.request(path)
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Accept", "text/html");
    return site.send(
        body == null
            ? request
            : request
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
  }

  /** As a program sends it; {@link #a_saved_file_is_chosen_without_a_script} does as a reader. */
  private static HttpResponse<String> take(TestSite site, String file) {
    return site.send(
        site.request("/progress.json?_lang=en")
            .header("Authorization", "Bearer " + TestSite.KEY)
            .header("Accept", "text/html")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(file)));
  }

  @Test
  void what_was_predicted_and_read_is_there_after_a_restart_and_in_another_browser(
      Chromium chromium) {
    try (TestSite site = TestSite.keeping(data);
        Reader reader = Reader.host(chromium, site, Reader.window(1280, 900))) {
      reader.open("/ko/ports");
      Page page = reader.page();
      Locator card = page.locator("#same-door");
      card.locator("input[value='both-listen']").check();
      card.locator("button.run").click();
      assertThat(card.locator("[data-outcome]")).hasCount(1);
      page.mouse().wheel(0, 1500);
      Patience.until(
          () -> "no section was noted",
          () -> host(site, "/progress.json", null).body().contains("\"anchor\""));
    }
    try (TestSite site = TestSite.keeping(data);
        Reader other = Reader.host(chromium, site, Reader.window(1280, 900))) {
      other.open("/ko/found");
      Page page = other.page();
      assertThat(page.locator(".prediction")).hasCount(1);
      assertThat(page.locator(".prediction")).containsText("뜻밖");
      assertEquals(List.of(), Axe.violations(page));
      other.open("/ko/");
      assertContinues(page, ".*/ko/ports#.*");
      assertThat(page.locator("#same-door.was")).hasCount(1);
      assertThat(page.locator(".contents .was").first()).isVisible();
      String guest = site.get("/ko/found").body();
      assertFalse(guest.contains("class=\"prediction\""), guest);
      assertEquals(403, site.get("/progress.json").statusCode());
      // one card is forgotten, and the next start does not know it either
      other.open("/ko/found");
      page.locator(".prediction form button").click();
      assertThat(page.locator(".prediction")).hasCount(0);
      assertFalse(host(site, "/progress.json", null).body().contains("same-door"));
    }
  }

  /** The link says where it leads, and leads there. */
  private static void assertContinues(Page page, String path) {
    // To a guest it leads to the first lesson until the script has come, which sets this last.
    assertThat(page.locator(".continue a")).hasAttribute("href", Pattern.compile(path));
    String where = page.locator(".continue .where").textContent();
    page.locator(".continue a").click();
    page.waitForURL(Pattern.compile(path));
    String heading =
        "() => [...document.querySelectorAll('.contents nav a')]"
            + ".find(({ hash }) => hash === location.hash).textContent";
    assertEquals(page.locator("h1").textContent() + " › " + page.evaluate(heading), where);
  }

  @Test
  void who_jumps_down_a_page_has_not_read_what_lies_between(Chromium chromium) {
    try (TestSite site = TestSite.keeping(data);
        Reader reader = Reader.host(chromium, site, Reader.window(1280, 900))) {
      reader.open("/en/ports");
      Page page = reader.page();
      assertThat(page.locator("article[data-lesson]")).isVisible();
      page.keyboard().press("End");
      awaitRead(site, "further-reading");
      String read = host(site, "/progress.json", null).body();
      for (String between : List.of("numbers-have-zones", "two-processes-on-one-port")) {
        assertFalse(read.contains(between), read);
      }
      page.locator(".contents a[href='#when-do-two-programs-collide']").click();
      awaitRead(site, "when-do-two-programs-collide");
      read = host(site, "/progress.json", null).body();
      for (String between : List.of("numbers-have-zones", "two-processes-on-one-port")) {
        assertFalse(read.contains(between), read);
        assertThat(page.locator(".contents li:has(a[href='#" + between + "']) .was")).hasCount(0);
      }
    }
  }

  private static void awaitRead(TestSite site, String anchor) {
    Patience.until(
        () -> anchor + " was not noted",
        () -> host(site, "/progress.json", null).body().contains("\"" + anchor + "\""));
  }

  @Test
  void a_file_is_taken_back_and_one_of_a_newer_version_or_a_damaged_one_is_not() {
    try (TestSite site = TestSite.keeping(data)) {
      String file =
          "{\"portside-progress\":1,\"tried\":[{\"lesson\":\"ports\",\"card\":\"same-door\","
              + "\"predicted\":\"both-listen\",\"outcome\":\"second-fails\",\"at\":1,\"days\":1,"
              + "\"due\":2}],\"sections\":[],\"again\":true}";
      String page = take(site, file).body();
      assertTrue(page.contains("The record was taken over"), page);
      assertTrue(page.contains("To predict once more"), page);
      assertTrue(page.contains("days until it comes again: 1"), page);
      String saved = host(site, "/progress.json", null).body();
      for (String other :
          List.of(
              file.replace("\"portside-progress\":1", "\"portside-progress\":2"),
              file.replace("\"at\":1", "\"at\":\"x\""),
              file.replace("same-door", "<b>"),
              file.replace("\"portside-progress\":1", "\"portside-progress\":99999999999"),
              file.replace("\"portside-progress\":1", "\"portside-progress\":0"),
              file.replace("\"portside-progress\":1", "\"portside-progress\":1e999"),
              file.replace("\"at\":1", "\"at\":" + "9".repeat(30)),
              file.replace("\"days\":1", "\"days\":-7"),
              file.replace("\"days\":1", "\"days\":2147483647"),
              file.replace("\"due\":2", "\"due\":-2"),
              file.replace("\"sections\":[]", "\"sections\":\"none\""),
              file.replace("\"again\":true", "\"again\":\"no\""),
              "{\"portside-progress\":1,\"tried\":\"x\",\"sections\":[],\"again\":true}",
              "{\"portside-progress\":1}",
              "{}",
              "nonsense")) {
        assertEquals(400, take(site, other).statusCode(), other);
        assertEquals(saved, host(site, "/progress.json", null).body(), other);
      }
      host(site, "/progress/again", "again=off");
      assertFalse(host(site, "/en/found", null).body().contains("To predict once more"));
      host(site, "/progress/forget", "lesson=ports");
      assertFalse(host(site, "/progress.json", null).body().contains("same-door"));
    }
  }

  @Test
  void a_saved_file_is_chosen_without_a_script(Chromium chromium) throws IOException {
    Path saved = Files.createDirectories(data).resolve("saved.json");
    try (TestSite site = TestSite.keeping(data.resolve("kept"));
        Reader reader =
            Reader.host(
                chromium,
                site,
                Reader.window(390, 800).setLocale("en").setJavaScriptEnabled(false))) {
      take(
          site,
          "{\"portside-progress\":1,\"tried\":[{\"lesson\":\"ports\",\"card\":\"same-door\","
              + "\"predicted\":\"both-listen\",\"outcome\":\"second-fails\",\"at\":1}],"
              + "\"sections\":[],\"again\":true}");
      Files.writeString(saved, host(site, "/progress.json", null).body());
      host(site, "/progress/forget", "lesson=ports");
      reader.open("/en/found");
      Page page = reader.page();
      Locator form = page.locator("form:has(#file)");
      assertThat(page.locator(".prediction")).hasCount(0);
      page.setInputFiles("#file", saved);
      form.locator("button").click();
      assertThat(page.locator(".notice")).containsText("The record was taken over");
      assertThat(page.locator(".prediction")).hasCount(1);
      for (var other :
          Map.of("{", "no JSON", "{}", "no record of Portside", "[" + " ".repeat(70_000), "large")
              .entrySet()) {
        Files.writeString(saved, other.getKey());
        page.setInputFiles("#file", saved);
        form.locator("button").click();
        assertThat(page.locator("main")).containsText(other.getValue());
        reader.open("/en/found");
        assertThat(page.locator(".prediction")).hasCount(1);
      }
    }
  }

  @Test
  void everything_is_forgotten_only_by_who_says_so_twice(Chromium chromium) {
    try (TestSite site = TestSite.keeping(data);
        Reader reader =
            Reader.host(chromium, site, Reader.window(1280, 900).setJavaScriptEnabled(false))) {
      host(site, "/progress/section", "lesson=ports&anchor=x");
      Page page = reader.page();
      for (boolean forgets : List.of(false, true)) {
        reader.open("/ko/found");
        page.locator("select[name=lesson]").selectOption("");
        page.locator("form:has(select) button").click();
        assertThat(page.locator(".sure")).containsText("읽은 절 1개");
        assertTrue(host(site, "/progress.json", null).body().contains("\"anchor\""));
        page.locator(forgets ? ".sure button" : ".sure a").click();
        assertThat(page.locator(".sure")).hasCount(0);
        assertEquals(!forgets, host(site, "/progress.json", null).body().contains("\"anchor\""));
      }
    }
  }

  private static Course course() {
    Path content = Path.of("content");
    try (Children children = new Children();
        Programs programs = new Programs(content, children, null)) {
      return CourseReader.read(
              content, Standard.experiments(children, programs, IpAddresses.LOOPBACK))
          .course();
    }
  }

  /** All that can be found out in a lesson, each prediction wrong. */
  private static String all(Lesson lesson) {
    List<String> tried = new ArrayList<>();
    for (Card card : lesson.cards()) {
      if (card.question() != null && card.question().options().size() > 1) {
        String said = card.question().options().get(0).outcome();
        String predicted = card.question().options().get(1).outcome();
        tried.add(entry(lesson, card.id(), "\"" + predicted + "\"", said));
      }
    }
    for (Claim claim : lesson.claims()) {
      if (claim.id().startsWith("hearsay-")) {
        tried.add(entry(lesson, claim.id(), "null", "missing-runtime"));
      }
    }
    return "{\"portside-progress\":1,\"tried\":["
        + String.join(",", tried)
        + "],\"sections\":[],\"again\":true}";
  }

  private static String entry(Lesson lesson, String id, String predicted, String outcome) {
    return "{\"lesson\":\"%s\",\"card\":\"%s\",\"predicted\":%s,\"outcome\":\"%s\",\"at\":1}"
        .formatted(lesson.name(), id, predicted, outcome);
  }

  @Test
  void what_was_found_out_in_a_lesson_is_a_page_of_its_own_and_a_sheet_of_paper(Chromium chromium) {
    try (TestSite site = TestSite.keeping(data);
        Reader reader = Reader.host(chromium, site, Reader.window(1280, 900))) {
      Page page = reader.page();
      for (Lesson lesson : course().lessons("ko")) {
        assertEquals(200, take(site, all(lesson)).statusCode());
        reader.open(Urls.found("ko", lesson.name()));
        int predictions = page.locator(".prediction").count();
        assertTrue(predictions > 3, lesson.name());
        assertEquals(predictions, page.locator(".prediction:has(dl ~ p)").count(), "explained");
        assertThat(page.locator("#heard")).hasCount(1);
        assertThat(page.locator(".manage, #differing")).hasCount(0);
        String pdf = new String(page.pdf(new Page.PdfOptions().setFormat("A4")), ISO_8859_1);
        assertEquals(1, SHEET.matcher(pdf).results().count(), lesson.name());
      }
      assertEquals(List.of(), Axe.violations(page));
      reader.open("/ko/ports");
      page.locator(".found-here a").click();
      page.waitForURL("**/ko/ports/found");
      int all = page.locator(".prediction").count();
      page.locator(".prediction form button").first().click();
      page.waitForURL("**/found");
      assertThat(page.locator(".prediction")).hasCount(all - 1);
      assertThat(page.locator("h1 ~ .meta, .title > .meta")).hasCount(1);
      reader.open("/en/found");
      assertThat(page.locator(".by-lesson a")).hasCount(5);
      assertThat(page.locator(".prediction")).hasCount(all - 1);
      assertEquals(404, host(site, "/en/no-such-lesson/found", null).statusCode());
      assertFalse(site.get("/en/ports/found").body().contains("class=\"prediction\""));
      assertFalse(site.get("/en/ports").body().contains("found-here"));
      assertEquals(List.of(), reader.complaints());
    }
  }

  @Test
  void a_guests_way_stays_in_the_guests_browser(Chromium chromium) {
    try (TestSite site = TestSite.keeping(data);
        Reader guest = Reader.guest(chromium, site, Reader.window(1280, 900))) {
      guest.open("/en/ports");
      guest.page().mouse().wheel(0, 1500);
      Patience.until(
          () -> "the place was not noted",
          () ->
              guest
                  .page()
                  .evaluate("() => localStorage.getItem('portside-done') ?? ''")
                  .toString()
                  .contains("ports#"));
      guest.open("/en/");
      assertContinues(guest.page(), ".*/en/ports#.*");
      guest.open("/ko/");
      assertThat(guest.page().locator(".continue a"))
          .hasAttribute("href", Pattern.compile("/ko/ports#.*"));
      assertThat(guest.page().locator(".continue .where")).not().containsText("›");
      assertFalse(host(site, "/progress.json", null).body().contains("\"anchor\""));
      assertEquals(List.of(), guest.complaints());
    }
  }

  @Test
  void a_damaged_store_costs_what_is_in_it_and_nothing_else() throws IOException {
    Files.write(Files.createDirectories(data).resolve("portside.db"), new byte[] {1, 2, 3});
    try (TestSite site = TestSite.keeping(data)) {
      assertEquals(200, host(site, "/en/found", null).statusCode());
      assertEquals(200, host(site, "/en/", null).statusCode());
      String found = host(site, "/en/found", null).body();
      assertTrue(found.contains("Nothing new is kept in the folder " + data), found);
      assertFalse(site.get("/en/found").body().contains(data.toString()), "a guest sees no folder");
      host(site, "/progress/section", "lesson=ports&anchor=x");
      assertTrue(host(site, "/progress.json", null).body().contains("\"anchor\""));
    }
  }

  @Test
  void what_is_saved_as_a_file_can_be_taken_whatever_was_noted() {
    try (TestSite site = TestSite.keeping(data)) {
      for (String anchor : List.of("%EB%AC%B8-1", "%3Cb%3E", "a.b", "%E2%80%AE")) {
        host(site, "/progress/section", "lesson=ports&anchor=" + anchor);
      }
      String saved = host(site, "/progress.json", null).body();
      assertTrue(saved.contains("문-1"), saved);
      assertEquals(200, take(site, saved).statusCode(), saved);
    }
  }

  private static Progress progress(Store store) {
    return new Progress(store, (caller, spot) -> Optional.empty());
  }

  @Test
  void what_is_done_while_another_portside_has_the_folder_is_kept_with_the_next_that_can_be() {
    try (Store here = new Store(data, List.of(Progress.TABLES))) {
      Progress progress = progress(here);
      try (Store other = new Store(data, List.of(Progress.TABLES))) {
        Progress theirs = progress(other);
        theirs.tried(new Tried("ports", "a", "x", "y", 1, null, null));
        theirs.tried(new Tried("ports", "b", "x", "y", 1, null, null));
        theirs.tried(new Tried("ports", "c", "x", "y", 5, null, null));
        assertEquals(1, other.read(db -> 1).join(), "they are on the disk");
        assertEquals(Set.of(), progress.now().tried().keySet());
        assertEquals(data.toString(), progress.unkept());
        progress.tried(new Tried("ports", "a", null, "z", 2, null, null));
        progress.tried(new Tried("ports", "c", "z", "z", 4, null, null)); // they were later
        progress.tried(new Tried("ports", "d", "x", "y", 2, null, null));
        progress.tried(new Tried("ports", "d", "x", "z", 3, null, null));
        progress.tried(new Tried("ports", "e", "x", "y", 2, null, null));
        progress.read(new Section("ports", "s", 2));
        progress.forget("ports", "e");
      }
      Patience.until(
          progress::unkept,
          () -> here.read(db -> 1).handle((one, failed) -> failed == null).join());
      assertEquals("", progress.unkept());
      progress.read(new Section("ports", "t", 4));
      progress.forget("ports", "b");
      assertAsLeft(progress.now());
    }
    try (Store next = new Store(data, List.of(Progress.TABLES))) {
      assertAsLeft(progress(next).now());
    }
  }

  private static void assertAsLeft(Kept kept) {
    assertEquals(Set.of("ports#a", "ports#c", "ports#d"), kept.tried().keySet());
    assertEquals("z", kept.tried().get("ports#a").outcome());
    assertEquals("y", kept.tried().get("ports#c").outcome());
    assertEquals("z", kept.tried().get("ports#d").outcome());
    assertEquals(Set.of("ports#s", "ports#t"), kept.sections().keySet());
  }

  @Test
  void what_was_wrong_comes_again_after_longer_and_longer_pauses() {
    long day = 86_400_000L;
    Tried wrong = new Tried("l", "c", "a", "b", 0, null, null).after(null);
    assertEquals(1, wrong.days());
    assertEquals(day, wrong.due());
    Tried right = new Tried("l", "c", "b", "b", day, null, null).after(wrong);
    assertEquals(3, right.days());
    Tried early = new Tried("l", "c", "b", "b", day + 1, null, null).after(right);
    assertEquals(3, early.days(), "before its day nothing is learned by heart");
    Tried again = new Tried("l", "c", "b", "b", 10 * day, null, null).after(right);
    assertEquals(8, again.days());
    Tried fell = new Tried("l", "c", "a", "b", 30 * day, null, null).after(again);
    assertEquals(1, fell.days());
    assertNull(new Tried("l", "c", "b", "b", 0, null, null).after(null).days());
    assertThrows(ProgressFile.NotTaken.class, () -> ProgressFile.read("[]"));
  }
}
