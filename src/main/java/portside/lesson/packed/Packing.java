package portside.lesson.packed;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.cards.Card;
import portside.cards.Claim;
import portside.cards.Question;
import portside.cards.Repair;
import portside.cards.Table;
import portside.lesson.Beat;
import portside.lesson.Heading;
import portside.lesson.Lesson;
import portside.lesson.Part;

/** Writes what {@link Unpacking} reads: value after value, in the order of their records. */
final class Packing {
  static final int HTML = 0;
  static final int CLAIM = 1;
  static final int REPAIR = 2;
  static final int TABLE = 3;
  static final int NOTES = 4;

  private final DataOutputStream out;

  Packing(DataOutputStream out) {
    this.out = out;
  }

  /** Writes one value. */
  interface Writer<T> {
    void write(T value) throws IOException;
  }

  void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  <T> void list(List<T> values, Writer<T> writer) throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(value);
    }
  }

  /** What may be read later, and is passed over until then. */
  void part(Writer<Packing> writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(new Packing(new DataOutputStream(bytes)));
    out.writeInt(bytes.size());
    bytes.writeTo(out);
  }

  void lesson(Lesson lesson) throws IOException {
    out.writeInt(lesson.number());
    text(lesson.name());
    text(lesson.lang());
    text(lesson.title());
    text(lesson.titleText());
    text(lesson.lede());
    out.writeInt(lesson.minutes());
    list(lesson.goals(), this::text);
    out.writeBoolean(lesson.planned());
    out.writeBoolean(lesson.guide());
    out.writeInt(lesson.experiments());
    part(body -> body.body(lesson.body().get()));
  }

  private void body(Lesson.Body body) throws IOException {
    list(body.beats(), this::beat);
    list(body.headings(), this::heading);
  }

  private void heading(Heading heading) throws IOException {
    text(heading.id());
    text(heading.text());
    out.writeInt(heading.level());
  }

  private void beat(Beat beat) throws IOException {
    list(beat.text(), this::piece);
    maybe(beat.card(), this::card);
    list(beat.after(), this::piece);
  }

  private <T> void maybe(@Nullable T value, Writer<T> writer) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      writer.write(value);
    }
  }

  private void piece(Part part) throws IOException {
    if (part instanceof Part.Html html) {
      out.writeByte(HTML);
      text(html.html());
    } else if (part instanceof Part.ClaimPart claim) {
      out.writeByte(CLAIM);
      claim(claim.claim());
    } else if (part instanceof Part.RepairPart repair) {
      out.writeByte(REPAIR);
      repair(repair.repair());
    } else if (part instanceof Part.TablePart table) {
      out.writeByte(TABLE);
      table(table.table());
    } else if (part instanceof Part.Notes notes) {
      out.writeByte(NOTES);
      text(notes.html());
    } else {
      throw new IllegalArgumentException("no part of a page is a " + part.getClass());
    }
  }

  private void values(Map<String, String> values) throws IOException {
    list(
        List.copyOf(values.entrySet()),
        entry -> {
          text(entry.getKey());
          text(entry.getValue());
        });
  }

  private void card(Card card) throws IOException {
    text(card.id());
    text(card.experiment().name());
    values(card.values());
    values(card.complete());
    maybe(card.question(), this::question);
  }

  private void question(Question question) throws IOException {
    text(question.html());
    list(
        question.options(),
        option -> {
          text(option.outcome());
          text(option.html());
        });
    list(
        question.because(),
        because -> {
          list(because.outcomes(), this::text);
          text(because.html());
        });
    text(question.explanation());
  }

  private void claim(Claim claim) throws IOException {
    text(claim.id());
    text(claim.experiment().name());
    values(claim.values());
    values(claim.complete());
    list(claim.expected(), this::text);
    text(claim.html());
    text(claim.explanation());
  }

  private void repair(Repair repair) throws IOException {
    text(repair.id());
    text(repair.experiment().name());
    text(repair.before());
    text(repair.after());
    list(
        repair.wordings(),
        wording -> {
          text(wording.text());
          claim(wording.claim());
        });
    text(repair.truth());
  }

  private void table(Table table) throws IOException {
    text(table.id());
    text(table.experiment().name());
    text(table.html());
    list(
        table.options(),
        option -> {
          text(option.outcome());
          text(option.text());
        });
    list(table.columns(), this::heading);
    list(table.rows(), this::heading);
    list(
        table.cells(),
        row ->
            list(
                row,
                cell -> {
                  values(cell.values());
                  values(cell.complete());
                }));
    text(table.explanation());
  }

  private void heading(Table.Heading heading) throws IOException {
    text(heading.html());
    text(heading.text());
  }
}
