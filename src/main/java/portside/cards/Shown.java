package portside.cards;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import portside.experiments.RunState;
import portside.page.Wants;
import portside.runs.Runs;

/**
 * A run as it is shown in a card or a claim of a page.
 *
 * @param at the id of the card or claim that started it
 * @param run the run
 * @param prediction the outcome that the reader predicted, or null
 */
public record Shown(String at, RunState run, @Nullable String prediction) {

  /** The run that a link names, {@code ?run=ID&_card=…}, so that a page can be opened with it. */
  public static @Nullable Shown named(Context ctx, Runs runs) {
    String id = ctx.queryParam("run");
    return id == null ? null : runs.find(id).map(run -> of(ctx, run)).orElse(null);
  }

  /** A run at the card that the request names. */
  static Shown of(Context ctx, RunState run) {
    String at = field(ctx, "_card");
    return new Shown(at == null ? run.experiment().name() : at, run, field(ctx, "_prediction"));
  }

  /** A field of the form, or of the query where there is no form; null when empty. */
  static @Nullable String field(Context ctx, String name) {
    String sent = Wants.form(ctx) ? ctx.formParam(name) : null;
    String value = sent != null ? sent : ctx.queryParam(name);
    return value == null || value.isEmpty() ? null : value;
  }
}
