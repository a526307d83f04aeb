package portside.cards;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import portside.access.Access;
import portside.experiments.Action;
import portside.experiments.Evidence;
import portside.experiments.Refused;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.experiments.RunJson;
import portside.experiments.RunState;
import portside.experiments.Spot;
import portside.page.Frame;
import portside.page.Frames;
import portside.page.Json;
import portside.page.Templates;
import portside.page.Urls;
import portside.page.Wants;
import portside.runs.Attachment;
import portside.runs.Runs;

/** The experiments over HTTP: the widget alone, runs and their actions. */
public final class Endpoint {
  /** Longer than any experiment that does not wait for its reader. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A page shows progress sooner than a program gives up. */
  private static final Duration PAGE_PATIENCE = Duration.ofMillis(250);

  /** Without a script the page cannot follow, so that waiting a little longer is kinder. */
  private static final Duration FORM_PATIENCE = Duration.ofSeconds(3);

  /** An experiment that waits for an action takes it at once. */
  private static final Duration ACTION_PATIENCE = Duration.ofSeconds(1);

  /** A program that runs on says so sooner. */
  private static final Duration STEP_PATIENCE = Duration.ofMillis(250);

  /** Most runs end right after their answer; a page that knows it has nothing to follow or stop. */
  private static final Duration LAST_STEPS = Duration.ofMillis(50);

  /** What a link to a widget may say beside its parameters: the run to show, and the language. */
  private static final Set<String> NOT_PARAMETERS = Set.of("run", "lang");

  private final Register register;
  private final Runs runs;
  private final Showing showing;
  private final Pages lessons;
  private final Cards cards;
  private final Frames frames;
  private final Templates templates;

  public Endpoint(
      Register register,
      Runs runs,
      Showing showing,
      Pages lessons,
      Cards cards,
      Frames frames,
      Templates templates) {
    this.register = register;
    this.runs = runs;
    this.showing = showing;
    this.lessons = lessons;
    this.cards = cards;
    this.frames = frames;
    this.templates = templates;
  }

  /**
   * {@code GET /experiments/{name}}: the widget alone on a page. Its link may set parameters, such
   * as {@code ?port=8080}; nothing runs before the reader says so.
   */
  public void widget(Context ctx) {
    Registered<?, ?> experiment = experiment(ctx);
    Map<String, String> given = Fields.ofLink(ctx);
    given.keySet().removeIf(name -> name.startsWith("_") || NOT_PARAMETERS.contains(name));
    // What the form would be refused for, the link is refused for.
    show(ctx, new WidgetPage(experiment, frames.languages().of(ctx), given), showing.to(ctx));
  }

  /**
   * {@code POST /experiments/{name}}: starts a run and answers in the form that was asked for. What
   * this computer lacks is shown in the card like any result; to a program that waits it is a 409.
   */
  public void run(Context ctx) {
    Registered<?, ?> experiment = experiment(ctx);
    Access.require(ctx, experiment.experiment().mayRun());
    Map<String, String> given = Fields.ofBody(ctx);
    given.keySet().removeIf(name -> name.startsWith("_"));
    Place place = place(ctx, experiment);
    given.putAll(worded(ctx, place, experiment));
    Spot spot = spot(ctx, place);
    // before the run, whose end may be noted with it at once
    showing.keepPrediction(ctx, place, experiment);
    RunState run = runs.start(experiment, given, Access.caller(ctx), spot);
    String url = Urls.run(run.id());
    if (Wants.fragment(ctx)) {
      ctx.future(() -> shown(run, PAGE_PATIENCE).thenAccept(s -> fragment(ctx, s)));
    } else if (Wants.html(ctx)) {
      ctx.future(
          () -> shown(run, FORM_PATIENCE).thenAccept(s -> show(ctx, place, showing.with(ctx, s))));
    } else if (Wants.async(ctx)) {
      ctx.status(202).header("Location", url);
      json(ctx, run);
    } else {
      ctx.future(
          () ->
              runs.answered(run.id(), PATIENCE)
                  .thenAccept(
                      state -> {
                        ctx.header("Location", url);
                        ctx.status(state.missing() == null ? 200 : 409);
                        json(ctx, state);
                      }));
    }
  }

