package portside.cards;

import gg.jte.Content;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.page.Frames;
import portside.page.Templates;
import portside.page.Wants;
import portside.page.Words;
import portside.runs.Runs;

/**
 * The way from the page of an error back to the card that its form stood in, for a reader without a
 * script. It leads to pages that this site has and nowhere else, whatever a form says.
 */
public final class WayBack {
  private final Register register;
  private final Runs runs;
  private final Pages lessons;
  private final Frames frames;
  private final Templates templates;

  public WayBack(Register register, Runs runs, Pages lessons, Frames frames, Templates templates) {
    this.register = register;
    this.runs = runs;
    this.lessons = lessons;
    this.frames = frames;
    this.templates = templates;
  }

  /**
   * A link to the card that a request came from.
   *
   * @return null where the request names no page of this site, or wants no page
   */
  public @Nullable Content of(Context ctx) {
    if (Wants.fragment(ctx) || !Wants.html(ctx)) {
      return null;
    }
    Map<String, String> path = ctx.pathParamMap();
    Optional<RunState> run =
        path.containsKey("action")
            ? Optional.ofNullable(path.get("id")).flatMap(runs::find)
            : Optional.empty();
    String lang = frames.languages().of(ctx);
    return Optional.ofNullable(Showing.field(ctx, "_page"))
        .flatMap(lessons::find)
        .or(() -> widget(path.get("name"), run, lang))
        .map(place -> link(href(place, Showing.field(ctx, "_card"), run), lang))
        .orElse(null);
  }

  private Optional<Place> widget(@Nullable String name, Optional<RunState> run, String lang) {
    Optional<? extends Registered<?, ?>> experiment =
        run.isPresent()
            ? run.map(RunState::experiment)
            : Optional.ofNullable(name).flatMap(register::find);
    return experiment.map(its -> new WidgetPage(its, lang));
  }

  /** The page's own path, the run that was acted on in its place, and the card in sight. */
  private static String href(Place place, @Nullable String id, Optional<RunState> run) {
    // A link from a page to itself loads nothing if it has a fragment; a widget alone needs none.
    boolean itself = run.isEmpty() && place instanceof WidgetPage;
    if (id == null || itself || !(place.runs(id) || place.table(id).isPresent())) {
      return place.path();
    }
    String shown = run.map(its -> "?run=" + its.id() + "&_card=" + id).orElse("");
    return place.path() + shown + "#" + id;
  }

  private Content link(String href, String lang) {
    return output ->
        templates.render(
            "cards/wayback.jte", Map.of("href", href, "words", Words.of("page", lang)), output);
  }
}
