package portside.room;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import portside.access.Person;

/** Writes a class into its tables, which {@code tables/V1__class.sql} explains. */
final class Rows {
  /** It is there while a class is on, so that a start without one need not open the database. */
  private static final String IS_ON = "class-is-on";

  private Rows() {}

  static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }

  /** What everyone sees: the class and its question. */
  static void state(Handle db, ClassState state) {
    db.createUpdate(
            "INSERT INTO class (id, title, code, opened_at, version, lesson, anchor, invites)"
                + " VALUES (:id, :title, :code, :opened, :version, :lesson, :anchor, :invites)"
                + " ON CONFLICT (id) DO UPDATE SET version = excluded.version,"
                + " lesson = excluded.lesson, anchor = excluded.anchor,"
                + " invites = excluded.invites")
        .bind("id", state.id())
        .bind("title", state.title())
        .bind("code", state.code())
        .bind("opened", millis(state.openedAt()))
        .bind("version", state.version())
        .bind("lesson", state.place() == null ? null : state.place().lesson())
        .bind("anchor", state.place() == null ? null : state.place().anchor())
        .bind("invites", state.invites())
        .execute();
    if (state.poll() != null) {
      poll(db, state.id(), state.poll());
    }
  }

  private static void poll(Handle db, String inClass, Poll poll) {
    db.createUpdate(
            "INSERT INTO poll (id, class, lesson, card, experiment, asked_at, phase, bars_hidden,"
                + " run, outcome, evidence, measured_at) VALUES (:id, :class, :lesson, :card,"
                + " :experiment, :asked, :phase, :hidden, :run, :outcome, :evidence, :measured)"
                + " ON CONFLICT (id) DO UPDATE SET phase = excluded.phase,"
                + " bars_hidden = excluded.bars_hidden, run = excluded.run,"
                + " outcome = excluded.outcome, evidence = excluded.evidence,"
                + " measured_at = excluded.measured_at")
        .bind("id", poll.id())
        .bind("class", inClass)
        .bind("lesson", poll.asked().lesson())
        .bind("card", poll.asked().card())
        .bind("experiment", poll.asked().experiment())
        .bind("asked", millis(poll.askedAt()))
        .bind("phase", poll.phase().name())
        .bind("hidden", poll.barsHidden())
        .bind("run", poll.run())
        .bind("outcome", poll.measured() == null ? null : poll.measured().outcome())
        .bind("evidence", poll.measured() == null ? null : poll.measured().evidence())
        .bind("measured", poll.measured() == null ? null : millis(poll.measured().at()))
        .execute();
    list(db, poll);
    for (Round round : poll.rounds()) {
      db.createUpdate(
              "INSERT INTO round (poll, number, opened_at, closed_at)"
                  + " VALUES (:poll, :number, :opened, :closed)"
                  + " ON CONFLICT (poll, number) DO UPDATE SET closed_at = excluded.closed_at")
          .bind("poll", poll.id())
          .bind("number", round.number())
          .bind("opened", millis(round.openedAt()))
          .bind("closed", millis(round.closedAt()))
          .execute();
    }
  }

  private static void list(Handle db, Poll poll) {
    int at = 0;
    for (String outcome : poll.asked().options()) {
      db.execute("INSERT OR IGNORE INTO poll_option VALUES (?, ?, ?)", poll.id(), at++, outcome);
    }
    at = 0;
    for (Map.Entry<String, String> each : poll.asked().parameters().entrySet()) {
      db.execute(
          "INSERT OR IGNORE INTO poll_parameter (poll, name, value, ordinal) VALUES (?, ?, ?, ?)",
          poll.id(),
          each.getKey(),
          each.getValue(),
          at++);
    }
    if (poll.measured() != null) {
      poll.measured()
          .said()
          .forEach(
              (lang, sentence) ->
                  db.execute(
                      "INSERT OR REPLACE INTO poll_said VALUES (?, ?, ?)",
                      poll.id(),
                      lang,
                      sentence));
    }
  }

  static void member(Handle db, String inClass, Member member) {
    db.execute(
        "INSERT OR REPLACE INTO member (class, person, number, name, joined_at, seen_at, following)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        inClass,
        member.person().id(),
        member.number(),
        member.name(),
        millis(member.joinedAt()),
        millis(member.seenAt()),
        member.following());
  }

  static void noMember(Handle db, String inClass, Person person) {
    db.execute("DELETE FROM member WHERE class = ? AND person = ?", inClass, person.id());
  }

  static void answer(Handle db, String poll, int round, Person person, String choice, Instant now) {
    db.execute(
        "INSERT OR REPLACE INTO answer (poll, round, person, choice, answered_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        poll,
        round,
        person.id(),
        choice,
        millis(now));
  }

  static void noRound(Handle db, String poll, int round) {
    db.execute("DELETE FROM round WHERE poll = ? AND number = ?", poll, round);
  }

  static void noPoll(Handle db, String poll) {
    db.execute("DELETE FROM poll WHERE id = ?", poll);
  }

  /** Whatever belongs to it goes with it. */
  static void noClass(Handle db, String id) {
    db.execute("DELETE FROM class WHERE id = ?", id);
  }

  static void ended(Handle db, String inClass, Instant now) {
    db.execute("UPDATE class SET ended_at = ? WHERE id = ?", millis(now), inClass);
  }

  /** The whole class in the place of what was kept of it. */
  static void whole(Handle db, Kept kept) {
    Instant now = Moment.now();
    db.execute("DELETE FROM class WHERE id = ?", kept.state().id());
    state(db, kept.state().asking(null));
    kept.members().forEach(member -> member(db, kept.state().id(), member));
    FlipRows.whole(db, kept.state().id(), kept.flips());
    for (Poll poll : kept.polls()) {
      poll(db, kept.state().id(), poll);
      PreparedBatch answers =
          db.prepareBatch(
              "INSERT INTO answer (poll, round, person, choice, answered_at)"
                  + " VALUES (?, ?, ?, ?, ?)");
      for (Round round : poll.rounds()) {
        kept.ballots()
            .getOrDefault(poll.id(), new Ballots())
            .each(
                round.number(),
                (person, choice) ->
                    answers
                        .bind(0, poll.id())
                        .bind(1, round.number())
                        .bind(2, person.id())
                        .bind(3, choice)
                        .bind(4, millis(now))
                        .add());
      }
      if (answers.size() > 0) {
        answers.execute();
      }
    }
  }

  /** Whether a class was on when the last Portside with that data folder ended. */
  static boolean isMarked(@Nullable Path folder) {
    return folder != null && Files.exists(folder.resolve(IS_ON));
  }

  static void mark(@Nullable Path folder, boolean on) {
    if (folder == null) {
      return;
    }
    try {
      if (on && !isMarked(folder)) {
        Files.createFile(folder.resolve(IS_ON));
      } else if (!on) {
        Files.deleteIfExists(folder.resolve(IS_ON));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
