package portside.cards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import portside.access.Access;
import portside.access.Caller;
import portside.experiments.Action;
import portside.experiments.BadInput;
import portside.experiments.Evidence;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Refused;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.experiments.RunState;
import portside.experiments.Summary;
import portside.net.ThisComputer;
import portside.page.Json;
import portside.page.Languages;
import portside.page.Templates;
import portside.page.Wants;
import portside.page.Words;
import portside.runs.Attachment;
import portside.runs.Runs;

/** The experiments over HTTP: the list, the widget alone, runs and their actions. */
public final class Endpoint {
  /** Longer than any experiment that does not wait for its reader. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A page shows progress sooner than a program gives up. */
  private static final Duration PAGE_PATIENCE = Duration.ofMillis(250);

  /** Without a script the page cannot follow, so that waiting a little longer is kinder. */
  private static final Duration FORM_PATIENCE = Duration.ofSeconds(3);

  /** An experiment that waits for an action takes it at once. */
  private static final Duration ACTION_PATIENCE = Duration.ofSeconds(1);

  /** Most runs end right after their answer; a page that knows it has nothing to follow or stop. */
  private static final Duration LAST_STEPS = Duration.ofMillis(50);

  private static final int LONGEST_FIELD = 4_000;

  /** What a link to a widget may say beside its parameters: the run to show, and the language. */
  private static final Set<String> NOT_PARAMETERS = Set.of("run", "lang");

  private final Register register;
  private final Runs runs;
  private final Pages pages;
  private final Cards cards;
  private final Templates templates;
  private final Languages languages;

  public Endpoint(
      Register register,
      Runs runs,
      Pages pages,
      Cards cards,
      Templates templates,
      Languages languages) {
    this.register = register;
    this.runs = runs;
    this.pages = pages;
    this.cards = cards;
    this.templates = templates;
    this.languages = languages;
  }

  /** {@code GET /experiments}: every experiment, from the code. */
  public void list(Context ctx) {
    ThisComputer here = ThisComputer.now();
    String lang = languages.of(ctx);
    List<Map<String, Object>> all = new ArrayList<>();
    for (Registered<?, ?> registered : register.all()) {
      Experiment<?, ?> experiment = registered.experiment();
      Map<String, Object> described = new LinkedHashMap<>();
      described.put("name", experiment.name());
      described.put("title", registered.words(lang).get("title"));
      described.put("mayRun", experiment.mayRun());
      described.put("parameters", registered.parameters().specs());
      described.put("outcomes", experiment.outcomes());
      described.put("evidence", Evidence.fields(experiment.evidence()));
      described.put("actions", new ArrayList<>(experiment.actions().keySet()));
      Optional<Missing> missing = registered.missing(Map.of(), here);
      described.put("runsHere", missing.isEmpty());
      missing.ifPresent(m -> described.put("missing", m.in(registered.words(lang))));
      all.add(described);
    }
    Json.answer(ctx, all);
  }

  /**
   * {@code GET /experiments/{name}}: the widget alone on a page. Its link may set parameters, such
   * as {@code ?port=8080}; nothing runs before the reader says so.
   */
  public void widget(Context ctx) {
    Registered<?, ?> experiment = experiment(ctx);
    Map<String, String> given = new LinkedHashMap<>();
    ctx.queryParamMap().forEach((name, values) -> given.put(bounded(name), bounded(values.get(0))));
    given.keySet().removeIf(name -> name.startsWith("_") || NOT_PARAMETERS.contains(name));
    experiment.complete(given); // refuses what the form would be refused for
    pages.show(ctx, new WidgetPage(experiment, languages.of(ctx), given), Shown.named(ctx, runs));
  }

  /**
   * {@code POST /experiments/{name}}: starts a run and answers in the form that was asked for. What
   * this computer lacks is shown in the card like any result; to a program that waits it is a 409.
   */
  public void run(Context ctx) {
    Registered<?, ?> experiment = experiment(ctx);
    Access.require(ctx, experiment.experiment().mayRun());
    Map<String, String> given = fields(ctx);
    given.keySet().removeIf(name -> name.startsWith("_"));
    RunState run = runs.start(experiment, given, Access.caller(ctx));
    String url = "/runs/" + run.id();
    if (Wants.fragment(ctx)) {
      ctx.future(() -> shown(run, PAGE_PATIENCE).thenAccept(s -> fragment(ctx, s)));
    } else if (Wants.html(ctx)) {
      ctx.future(
          () ->
              shown(run, FORM_PATIENCE)
                  .thenAccept(s -> pages.show(ctx, place(ctx, experiment), Shown.of(ctx, s))));
    } else if (Wants.async(ctx)) {
      ctx.status(202).header("Location", url);
      Json.answer(ctx, described(run, ctx));
    } else {
      ctx.future(
          () ->
              runs.answered(run.id(), PATIENCE)
                  .thenAccept(
                      state -> {
                        ctx.header("Location", url);
                        ctx.status(state.missing() == null ? 200 : 409);
                        Json.answer(ctx, described(state, ctx));
                      }));
    }
  }

  /** The run as a page shows it first: with its answer where that comes in time. */
  private CompletableFuture<RunState> shown(RunState run, Duration patience) {
    return runs.answered(run.id(), patience)
        .thenCompose(
            state ->
                state.settled()
                    ? runs.ended(run.id(), LAST_STEPS)
                    : CompletableFuture.completedFuture(state));
  }

