package portside.lesson.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a directive may look like and where it may stand, one kind each; {@link LessonReader} says
 * what becomes of it.
 */
enum DirectiveKind {
  /** The name of an experiment: its card. */
  EXPERIMENT(Form.EITHER, Place.MARGIN, false, true, null),
  /** A sentence that an experiment tests. */
  CLAIM(Form.CONTAINER, Place.MARGIN, false, true, null),
  /** A sentence to repair. */
  REPAIR(Form.CONTAINER, Place.MARGIN, false, true, null),
  /** A comparison of what an experiment says with several parameters. */
  TABLE(Form.CONTAINER, Place.MARGIN, false, true, null),
  /** For the presenter only. */
  NOTES(Form.CONTAINER, Place.MARGIN, false, false, List.of()),
  /** A program of the lesson, shown from its file. */
  PROGRAM(Form.LEAF, Place.ANYWHERE, false, false, ProgramReader.ATTRIBUTES),
  /** A note or a warning. */
  ASIDE(Form.CONTAINER, Place.ANYWHERE, true, false, List.of());

  /** Whether it holds blocks. */
  enum Form {
    LEAF,
    CONTAINER,
    EITHER
  }

  /** Where it may stand. */
  enum Place {
    MARGIN,
    ANYWHERE
  }

  final Form form;
  final Place place;
  final boolean takesLabel;
  final boolean takesId;

  /** The attributes that it takes; null where they are the parameters of an experiment. */
  final @Nullable List<String> attributes;

  DirectiveKind(
      Form form,
      Place place,
      boolean takesLabel,
      boolean takesId,
      @Nullable List<String> attributes) {
    this.form = form;
    this.place = place;
    this.takesLabel = takesLabel;
    this.takesId = takesId;
    this.attributes = attributes;
  }
}
