package portside.experiments.portmap;

import java.util.Map;
import java.util.TreeMap;
import portside.page.Json;
import portside.page.Words;

/** The words that the map's script says, as JSON: all keys that begin with {@code map.}. */
public final class MapWords {
  private static final String PREFIX = "map.";

  private MapWords() {}

  /** The words without their prefix, for an attribute of the map. */
  public static String json(Words words) {
    Map<String, String> said = new TreeMap<>();
    for (String key : words.keys()) {
      if (key.startsWith(PREFIX)) {
        said.put(key.substring(PREFIX.length()), words.get(key));
      }
    }
    return Json.write(said);
  }
}
