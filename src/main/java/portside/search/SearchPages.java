package portside.search;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import portside.access.Access;
import portside.page.Frames;
import portside.page.Gzip;
import portside.page.Json;
import portside.page.Templates;
import portside.page.Wants;
import portside.page.Words;

/** The page of the search, and its index for the browser. */
public final class SearchPages {
  private static final int LONGEST = 200;

  private final SearchIndex index;
  private final Frames frames;
  private final Templates templates;
  private final Map<String, Ranking> rankings = new ConcurrentHashMap<>();
  private final Map<String, byte[][]> files = new ConcurrentHashMap<>();

  public SearchPages(SearchIndex index, Frames frames, Templates templates) {
    this.index = index;
    this.frames = frames;
    this.templates = templates;
  }

  /**
   * {@code GET /{lang}/search}: the page, with what {@code ?q=} finds; as JSON the whole index, in
   * which a browser then searches by itself.
   */
  public void page(Context ctx) {
    String lang = frames.languages().opened(ctx);
    if (Wants.json(ctx)) {
      byte[][] file = files.computeIfAbsent(lang, this::file);
      ctx.contentType("application/json; charset=utf-8");
      Gzip.answer(ctx, file[0], file[1]);
      return;
    }
    String given = ctx.queryParam("q");
    String query = given == null ? "" : given.substring(0, Math.min(LONGEST, given.length()));
    Words words = Words.of("search", lang);
    templates.answer(
        ctx,
        "search/search.jte",
        Map.of(
            "frame",
            frames.of(Access.role(ctx), lang, words.get("title"), "/search"),
            "words",
            words,
            "query",
            query,
            "results",
            find(lang, query)));
  }

  /** The best answers to what somebody types, the first one first. */
  public List<Ranking.Result> find(String lang, String query) {
    return query.isBlank()
        ? List.of()
        : rankings.computeIfAbsent(lang, each -> new Ranking(index.entries(each))).rank(query);
  }

  private byte[][] file(String lang) {
    byte[] plain =
        Json.write(
                index.entries(lang).stream()
                    .map(e -> List.of(e.url(), e.page(), e.title(), e.text(), e.also()))
                    .toList())
            .getBytes(StandardCharsets.UTF_8);
    return new byte[][] {plain, Gzip.compress(plain)};
  }
}
