package portside.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import portside.access.Person;

/** Reads a class out of its tables. */
final class RowsRead {
  private RowsRead() {}

  /** The class that is on, where there is one. */
  static Optional<Kept> on(Handle db) {
    return db.createQuery(
            "SELECT * FROM class WHERE ended_at IS NULL ORDER BY opened_at DESC LIMIT 1")
        .mapToMap()
        .findOne()
        .map(row -> kept(db, row));
  }

  /** A class that is on or has ended. */
  static Optional<Kept> of(Handle db, String id) {
    return db.createQuery("SELECT * FROM class WHERE id = ?")
        .bind(0, id)
        .mapToMap()
        .findOne()
        .map(row -> kept(db, row));
  }

  /** Every class that is kept, the latest one first. */
  static List<Sitting> all(Handle db) {
    return db.createQuery(
            "SELECT id, title, opened_at, ended_at,"
                + " (SELECT count(*) FROM member WHERE class = class.id) AS members,"
                + " (SELECT count(*) FROM member WHERE class = class.id AND name IS NOT NULL)"
                + " AS names, (SELECT count(*) FROM poll WHERE class = class.id) AS polls,"
                + " (SELECT count(*) FROM answer JOIN poll ON answer.poll = poll.id"
                + " WHERE poll.class = class.id) AS answers"
                + " FROM class ORDER BY opened_at DESC, rowid DESC")
        .mapToMap()
        .map(
            row ->
                new Sitting(
                    text(row, "id"),
                    text(row, "title"),
                    time(row.get("opened_at")),
                    row.get("ended_at") == null ? null : time(row.get("ended_at")),
                    (int) number(row.get("members")),
                    (int) number(row.get("names")),
                    (int) number(row.get("polls")),
                    (int) number(row.get("answers"))))
        .list();
  }

  private static Kept kept(Handle db, Map<String, Object> row) {
    String id = text(row, "id");
    Map<String, Ballots> ballots = new HashMap<>();
    List<Poll> polls = new ArrayList<>();
    for (Map<String, Object> each :
        db.createQuery("SELECT * FROM poll WHERE class = ? ORDER BY asked_at, rowid")
            .bind(0, id)
            .mapToMap()
            .list()) {
      Ballots chosen = ballots(db, text(each, "id"));
      ballots.put(text(each, "id"), chosen);
      polls.add(poll(db, each, chosen));
    }
    Poll last = polls.isEmpty() ? null : polls.remove(polls.size() - 1);
    if (last != null && last.phase() == Phase.RUNNING) {
      last = last.unsettledBy(); // the run ended with the Portside that it was of
    }
    Object lesson = row.get("lesson");
    ClassState state =
        new ClassState(
            id,
            text(row, "title"),
            text(row, "code"),
            time(row.get("opened_at")),
            number(row.get("version")),
            lesson == null ? null : new Placement((String) lesson, text(row, "anchor")),
            last,
            "",
            text(row, "invites"));
    return new Kept(state, members(db, id), polls, ballots, FlipRows.of(db, id));
  }

  private static List<Member> members(Handle db, String id) {
    return db.createQuery("SELECT * FROM member WHERE class = ? ORDER BY number")
        .bind(0, id)
        .mapToMap()
        .map(
            row ->
                new Member(
                    new Person(text(row, "person")),
                    (int) number(row.get("number")),
                    (String) row.get("name"),
                    time(row.get("joined_at")),
                    time(row.get("seen_at")),
                    number(row.get("following")) != 0))
        .list();
  }

  private static Ballots ballots(Handle db, String poll) {
    Ballots ballots = new Ballots();
    db.createQuery("SELECT round, person, choice FROM answer WHERE poll = ?")
        .bind(0, poll)
        .mapToMap()
        .forEach(
            row ->
                ballots.put(
                    (int) number(row.get("round")),
                    new Person(text(row, "person")),
                    text(row, "choice")));
    return ballots;
  }

  private static Poll poll(Handle db, Map<String, Object> row, Ballots ballots) {
    String id = text(row, "id");
    Map<String, String> parameters =
        pairs(db, "SELECT name, value FROM poll_parameter WHERE poll = ? ORDER BY ordinal", id);
    List<String> options =
        db.createQuery("SELECT outcome FROM poll_option WHERE poll = ? ORDER BY ordinal")
            .bind(0, id)
            .mapTo(String.class)
            .list();
    return new Poll(
        id,
        new Poll.Asked(
            text(row, "lesson"), text(row, "card"), text(row, "experiment"), parameters, options),
        time(row.get("asked_at")),
        Phase.valueOf(text(row, "phase")),
        rounds(db, id, ballots),
        (String) row.get("run"),
        measured(db, row),
        number(row.get("bars_hidden")) != 0,
        false);
  }

  private static List<Round> rounds(Handle db, String poll, Ballots ballots) {
    return db.createQuery("SELECT * FROM round WHERE poll = ? ORDER BY number")
        .bind(0, poll)
        .mapToMap()
        .map(
            row -> {
              int number = (int) number(row.get("number"));
              boolean closed = row.get("closed_at") != null;
              return new Round(
                  number,
                  time(row.get("opened_at")),
                  closed ? time(row.get("closed_at")) : null,
                  closed ? ballots.counts(number) : Map.of(),
                  closed ? ballots.changes(number) : List.of());
            })
        .list();
  }

  private static @Nullable Measured measured(Handle db, Map<String, Object> row) {
    return row.get("outcome") == null
        ? null
        : new Measured(
            text(row, "outcome"),
            pairs(
                db,
                "SELECT lang AS name, sentence AS value FROM poll_said WHERE poll = ?",
                text(row, "id")),
            text(row, "evidence"),
            time(row.get("measured_at")));
  }

  private static Map<String, String> pairs(Handle db, String query, String poll) {
    Map<String, String> pairs = new LinkedHashMap<>();
    db.createQuery(query)
        .bind(0, poll)
        .mapToMap()
        .forEach(row -> pairs.put(text(row, "name"), text(row, "value")));
    return pairs;
  }

  static String text(Map<String, Object> row, String column) {
    return String.valueOf(row.get(column));
  }

  static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  static Instant time(@Nullable Object value) {
    return Instant.ofEpochMilli(number(value));
  }
}
