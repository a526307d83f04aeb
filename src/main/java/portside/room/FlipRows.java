package portside.room;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import portside.access.Person;

/** Writes and reads what the devices of a class found, see {@code tables/V2__flip.sql}. */
final class FlipRows {
  private FlipRows() {}

  static void round(Handle db, String inClass, int number, String bound, int port, Instant began) {
    db.execute(
        "INSERT OR IGNORE INTO flip (class, number, bound, port, began_at) VALUES (?, ?, ?, ?, ?)",
        inClass,
        number,
        bound,
        port,
        began.toEpochMilli());
  }

  static void found(Handle db, String inClass, int number, Person person, FlipRound.Found found) {
    db.execute(
        "INSERT OR REPLACE INTO flip_found (class, flip, person, mark, millis)"
            + " VALUES (?, ?, ?, ?, ?)",
        inClass,
        number,
        person.id(),
        found.mark(),
        found.millis());
  }

  static void whole(Handle db, String inClass, List<FlipRound> rounds) {
    for (FlipRound round : rounds) {
      round(db, inClass, round.number(), round.bound(), round.port(), round.beganAt());
      round.found().forEach((person, found) -> found(db, inClass, round.number(), person, found));
    }
  }

  /** Every round of a class, the first one first. */
  static List<FlipRound> of(Handle db, String inClass) {
    return db.createQuery("SELECT * FROM flip WHERE class = ? ORDER BY number")
        .bind(0, inClass)
        .mapToMap()
        .map(
            row ->
                new FlipRound(
                    (int) RowsRead.number(row.get("number")),
                    RowsRead.text(row, "bound"),
                    (int) RowsRead.number(row.get("port")),
                    RowsRead.time(row.get("began_at")),
                    found(db, inClass, RowsRead.number(row.get("number")))))
        .list();
  }

  private static Map<Person, FlipRound.Found> found(Handle db, String inClass, long number) {
    Map<Person, FlipRound.Found> found = new LinkedHashMap<>();
    db.createQuery("SELECT * FROM flip_found WHERE class = ? AND flip = ? ORDER BY rowid")
        .bind(0, inClass)
        .bind(1, number)
        .mapToMap()
        .forEach(
            row ->
                found.put(
                    new Person(RowsRead.text(row, "person")),
                    new FlipRound.Found(
                        RowsRead.text(row, "mark"),
                        row.get("millis") instanceof Number millis ? millis.intValue() : null)));
    return found;
  }
}
