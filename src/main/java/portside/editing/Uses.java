package portside.editing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.cards.Card;
import portside.experiments.Parameters.Spec;
import portside.experiments.Registered;
import portside.lesson.Lesson;

/** Where the course runs a program: its cards, and the experiment that starts it alone. */
public final class Uses {
  private static final String RUNTIME = "runtime";
  private static final String PROGRAM = "program";
  private static final String MODE = "mode";
  private static final String PLAINLY = "run";

  private final List<Lesson> lessons;
  private final String place;

  /**
   * @param lessons the course in one language
   * @param place the program's lesson and file, such as {@code flask/hello.py}
   */
  Uses(List<Lesson> lessons, String place) {
    this.lessons = lessons;
    this.place = place;
  }

  /** A card that runs the program. */
  public record At(Lesson lesson, Card card) {}

  /**
   * How the program is started from its own page.
   *
   * @param values what has to be set; the rest has its defaults
   */
  record Start(Registered<?, ?> experiment, Map<String, String> values) {}

  /** The cards that run it, in the order of the course. */
  List<At> cards() {
    return all().stream().filter(at -> runs(at.card().experiment(), at.card().values())).toList();
  }

  /** How it is run alone; empty where no experiment of the course runs it. */
  Optional<Start> start() {
    return all().stream().flatMap(at -> starts(at.card()).stream()).findFirst();
  }

  private List<At> all() {
    List<At> all = new ArrayList<>();
    lessons.forEach(lesson -> lesson.cards().forEach(card -> all.add(new At(lesson, card))));
    return all;
  }

  private List<Start> starts(Card card) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> runtimes = List.of("");
    for (Spec spec : card.experiment().parameters().specs()) {
      if (spec.name().equals(PROGRAM)) {
        values.put(PROGRAM, card.complete().get(PROGRAM));
      } else if (spec.name().equals(RUNTIME)) {
        runtimes = spec.choices(); // the twin may have no card of its own
      } else if (spec.name().equals(MODE) && spec.choices().contains(PLAINLY)) {
        values.put(MODE, PLAINLY);
      }
    }
    List<Start> starts = new ArrayList<>();
    for (String runtime : runtimes) {
      Map<String, String> with = new LinkedHashMap<>(values);
      if (!runtime.isEmpty()) {
        with.put(RUNTIME, runtime);
      }
      if (runs(card.experiment(), with)) {
        starts.add(new Start(card.experiment(), with));
      }
    }
    return starts;
  }

  private boolean runs(Registered<?, ?> experiment, Map<String, String> values) {
    return experiment.program(values).filter(place::equals).isPresent();
  }
}
