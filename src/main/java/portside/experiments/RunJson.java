package portside.experiments;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.access.Role;
import portside.page.Words;

/**
 * A run as JSON: the one form of it for HTTP and the command line. What a class keeps and exports
 * of a run has forms of its own in {@code room}; {@code GET /whoami} answers flat.
 */
public final class RunJson {
  private RunJson() {}

  /**
   * Describes a run.
   *
   * @param run already cut to what may be seen
   * @param lang the language of its sentences
   */
  public static Map<String, @Nullable Object> of(RunState run, String lang) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("run", run.id());
    body.put("experiment", run.experiment().name());
    body.put("parameters", run.values());
    body.put("outcome", run.outcome());
    body.put("evidence", Evidence.visible(run.evidence(), run.sight()));
    body.put("summary", run.settled() ? Summary.of(run, lang) : null);
    body.put("alive", run.alive());
    body.put("part", run.part());
    if (!run.changed().isEmpty()) {
      body.put("changed", run.changed());
    }
    if (run.missing() != null) {
      // In the words of every other error, since a program can do as little with it.
      body.put("error", "missing." + run.missing().reason());
      body.put("what", Words.of("page", lang).get("missing.run"));
      body.put("todo", run.missing().in(run.experiment().words(lang)));
    }
    if (run.sight().host() || run.experiment().experiment().mayRun() == Role.GUEST) {
      body.put("lines", run.lines());
      if (run.failure() != null) {
        body.put("failure", run.failure());
      }
    }
    return body;
  }
}
