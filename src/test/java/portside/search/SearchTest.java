package portside.search;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import portside.Standard;
import portside.glossary.Glossary;
import portside.lesson.Course;
import portside.lesson.reading.CourseReader;
import portside.net.IpAddresses;
import portside.process.Children;
import portside.programs.Programs;
import portside.testing.Axe;
import portside.testing.Chromium;
import portside.testing.Reader;
import portside.testing.TestSite;

/** The search in both languages: what people type leads to the section that helps. */
@Tag("browser")
final class SearchTest {
  private static final Path CONTENT = Path.of("content");
  private static final Pattern FIRST =
      Pattern.compile("<ol class=\"found\">\\s*<li><a href=\"([^\"]+)\"");

  private static Map<String, List<Entry>> entries(Children children, Programs programs) {
    Course course =
        CourseReader.read(CONTENT, Standard.experiments(children, programs, IpAddresses.LOOPBACK))
            .course();
    SearchIndex index = new SearchIndex(CONTENT, course, new Glossary(CONTENT, course.languages()));
    Map<String, List<Entry>> all = new LinkedHashMap<>();
    course.languages().forEach(lang -> all.put(lang, index.entries(lang)));
    return all;
  }

  /** Whether an address is that of a section in which one of the expected places stands. */
  private static boolean isExpected(String url, List<Entry> entries, Queries.Query query) {
    return query.expected().stream()
        .anyMatch(
            place -> {
              String[] way = place.split("#", 2);
              String page = "/" + query.lang() + "/" + way[0];
              return url.equals(page + "#" + way[1])
                  || entries.stream()
                      .anyMatch(
                          each ->
                              each.url().equals(url)
                                  && url.startsWith(page + "#")
                                  && each.anchors().contains(way[1]));
            });
  }

  @Test
  void sixty_queries_lead_where_they_should_in_the_browser_and_on_the_server(
      TestSite site, Chromium chromium, Children children, Programs programs) throws IOException {
    Map<String, List<Entry>> entries = entries(children, programs);
    List<String> wrong = new ArrayList<>();
    List<Queries.Query> all = Queries.all();
    assertTrue(all.size() >= 60, all.size() + " queries");
    for (String lang : List.of("ko", "en")) {
      Ranking ranking = new Ranking(entries.get(lang));
      try (Reader reader = Reader.guest(chromium, site, Reader.window(1280, 800))) {
        reader.open("/" + lang + "/search");
        reader.page().evaluate(Queries.script(site, lang));
        for (Queries.Query query : all) {
          if (!query.lang().equals(lang)) {
            continue;
          }
          List<?> found = (List<?>) reader.page().evaluate("typed => find(typed)", query.typed());
          String first = found.isEmpty() ? "nothing" : found.get(0).toString();
          if (!isExpected(first, entries.get(lang), query)) {
            wrong.add(query.typed() + " leads to " + first);
          }
          List<Ranking.Result> server = ranking.rank(query.typed());
          if (!first.equals(server.isEmpty() ? "nothing" : server.get(0).entry().url())) {
            wrong.add(query.typed() + ": the server says otherwise");
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void without_a_script_the_server_answers_the_form(TestSite site, Chromium chromium) {
    String typed = URLEncoder.encode("주소가 이미 사용 중", StandardCharsets.UTF_8);
    Matcher first = FIRST.matcher(site.get("/ko/search?q=" + typed).body());
    assertTrue(first.find());
    assertTrue(first.group(1).startsWith("/ko/ports#"), first.group(1));
    NewContextOptions plain = Reader.window(390, 800).setJavaScriptEnabled(false);
    try (Reader reader = Reader.guest(chromium, site, plain)) {
      reader.open("/en/ports");
      reader.page().locator("a.seek").click();
      reader.page().locator("input[name=q]").fill("<b>port taken");
      reader.page().keyboard().press("Enter");
      assertThat(reader.page().locator(".found a").first()).isVisible();
      assertThat(reader.page().locator("input[name=q]")).hasValue("<b>port taken");
    }
  }

  @Test
  void the_keyboard_alone_opens_it_finds_and_goes_there(TestSite site, Chromium chromium) {
    try (Reader reader = Reader.guest(chromium, site, Reader.window(1280, 800)).watchingCalls()) {
      reader.open("/ko/wildcard");
      Page page = reader.page();
      Locator dialog = page.locator("dialog.finder");
      page.keyboard().press("/");
      assertThat(dialog).isVisible();
      page.keyboard().insertText("ㅍㅌ");
      assertThat(dialog.locator(".found a").first()).containsText("포트");
      assertEquals(List.of(), Axe.violations(page));
      page.keyboard().press("Escape");
      assertThat(dialog).isHidden();
      page.keyboard().press("Control+k");
      assertThat(dialog).isVisible();
      page.keyboard().insertText("EADDRINUSE");
      assertThat(dialog.locator(".found a").first())
          .hasAttribute("href", Pattern.compile("/ko/ports#.*"));
      page.keyboard().press("ArrowDown");
      assertThat(dialog.locator(".found a").first()).isFocused();
      page.keyboard().press("Enter");
      page.waitForURL(Pattern.compile(".*/ko/ports#.*"));
      assertEquals(List.of(), reader.foreign());
      assertEquals(List.of(), reader.complaints());
    }
  }

  @Test
  void what_the_first_look_costs_is_fetched_only_when_somebody_searches(
      TestSite site, Chromium chromium) {
    try (Reader reader = Reader.guest(chromium, site, Reader.window(1280, 800))) {
      List<String> asked = new ArrayList<>();
      reader.context().onRequest(request -> asked.add(request.url()));
      reader.open("/ko/wildcard");
      assertEquals(List.of(), asked.stream().filter(url -> url.contains("search")).toList());
    }
  }
}
