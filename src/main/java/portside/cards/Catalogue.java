package portside.cards;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.experiments.Evidence;
import portside.experiments.Experiment;
import portside.experiments.Missing;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.net.ThisComputer;
import portside.page.Json;
import portside.page.Languages;

/** The list of the experiments, made from the code. */
public final class Catalogue {
  private final Register register;
  private final Languages languages;

  public Catalogue(Register register, Languages languages) {
    this.register = register;
    this.languages = languages;
  }

  /** {@code GET /experiments}: each with its parameters and outcomes, and whether it runs here. */
  public void list(Context ctx) {
    String lang = languages.of(ctx);
    Json.answer(ctx, register.all().stream().map(each -> described(each, lang)).toList());
  }

  private static Map<String, Object> described(Registered<?, ?> registered, String lang) {
    Experiment<?, ?> experiment = registered.experiment();
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", experiment.name());
    described.put("title", registered.words(lang).get("title"));
    described.put("mayRun", experiment.mayRun());
    described.put("parameters", registered.parameters().specs());
    described.put("outcomes", experiment.outcomes());
    described.put("evidence", Evidence.fields(experiment.evidence()));
    List<String> actions = new ArrayList<>(experiment.actions().keySet());
    described.put("actions", actions);
    Optional<Missing> missing = registered.missing(Map.of(), ThisComputer.now());
    described.put("runsHere", missing.isEmpty());
    missing.ifPresent(m -> described.put("missing", m.in(registered.words(lang))));
    return described;
  }
}
