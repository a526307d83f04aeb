package portside.experiments.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portside.access.Crowd;
import portside.instruments.BrowserTries;
import portside.instruments.BrowserTry;

/** A row for each person and door: what that browser found last. */
final class BrowserTable {
  private final Crowd<Integer, Map<String, BrowserTry>> rows = new Crowd<>(BrowserTries.PERSONS);

  void add(BrowserTry found) {
    rows.of(found.person(), found.device(), LinkedHashMap::new).put(found.door().name(), found);
  }

  void clear() {
    rows.clear();
  }

  /** Every row, person by person in the order in which they first told anything. */
  List<BrowserTry> rows() {
    List<BrowserTry> all = new ArrayList<>();
    new TreeMap<>(rows.all()).values().forEach(ofOne -> all.addAll(ofOne.values()));
    return all;
  }
}