  /** The parameters of the words that were chosen in a sentence to repair. */
  private static Map<String, String> worded(Context ctx, Place place, Registered<?, ?> experiment) {
    String id = Showing.field(ctx, "_card");
    String words = Showing.field(ctx, "_prediction");
    return id == null || words == null
        ? Map.of()
        : place
            .repair(id)
            .filter(repair -> repair.experiment().name().equals(experiment.name()))
            .map(repair -> repair.values(words))
            .orElse(Map.of());
  }

  /** What of a page a request speaks of; null where it speaks of nothing. */
  private static @Nullable Spot spot(Context ctx, Place place) {
    String id = Showing.field(ctx, "_card");
    return id != null && place.runs(id) ? place.spot(id) : null;
  }

  /** The run as a page shows it first: with its answer where that comes in time. */
  private CompletableFuture<RunState> shown(RunState run, Duration patience) {
    return runs.answered(run.id(), patience).thenCompose(this::lastSteps);
  }

  private CompletableFuture<RunState> lastSteps(RunState state) {
    return state.settled()
        ? runs.ended(state.id(), LAST_STEPS)
        : CompletableFuture.completedFuture(state);
  }

  /** {@code GET /runs/{id}}: the state of a run. */
  public void state(Context ctx) {
    answer(ctx, Showing.asked(ctx, found(ctx)));
  }

  /** {@code POST /runs/{id}/{action}}: {@code stop}, or what the experiment declares. */
  public void act(Context ctx) {
    RunState run = found(ctx);
    String action = ctx.pathParam("action");
    Access.require(ctx, run.experiment().mayAct(action));
    boolean fragment = Wants.fragment(ctx);
    // A step is over in a moment: a page that has a place for what comes of it need not ask again.
    boolean waits = fragment ? ctx.header("HX-Target") != null : Wants.html(ctx);
    CompletableFuture<RunState> change =
        runs.changed(run.id(), fragment ? STEP_PATIENCE : ACTION_PATIENCE);
    RunState after = runs.act(run.id(), new Action(action, Fields.ofBody(ctx), Access.caller(ctx)));
    if (action.equals("stop") && !fragment) {
      ctx.future(() -> runs.ended(run.id(), FORM_PATIENCE).thenAccept(state -> answer(ctx, state)));
    } else if (waits) {
      ctx.future(
          () ->
              (fragment ? change : change.thenCompose(this::lastSteps))
                  .thenAccept(state -> answer(ctx, state)));
    } else if (fragment || run.experiment().isMeasurement(action)) {
      ctx.status(204); // what it changes, the page hears of as of every change
    } else {
      answer(ctx, after);
    }
  }

  /** {@code GET /runs/{id}/{name}}: a large result of a run. */
  public void attachment(Context ctx) {
    RunState run = found(ctx);
    Access.require(ctx, run.experiment().experiment().mayRun());
    Attachment found =
        runs.attachment(run.id(), ctx.pathParam("name")).orElseThrow(NotFoundResponse::new);
    ctx.contentType(found.type()).result(found.body());
  }

  /** {@code GET /whoami}: outcome and evidence, flat, for curl. */
  public void whoami(Context ctx) {
    Registered<?, ?> experiment = register.find("whoami").orElseThrow(NotFoundResponse::new);
    RunState run = runs.start(experiment, Map.of(), Access.caller(ctx), null);
    ctx.future(
        () ->
            runs.answered(run.id(), PATIENCE)
                .thenAccept(
                    state -> {
                      Map<String, Object> flat = new LinkedHashMap<>();
                      flat.put("outcome", state.outcome());
                      flat.putAll(Evidence.visible(state.evidence(), Access.role(ctx).sight()));
                      Json.answer(ctx, flat);
                    }));
  }

