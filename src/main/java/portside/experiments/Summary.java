package portside.experiments;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import portside.access.Role;
import portside.net.IpAddresses;

/** What came out of a run, in one sentence. */
final class Summary {
  private Summary() {}

  /** The sentence {@code outcome.<outcome>}, its slots filled by parameters and evidence. */
  static String of(RunState run, String lang, Role viewer) {
    Map<String, Object> values = new LinkedHashMap<>(run.values());
    Evidence.visible(run.evidence(), viewer)
        .forEach(
            (name, value) -> {
              if (value != null) {
                values.put(
                    name, value instanceof InetAddress address ? IpAddresses.text(address) : value);
              }
            });
    return Cards.words(run.experiment(), lang).get("outcome." + run.outcome(), values);
  }
}
