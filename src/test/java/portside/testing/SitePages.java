package portside.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import portside.page.Json;

/** Every page of the site, as the course and the register have them now. */
public final class SitePages {
  /** The languages of the course. */
  public static final List<String> LANGUAGES = List.of("ko", "en");

  private SitePages() {}

  /**
   * A page in one language.
   *
   * @param lang the language of its reader's browser
   * @param path its path and query
   * @param status the status that it has
   */
  public record SitePage(String lang, String path, int status) {
    @Override
    public String toString() {
      return lang + " " + path;
    }
  }

  /** Every page that a host can open, the pages of errors among them. */
  public static List<SitePage> all(TestSite site) {
    List<SitePage> pages = new ArrayList<>();
    for (String lang : LANGUAGES) {
      String root = "/" + lang + "/";
      pages.add(new SitePage(lang, root, 200));
      pages.add(new SitePage(lang, root + "glossary", 200));
      pages.add(new SitePage(lang, root + "search?q=port", 200));
      pages.add(new SitePage(lang, root + "clinic", 200));
      pages.add(new SitePage(lang, root + "found", 200));
      pages.add(new SitePage(lang, root + "debugger/programs/Average.java", 200));
      for (String page : inOrder()) {
        pages.add(new SitePage(lang, root + page, 200));
        pages.add(new SitePage(lang, root + page + "/present", 200));
      }
      for (String experiment : experiments(site)) {
        pages.add(new SitePage(lang, "/experiments/" + experiment, 200));
      }
      pages.add(new SitePage(lang, "/room", 200));
      for (String page : List.of("flip", "invitation", "classes", "privacy")) {
        pages.add(new SitePage(lang, "/room/" + page, 200));
      }
      pages.add(new SitePage(lang, "/join", 200));
      pages.add(new SitePage(lang, "/no-such-page", 404));
      pages.add(new SitePage(lang, root + "no-such-lesson", 404));
      pages.add(new SitePage(lang, "/?key=wrong", 403));
    }
    return pages;
  }

  /** The paths of the course's page and of its lessons, in both languages. */
  public static List<String> course() {
    return LANGUAGES.stream()
        .flatMap(
            lang ->
                Stream.concat(Stream.of(""), lessons().stream())
                    .map(page -> "/" + lang + "/" + page))
        .toList();
  }

  /** The names of the lessons in order. */
  public static List<String> lessons() {
    return inOrder().stream().filter(name -> !guide(name)).toList();
  }

  private static boolean guide(String name) {
    return read(Path.of("content", name, "ko.md")).contains("kind: guide");
  }

  /** The names of lessons and guides. */
  public static List<String> inOrder() {
    return read(Path.of("content/order.txt")).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The names of the experiments. */
  public static List<String> experiments(TestSite site) {
    try {
      List<String> names = new ArrayList<>();
      for (JsonNode experiment : Json.read(site.get("/experiments").body())) {
        names.add(experiment.path("name").asText());
      }
      return names;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
