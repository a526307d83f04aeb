package portside.clinic;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Role;
import portside.page.Frames;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Words;
import portside.search.Ranking;
import portside.search.SearchPages;

/** The page of the clinic: a form, and below it what a message means. Nothing of it is kept. */
public final class ClinicPages {
  private static final int LONGEST_QUERY = 120;
  private static final int MOST_RESULTS = 4;

  private final Clinic clinic;
  private final SearchPages search;
  private final Frames frames;
  private final Templates templates;

  public ClinicPages(Clinic clinic, SearchPages search, Frames frames, Templates templates) {
    this.clinic = clinic;
    this.search = search;
    this.frames = frames;
    this.templates = templates;
  }

  /**
   * What the page says of a message.
   *
   * @param meaning what it means, or null where it was not recognised
   * @param line the line that says it
   * @param todo what to do
   * @param lesson the address where the course shows it
   * @param looked what was found on this computer; empty for nothing
   * @param results what the search finds, where it was not recognised
   */
  public record Answer(
      @Nullable String meaning,
      String line,
      String todo,
      String lesson,
      List<String> looked,
      List<Ranking.Result> results) {}

  /** {@code GET /{lang}/clinic}: the form. */
  public void page(Context ctx) {
    show(ctx, frames.languages().opened(ctx), "", null);
  }

  /** {@code POST /{lang}/clinic}: the form with an answer to {@code message}. */
  public void answer(Context ctx) {
    String given = ctx.formParam("message");
    String message = given == null ? "" : given;
    String lang = frames.languages().opened(ctx);
    show(ctx, lang, message, message.isBlank() ? null : answer(message, lang, Access.role(ctx)));
  }

  private Answer answer(String message, String lang, Role role) {
    Optional<Clinic.Found> found = clinic.recognise(message);
    if (found.isEmpty()) {
      return new Answer(null, "", "", "", List.of(), results(message, lang));
    }
    Diagnosis diagnosis = found.get().diagnosis();
    Words words = Words.of("clinic", lang);
    List<String> looked = List.of();
    if (diagnosis.look() && found.get().port().isPresent()) {
      int port = found.get().port().getAsInt();
      looked =
          role == Role.HOST
              ? Look.at(port, words)
              : List.of(words.get("look.host-only", Map.of("port", port)));
    }
    return new Answer(
        diagnosis.meaning().getOrDefault(lang, ""),
        found.get().line(),
        diagnosis.todo().getOrDefault(lang, ""),
        Urls.lesson(lang, diagnosis.lesson()),
        looked,
        List.of());
  }

  /** By its last line, where programs say what went wrong. */
  private List<Ranking.Result> results(String message, String lang) {
    String last =
        message.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("").strip();
    return search.find(lang, last.substring(0, Math.min(LONGEST_QUERY, last.length()))).stream()
        .limit(MOST_RESULTS)
        .toList();
  }

  private void show(Context ctx, String lang, String message, @Nullable Answer answer) {
    Words words = Words.of("clinic", lang);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("frame", frames.of(Access.role(ctx), lang, words.get("title"), "/clinic"));
    values.put("words", words);
    values.put("message", message);
    values.put("answer", answer);
    templates.answer(ctx, "clinic/clinic.jte", values);
  }
}
