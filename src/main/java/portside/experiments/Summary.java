package portside.experiments;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portside.net.IpAddresses;
import portside.page.Words;

/** What came out of a run, in one sentence. */
public final class Summary {
  private Summary() {}

  /**
   * The sentence {@code outcome.<outcome>}, or {@link Experiment#said a better one}, its slots
   * filled by parameters and evidence. What was chosen from a list is said as the form says it:
   * TCP, not tcp.
   */
  public static String of(RunState run, String lang) {
    Words words = run.experiment().words(lang);
    Map<String, Object> values = chosen(run.values(), words);
    Map<String, @Nullable Object> visible = Evidence.visible(run.evidence(), run.sight());
    for (Evidence.Field field : Evidence.fields(run.experiment().experiment().evidence())) {
      Object value = visible.get(field.name());
      if (value instanceof InetAddress address) {
        values.put(field.name(), IpAddresses.text(address));
      } else if (value != null) {
        values.put(field.name(), said(value, field.unit()));
      }
    }
    Said said = run.experiment().experiment().said(run).orElse(null);
    if (said == null) {
      return words.get("outcome." + run.outcome(), values) + changed(run, lang);
    }
    values.putAll(said.values());
    return words.get("said." + said.key(), values) + changed(run, lang);
  }

  /** What a changed program did says nothing of the course's own. */
  private static String changed(RunState run, String lang) {
    String files =
        run.changed().stream()
            .map(program -> program.substring(program.lastIndexOf('/') + 1))
            .collect(Collectors.joining(", "));
    return files.isEmpty()
        ? ""
        : " " + Words.of("page", lang).get("changed.said", Map.of("files", files));
  }

  /**
   * The sentence {@code outcome.<outcome>} of a run that has not been, its slots filled by the
   * parameters; empty where it needs what only a run finds.
   */
  public static Optional<String> expected(
      Registered<?, ?> experiment, String outcome, Map<String, String> values, String lang) {
    Words words = experiment.words(lang);
    String key = "outcome." + outcome;
    return words
        .find(key)
        .map(sentence -> words.get(key, chosen(values, words)))
        .filter(sentence -> !sentence.contains("{"));
  }

  private static Map<String, Object> chosen(Map<String, String> parameters, Words words) {
    Map<String, Object> values = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) ->
            values.put(name, words.find("choice." + name + "." + value).orElse(value)));
    return values;
  }

  /** A time is said with its unit, which depends on how long it is. */
  private static Object said(Object value, @Nullable String unit) {
    Object shown = Digits.shown(value, unit);
    return "µs".equals(unit) ? shown + " " + Digits.unit(value, unit) : shown;
  }
}
