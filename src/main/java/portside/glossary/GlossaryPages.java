package portside.glossary;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.page.Frames;
import portside.page.Json;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Wants;
import portside.page.Words;

/** The page of the words. */
public final class GlossaryPages {
  private final Glossary glossary;
  private final Frames frames;
  private final Templates templates;

  public GlossaryPages(Glossary glossary, Frames frames, Templates templates) {
    this.glossary = glossary;
    this.frames = frames;
    this.templates = templates;
  }

  /**
   * A word as a reader sees it.
   *
   * @param example what this computer measures for it, or null
   * @param more the address where the course shows it, or null
   */
  public record Entry(Word word, @Nullable String example, @Nullable String more) {}

  /** {@code GET /{lang}/glossary}: every word, as a page or as JSON by its id. */
  public void page(Context ctx) {
    String lang = frames.languages().opened(ctx);
    Words words = Words.of("glossary", lang);
    Measured measured = new Measured(Access.caller(ctx), words);
    List<Entry> entries =
        glossary.words(lang).stream().map(word -> entry(word, lang, measured)).toList();
    if (Wants.json(ctx)) {
      Json.answer(ctx, json(entries));
      return;
    }
    templates.answer(
        ctx,
        "glossary/glossary.jte",
        Map.of(
            "frame",
            frames.of(Access.role(ctx), lang, words.get("title"), "/glossary"),
            "words",
            words,
            "entries",
            entries));
  }

  private static Entry entry(Word word, String lang, Measured measured) {
    String here = word.here();
    return new Entry(
        word,
        here == null ? null : measured.of(here).orElse(null),
        word.more() == null ? null : Urls.lesson(lang, word.more()));
  }

  private static Map<String, Object> json(List<Entry> entries) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Entry each : entries) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", each.word().name());
      one.put("html", each.word().html());
      if (each.example() != null) {
        one.put("example", each.example());
      }
      all.put(each.word().id(), one);
    }
    return all;
  }
}