  private void answer(Context ctx, RunState run) {
    if (Wants.fragment(ctx)) {
      fragment(ctx, run);
    } else if (Wants.html(ctx)) {
      show(ctx, place(ctx, run.experiment()), showing.with(ctx, run));
    } else {
      json(ctx, run);
    }
  }

  private void json(Context ctx, RunState run) {
    Json.answer(ctx, RunJson.of(run.as(Access.role(ctx).sight()), frames.languages().of(ctx)));
  }

  /** The whole page with what it shows in its place: what a reader without JavaScript sees. */
  private void show(Context ctx, Place place, Shown shown) {
    if (place instanceof WidgetPage page) {
      CardView card = cards.card(page.cards().get(0), page, reader(ctx, page), shown);
      frames.languages().opened(ctx, page.lang());
      Frame frame = frames.of(ctx, card.words().get("title"), page.path());
      templates.answer(ctx, "cards/widget.jte", Map.of("frame", frame, "card", card));
    } else {
      lessons.show(ctx, place, shown);
    }
  }

  private static Reader reader(Context ctx, Place place) {
    return Reader.of(Access.caller(ctx), place);
  }

  /**
   * What of the page changes by the run: the result, the options, and each claim it settles. It is
   * made once for all who ask for the same.
   */
  private void fragment(Context ctx, RunState run) {
    Place place = place(ctx, run.experiment());
    Reader reader = reader(ctx, place);
    Shown shown = showing.with(ctx, run);
    Optional<Card> card = place.card(Showing.id(ctx, run)).filter(c -> run.isOf(c.experiment()));
    Object key =
        List.of(
            run.id(),
            run.version(),
            Optional.ofNullable(run.moment()),
            place.path(),
            place.lang(),
            reader.role(),
            reader.sight(),
            card.map(Card::id).orElse(""),
            card.flatMap(c -> shown.prediction(place, c)).orElse(""),
            place.repairs().stream().map(repair -> shown.words(place, repair)).toList(),
            // what stands in a comparison's other cells is of this person
            place.tables().stream().anyMatch(table -> table.settledBy(run))
                ? Optional.ofNullable(reader.person())
                : "");
    templates.answerShared(
        ctx, key, "cards/fragment.jte", () -> fragment(place, card, reader, shown, run));
  }

  private Map<String, Object> fragment(
      Place place, Optional<Card> card, Reader reader, Shown shown, RunState run) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("card", card.map(c -> cards.card(c, place, reader, shown)).orElse(null));
    values.put(
        "claims",
        place.claims().stream()
            .filter(claim -> ClaimView.settledBy(claim, run))
            .map(claim -> cards.claim(claim, place, reader, shown))
            .toList());
    values.put(
        "repairs",
        place.repairs().stream()
            .filter(repair -> repair.settledBy(run))
            .map(repair -> cards.repair(repair, place, reader, shown))
            .toList());
    values.put(
        "tables",
        place.tables().stream()
            .filter(table -> table.settledBy(run))
            .map(table -> cards.table(table, place, reader, shown))
            .toList());
    values.put("at", card.map(Card::id).orElse(""));
    return values;
  }

  private Registered<?, ?> experiment(Context ctx) {
    return register.find(ctx.pathParam("name")).orElseThrow(NotFoundResponse::new);
  }

  private RunState found(Context ctx) {
    return runs.find(ctx.pathParam("id"))
        .orElseThrow(() -> new Refused(Refused.Reason.NO_SUCH_RUN));
  }

  /** The page that a card stands on, or the experiment's own. */
  private Place place(Context ctx, Registered<?, ?> experiment) {
    return Optional.ofNullable(Showing.field(ctx, "_page"))
        .flatMap(lessons::find)
        .orElseGet(() -> new WidgetPage(experiment, frames.languages().of(ctx)));
  }
}
