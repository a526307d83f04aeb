package portside.experiments;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.access.Role;
import portside.net.IpAddresses;

/** What came out of a run, in one sentence. */
final class Summary {
  private Summary() {}

  /** The sentence {@code outcome.<outcome>}, its slots filled by parameters and evidence. */
  static String of(RunState run, String lang, Role viewer) {
    Map<String, Object> values = new LinkedHashMap<>(run.values());
    Map<String, @Nullable Object> visible = Evidence.visible(run.evidence(), viewer);
    for (Evidence.Field field : Evidence.fields(run.experiment().experiment().evidence())) {
      Object value = visible.get(field.name());
      if (value instanceof InetAddress address) {
        values.put(field.name(), IpAddresses.text(address));
      } else if (value != null) {
        values.put(field.name(), Digits.shown(value, field.unit()));
      }
    }
    return Cards.words(run.experiment(), lang).get("outcome." + run.outcome(), values);
  }
}
