package portside.search;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import portside.bench.Row;
import portside.testing.Chromium;
import portside.testing.Reader;
import portside.testing.TestSite;

/** How long a query takes in the browser; the budget is 30 ms. */
final class SearchBench {
  private static final double BUDGET_MS = 30;

  @Test
  void the_slowest_of_sixty_queries(TestSite site, Chromium chromium) throws IOException {
    for (String lang : List.of("ko", "en")) {
      try (Reader reader = Reader.guest(chromium, site, Reader.window(1280, 800))) {
        reader.open("/" + lang + "/search");
        reader.page().evaluate(Queries.script(site, lang));
        double slowest = 0;
        for (Queries.Query query : Queries.all()) {
          Object millis =
              reader
                  .page()
                  .evaluate(
                      "typed => { const t = performance.now(); find(typed);"
                          + " return performance.now() - t; }",
                      query.typed());
          slowest = Math.max(slowest, ((Number) millis).doubleValue());
        }
        Row.print("search " + lang + ", the slowest query", slowest, BUDGET_MS, "ms");
      }
    }
  }
}
