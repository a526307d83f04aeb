package portside.lesson.packed;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portside.cards.Card;
import portside.cards.Claim;
import portside.cards.Question;
import portside.cards.Repair;
import portside.cards.Table;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.lesson.Beat;
import portside.lesson.Heading;
import portside.lesson.Lesson;
import portside.lesson.Part;
import portside.net.Once;

/** Reads what {@link Packing} writes. */
final class Unpacking {
  private final DataInputStream in;
  private final Path content;
  private final Register register;

  private Unpacking(byte[] packed, Path content, Register register) {
    this.in = new DataInputStream(new ByteArrayInputStream(packed));
    this.content = content;
    this.register = register;
  }

  static Unpacking of(byte[] packed, Path content, Register register) {
    return new Unpacking(packed, content, register);
  }

  /** Reads one value. */
  interface Reader<T> {
    T read() throws IOException;
  }

  /** Reads one value out of a part. */
  interface PartReader<T> {
    T read(Unpacking part) throws IOException;
  }

  String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private byte[] bytes() throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  <T> List<T> list(Reader<T> reader) throws IOException {
    int size = in.readInt();
    List<T> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(reader.read());
    }
    return Collections.unmodifiableList(values);
  }

  /** What is read when it is first asked for. */
  <T> Supplier<T> part(PartReader<T> reader) throws IOException {
    byte[] bytes = bytes();
    return new Once<>(
        () -> {
          try {
            return reader.read(new Unpacking(bytes, content, register));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  Lesson lesson() throws IOException {
    int number = in.readInt();
    String name = text();
    return new Lesson(
        number,
        name,
        text(),
        text(),
        text(),
        text(),
        in.readInt(),
        list(this::text),
        in.readBoolean(),
        in.readBoolean(),
        in.readInt(),
        part(Unpacking::body),
        content.resolve(name));
  }

  private Lesson.Body body() throws IOException {
    return new Lesson.Body(list(this::beat), list(this::heading));
  }

  private Heading heading() throws IOException {
    return new Heading(text(), text(), in.readInt());
  }

  private Beat beat() throws IOException {
    return new Beat(list(this::piece), maybe(this::card), list(this::piece));
  }

  private <T> @Nullable T maybe(Reader<T> reader) throws IOException {
    return in.readBoolean() ? reader.read() : null;
  }

  private Part piece() throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case Packing.HTML -> new Part.Html(text());
      case Packing.CLAIM -> new Part.ClaimPart(claim());
      case Packing.REPAIR -> new Part.RepairPart(repair());
      case Packing.TABLE -> new Part.TablePart(table());
      case Packing.NOTES -> new Part.Notes(text());
      default -> throw new IOException("no part of a page is of kind " + kind);
    };
  }

  private Map<String, String> values() throws IOException {
    int size = in.readInt();
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      values.put(text(), text());
    }
    return Collections.unmodifiableMap(values);
  }

  private Registered<?, ?> experiment() throws IOException {
    String name = text();
    return register
        .find(name)
        .orElseThrow(() -> new IOException("the course shows " + name + ", which is not there"));
  }

  private Card card() throws IOException {
    return new Card(text(), experiment(), values(), values(), maybe(this::question));
  }

  private Question question() throws IOException {
    return new Question(
        text(),
        list(() -> new Question.Option(text(), text())),
        list(() -> new Question.Because(list(this::text), text())),
        text());
  }

  private Claim claim() throws IOException {
    return new Claim(text(), experiment(), values(), values(), list(this::text), text(), text());
  }

  private Repair repair() throws IOException {
    return new Repair(
        text(),
        experiment(),
        text(),
        text(),
        list(() -> new Repair.Wording(text(), claim())),
        text());
  }

  private Table table() throws IOException {
    return new Table(
        text(),
        experiment(),
        text(),
        list(() -> new Table.Option(text(), text())),
        list(() -> new Table.Heading(text(), text())),
        list(() -> new Table.Heading(text(), text())),
        list(() -> list(() -> new Table.Cell(values(), values()))),
        text());
  }
}
