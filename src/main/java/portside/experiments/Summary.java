package portside.experiments;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Map<String, Object> values = new LinkedHashMap<>();
    run.values()
        .forEach(
            (name, value) ->
                values.put(name, words.find("choice." + name + "." + value).orElse(value)));
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
      return words.get("outcome." + run.outcome(), values);
    }
    values.putAll(said.values());
    return words.get("said." + said.key(), values);
  }

  /** A time is said with its unit, which depends on how long it is. */
  private static Object said(Object value, @Nullable String unit) {
    Object shown = Digits.shown(value, unit);
    return "µs".equals(unit) ? shown + " " + Digits.unit(value, unit) : shown;
  }
}
