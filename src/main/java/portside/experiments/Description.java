package portside.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.net.ThisComputer;

/** What an experiment takes and says, as the site and the command line list it in JSON. */
public final class Description {
  private Description() {}

  /**
   * Describes an experiment.
   *
   * @param lang the language of its sentences
   */
  public static Map<String, Object> of(Registered<?, ?> registered, String lang) {
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
