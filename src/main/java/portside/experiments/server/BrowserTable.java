package portside.experiments.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portside.instruments.BrowserTries;
import portside.instruments.BrowserTry;

/**
 * A row for each person and door: what that browser found last. Whoever has told nothing for the
 * longest time gives way where there are too many.
 */
final class BrowserTable {
  private final Map<Integer, Map<String, BrowserTry>> rows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Map<String, BrowserTry>> eldest) {
          return size() > BrowserTries.PERSONS;
        }
      };

  void add(BrowserTry found) {
    rows.computeIfAbsent(found.person(), person -> new LinkedHashMap<>())
        .put(found.door().name(), found);
  }

  void clear() {
    rows.clear();
  }

  /** Every row, person by person in the order in which they first told anything. */
  List<BrowserTry> rows() {
    List<BrowserTry> all = new ArrayList<>();
    new TreeMap<>(rows).values().forEach(ofOne -> all.addAll(ofOne.values()));
    return all;
  }
}