  /**
   * The run once it has taken an action: the page shows what came of it, or what is there in time.
   */
  private CompletableFuture<RunState> changed(RunState before, long until) {
    RunState now = runs.find(before.id()).orElse(before);
    if (now.settled() && !before.settled()) {
      return runs.ended(now.id(), LAST_STEPS);
    }
    if (now.version() > before.version() || !now.alive() || System.nanoTime() > until) {
      return CompletableFuture.completedFuture(now);
    }
    return CompletableFuture.supplyAsync(
            () -> before, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
        .thenCompose(same -> changed(same, until));
  }

  /** {@code GET /runs/{id}}: the state of a run. */
  public void state(Context ctx) {
    answer(ctx, found(ctx));
  }

  /** {@code POST /runs/{id}/{action}}: {@code stop}, or what the experiment declares. */
  public void act(Context ctx) {
    RunState run = found(ctx);
    String action = ctx.pathParam("action");
    Access.require(ctx, run.experiment().mayAct(action));
    Caller caller = Access.caller(ctx);
    RunState after = runs.act(run.id(), new Action(action, fields(ctx), caller));
    if (Wants.fragment(ctx)) {
      ctx.status(204); // what it changes, the page hears of as of every change
    } else if (action.equals("stop")) {
      ctx.future(() -> runs.ended(run.id(), FORM_PATIENCE).thenAccept(state -> answer(ctx, state)));
    } else if (Wants.html(ctx)) {
      long until = System.nanoTime() + ACTION_PATIENCE.toNanos();
      ctx.future(() -> changed(run, until).thenAccept(state -> answer(ctx, state)));
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
    RunState run = runs.start(experiment, Map.of(), Access.caller(ctx));
    ctx.future(
        () ->
            runs.answered(run.id(), PATIENCE)
                .thenAccept(
                    state -> {
                      Map<String, Object> flat = new LinkedHashMap<>();
                      flat.put("outcome", state.outcome());
                      flat.putAll(Evidence.visible(state.evidence(), Access.role(ctx)));
                      Json.answer(ctx, flat);
                    }));
  }

  private void answer(Context ctx, RunState run) {
    if (Wants.fragment(ctx)) {
      fragment(ctx, run);
    } else if (Wants.html(ctx)) {
      pages.show(ctx, place(ctx, run.experiment()), Shown.of(ctx, run));
    } else {
      Json.answer(ctx, described(run, ctx));
    }
  }

  /** What of the page changes by the run: the result, the options, and each claim it settles. */
  private void fragment(Context ctx, RunState run) {
    Place place = place(ctx, run.experiment());
    Shown shown = Shown.of(ctx, run);
    CardView card =
        place.card(shown.at()).map(c -> cards.card(c, place, Access.role(ctx), shown)).orElse(null);
    List<ClaimView> claims =
        place.claims().stream()
            .filter(claim -> ClaimView.settledBy(claim, run))
            .map(claim -> cards.claim(claim, place, Access.role(ctx), shown))
            .toList();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("card", card);
    values.put("claims", claims);
    values.put("at", shown.at());
    templates.answer(ctx, "cards/fragment.jte", values);
  }

  private Map<String, Object> described(RunState run, Context ctx) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("run", run.id());
    body.put("experiment", run.experiment().name());
    body.put("parameters", run.values());
    body.put("outcome", run.outcome());
    body.put("evidence", Evidence.visible(run.evidence(), Access.role(ctx)));
    body.put(
        "summary", run.settled() ? Summary.of(run, languages.of(ctx), Access.role(ctx)) : null);
    body.put("alive", run.alive());
    body.put("part", run.part());
    if (run.missing() != null) {
      // In the words of every other error, since a program can do as little with it.
      String lang = languages.of(ctx);
      body.put("error", "missing." + run.missing().reason());
      body.put("what", Words.of("page", lang).get("missing.run"));
      body.put("todo", run.missing().in(run.experiment().words(lang)));
    }
    if (Access.role(ctx).may(run.experiment().experiment().mayRun())) {
      body.put("lines", run.lines());
      if (run.failure() != null) {
        body.put("failure", run.failure());
      }
    }
    return body;
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
    return Optional.ofNullable(Shown.field(ctx, "_page"))
        .flatMap(pages::find)
        .orElseGet(() -> new WidgetPage(experiment, languages.of(ctx)));
  }

  private static Map<String, String> fields(Context ctx) {
    return Wants.form(ctx) ? form(ctx) : json(ctx);
  }

  private static Map<String, String> form(Context ctx) {
    Map<String, String> fields = new LinkedHashMap<>();
    ctx.formParamMap().forEach((name, values) -> fields.put(bounded(name), bounded(values.get(0))));
    return fields;
  }

  private static Map<String, String> json(Context ctx) {
    Map<String, String> fields = new LinkedHashMap<>();
    String body = ctx.body();
    if (body.isBlank()) {
      return fields;
    }
    try {
      JsonNode tree = Json.read(body);
      if (!tree.isObject()) {
        throw new BadInput("not-an-object", Map.of());
      }
      tree.properties()
          .forEach(
              field -> fields.put(bounded(field.getKey()), text(field.getKey(), field.getValue())));
      return fields;
    } catch (JsonProcessingException e) {
      throw new BadInput("not-json", Map.of());
    }
  }

  private static String text(String name, JsonNode value) {
    if (value.isContainerNode() || value.isNull()) {
      throw new BadInput("not-a-value", Map.of("parameter", bounded(name)));
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? "on" : "off"; // the switches of EXPERIMENTS, as JSON says them
    }
    return bounded(value.asText());
  }

  private static String bounded(String text) {
    if (text.length() > LONGEST_FIELD) {
      throw new BadInput("field-too-long", Map.of("allowed", String.valueOf(LONGEST_FIELD)));
    }
    return text;
  }
}
