package portside.cards;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.access.Caller;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Spot;
import portside.page.Urls;
import portside.page.Wants;
import portside.runs.Runs;

/** Finds what a page shows to who asks for it. */
public final class Showing {
  private final Runs runs;
  private final Predictions predictions;

  public Showing(Runs runs, InClass inClass) {
    this.runs = runs;
    this.predictions = new Predictions(inClass);
  }

  /** What a page shows, with the run that its link names ({@code ?run=ID}) in its place. */
  public Shown to(Context ctx) {
    String id = ctx.queryParam("run");
    return id == null
        ? shown(ctx, null)
        : runs.find(id).map(run -> with(ctx, asked(ctx, run))).orElseGet(() -> shown(ctx, null));
  }

  /** A run as it stood at the moment that the request looks back at, or else as it stands now. */
  static RunState asked(Context ctx, RunState run) {
    String moment = field(ctx, "_moment");
    return moment != null && moment.matches("[1-9][0-9]{0,8}")
        ? run.at(Integer.parseInt(moment))
        : run;
  }

  /** The same with a run at the card that the request names. */
  Shown with(Context ctx, RunState run) {
    return shown(ctx, new Shown.Named(id(ctx, run), run, field(ctx, "_prediction")));
  }

  private Shown shown(Context ctx, Shown.@Nullable Named named) {
    return new Shown(runs.results(), predictions, Access.caller(ctx), named);
  }

  /** The card or claim that a request names. */
  static String id(Context ctx, RunState run) {
    String id = field(ctx, "_card");
    if (id != null) {
      return id;
    }
    String alone = run.experiment().name(); // its own page has one card, wherever the run began
    boolean elsewhere = !ctx.path().equals(Urls.experiment(alone));
    return elsewhere && run.spot() != null ? run.spot().id() : alone;
  }

  /** Keeps what the request predicts or words, where its card or its sentence offers it. */
  void keepPrediction(Context ctx, Place place, Registered<?, ?> experiment) {
    String id = field(ctx, "_card");
    String predicted = field(ctx, "_prediction");
    if (id == null || predicted == null) {
      return;
    }
    boolean asked =
        place
            .card(id)
            .filter(card -> card.experiment().name().equals(experiment.name()))
            .filter(card -> card.offers(predicted))
            .isPresent();
    boolean worded = place.repair(id).flatMap(repair -> repair.chosen(predicted)).isPresent();
    if (asked || worded) {
      predictions.put(Access.caller(ctx), place.spot(id), predicted);
    }
  }

  /** Keeps what a request predicts in a cell of a comparison. */
  void keep(Context ctx, Spot spot, String predicted) {
    predictions.put(Access.caller(ctx), spot, predicted);
  }

  /** What a caller predicted last at a card. */
  public Optional<String> predicted(Caller caller, Spot spot) {
    return predictions.of(caller, spot);
  }

  /** A field of the form, or of the query where there is no form; null when empty. */
  static @Nullable String field(Context ctx, String name) {
    String sent = Wants.form(ctx) ? ctx.formParam(name) : null;
    String value = sent != null ? sent : ctx.queryParam(name);
    return value == null || value.isEmpty() ? null : value;
  }
}
