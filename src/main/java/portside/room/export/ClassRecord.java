package portside.room.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.page.Json;
import portside.room.FlipRound;
import portside.room.Kept;
import portside.room.Measured;
import portside.room.Member;
import portside.room.Poll;
import portside.room.Round;

/**
 * A class to take along: what was predicted in each round, what was measured, and who was there.
 * The README describes the columns. It has numbers and the names that people gave, never the id of
 * a browser, by which it could be told again.
 */
public final class ClassRecord {
  /** What changes when a column does. */
  private static final int FORMAT = 1;

  private final Kept kept;

  /**
   * @param kept the class
   */
  public ClassRecord(Kept kept) {
    this.kept = kept;
  }

  /** A table of it. */
  public enum Table {
    /** One row for each prediction of each round. */
    PREDICTIONS,
    /** One row for each question, with what was measured. */
    OUTCOMES,
    /** One row for each who took part. */
    ATTENDANCE,
    /** One row for each device and each asking whether it reaches the demo server. */
    FLIP;

    /** The name of its file, without the ending. */
    public String word() {
      return Json.word(this);
    }
  }

  /** A table as a file for spreadsheets. */
  public byte[] csv(Table table) {
    Csv csv = new Csv();
    switch (table) {
      case PREDICTIONS -> predictions(csv);
      case OUTCOMES -> outcomes(csv);
      case ATTENDANCE -> attendance(csv);
      case FLIP -> flips(csv);
    }
    return csv.bytes();
  }

  private static List<@Nullable Object> cells(@Nullable Object... cells) {
    return Arrays.asList(cells);
  }

  private void predictions(Csv csv) {
    csv.row(cells("question", "lesson", "card", "round", "number", "name", "predicted", "right"));
    int question = 0;
    for (Poll poll : kept.polls()) {
      question++;
      for (Round round : poll.rounds()) {
        for (Member member : kept.members()) {
          String chosen = kept.choice(poll, round.number(), member.person()).orElse(null);
          if (chosen != null) {
            csv.row(
                cells(
                    question,
                    poll.asked().lesson(),
                    poll.asked().card(),
                    round.number(),
                    member.number(),
                    member.name(),
                    chosen,
                    right(poll, chosen)));
          }
        }
      }
    }
  }

  /** Whether what was predicted was measured; null where nothing was. */
  private static @Nullable Boolean right(Poll poll, String chosen) {
    Measured measured = poll.measured();
    return measured == null ? null : Boolean.valueOf(measured.outcome().equals(chosen));
  }

  private void outcomes(Csv csv) {
    csv.row(
        cells(
            "question",
            "lesson",
            "card",
            "experiment",
            "parameters",
            "asked_at",
            "rounds",
            "outcome",
            "measured_at",
            "evidence"));
    int question = 0;
    for (Poll poll : kept.polls()) {
      Measured measured = poll.measured();
      csv.row(
          cells(
              ++question,
              poll.asked().lesson(),
              poll.asked().card(),
              poll.asked().experiment(),
              Json.write(poll.asked().parameters()),
              time(poll.askedAt()),
              poll.rounds().size(),
              measured == null ? null : measured.outcome(),
              measured == null ? null : time(measured.at()),
              measured == null ? null : measured.evidence()));
    }
  }

  private void attendance(Csv csv) {
    csv.row(cells("number", "name", "joined_at", "last_at", "answers"));
    for (Member member : kept.members()) {
      csv.row(
          cells(
              member.number(),
              member.name(),
              time(member.joinedAt()),
              time(member.seenAt()),
              answers(member)));
    }
  }

  private void flips(Csv csv) {
    csv.row(cells("round", "bound", "port", "began_at", "number", "name", "mark", "ms"));
    for (FlipRound round : kept.flips()) {
      for (Member member : kept.members()) {
        FlipRound.Found found = round.found().get(member.person());
        if (found != null) {
          csv.row(
              cells(
                  round.number(),
                  round.bound(),
                  round.port(),
                  time(round.beganAt()),
                  member.number(),
                  member.name(),
                  found.mark(),
                  found.millis()));
        }
      }
    }
  }

  private int answers(Member member) {
    int answers = 0;
    for (Poll poll : kept.polls()) {
      for (Round round : poll.rounds()) {
        answers += kept.choice(poll, round.number(), member.person()).isPresent() ? 1 : 0;
      }
    }
    return answers;
  }

  /** Everything in one file for programs. */
  public byte[] json() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("format", FORMAT);
    all.put("title", kept.state().title());
    all.put("openedAt", time(kept.state().openedAt()));
    all.put("attendance", kept.members().stream().map(this::member).toList());
    all.put("questions", kept.polls().stream().map(this::question).toList());
    all.put("flip", kept.flips().stream().map(this::flip).toList());
    return (Json.pretty(all) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, @Nullable Object> member(Member member) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("number", member.number());
    row.put("name", member.name());
    row.put("joinedAt", time(member.joinedAt()));
    row.put("lastAt", time(member.seenAt()));
    row.put("answers", answers(member));
    return row;
  }

  private Map<String, @Nullable Object> question(Poll poll) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("lesson", poll.asked().lesson());
    row.put("card", poll.asked().card());
    row.put("experiment", poll.asked().experiment());
    row.put("parameters", poll.asked().parameters());
    row.put("options", poll.asked().options());
    row.put("askedAt", time(poll.askedAt()));
    row.put("rounds", poll.rounds().stream().map(round -> round(poll, round)).toList());
    Measured measured = poll.measured();
    if (measured != null) {
      Map<String, @Nullable Object> found = new LinkedHashMap<>();
      found.put("outcome", measured.outcome());
      found.put("said", measured.said());
      found.put("at", time(measured.at()));
      found.put("evidence", tree(measured.evidence()));
      row.put("measured", found);
    }
    return row;
  }

  private Map<String, @Nullable Object> round(Poll poll, Round round) {
    List<Map<String, Object>> predictions = new ArrayList<>();
    for (Member member : kept.members()) {
      kept.choice(poll, round.number(), member.person())
          .ifPresent(
              chosen -> predictions.add(Map.of("number", member.number(), "predicted", chosen)));
    }
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("round", round.number());
    row.put("openedAt", time(round.openedAt()));
    row.put("closedAt", round.closedAt() == null ? null : time(round.closedAt()));
    row.put("predictions", predictions);
    return row;
  }

  private Map<String, @Nullable Object> flip(FlipRound round) {
    List<Map<String, @Nullable Object>> devices = new ArrayList<>();
    for (Member member : kept.members()) {
      FlipRound.Found found = round.found().get(member.person());
      if (found != null) {
        Map<String, @Nullable Object> device = new LinkedHashMap<>();
        device.put("number", member.number());
        device.put("mark", found.mark());
        device.put("ms", found.millis());
        devices.add(device);
      }
    }
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("round", round.number());
    row.put("bound", round.bound());
    row.put("port", round.port());
    row.put("beganAt", time(round.beganAt()));
    row.put("devices", devices);
    return row;
  }

  private static Object tree(String json) {
    try {
      return Json.read(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
      return json;
    }
  }

  /** Seconds are as much as anybody wants, and the zone is said: {@code 2026-11-26T02:00:00Z}. */
  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
