package portside.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import portside.testing.TestSite;

/** What people type, and where it is to lead: {@code queries.tsv}. */
public final class Queries {
  private static final Path FILE = Path.of("src/test/java/portside/search/queries.tsv");

  private Queries() {}

  /**
   * One of them.
   *
   * @param expected the places that may come first: {@code page#id}, of a section or of what stands
   *     in it
   */
  public record Query(String lang, String typed, List<String> expected) {}

  /** All of them. */
  public static List<Query> all() throws IOException {
    return Files.readAllLines(FILE).stream()
        .map(line -> line.split("\t"))
        .map(part -> new Query(part[0], part[1], List.of(part[2].split("\\|"))))
        .toList();
  }

  /** The script that makes {@code find(typed)} out of the site's own ranking. */
  public static String script(TestSite site, String lang) {
    String page = site.get("/" + lang + "/search").body();
    String assets =
        Stream.of(page.split("\""))
            .filter(part -> part.matches("/assets/[0-9a-f]+/site.css"))
            .findFirst()
            .orElseThrow()
            .replace("site.css", "");
    return """
        async () => {
          const { prepare, rank, sentence } = await import("%ssearch/ranking.js");
          const answer = await fetch("/%s/search", { headers: { Accept: "application/json" } });
          const index = prepare(await answer.json());
          window.find = (typed) => rank(index, typed).map((each) => index.entries[each.at][0]);
        }
        """
        .formatted(assets, lang);
  }
}
