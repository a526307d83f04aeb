package portside.cards;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.access.Role;
import portside.cards.Question.Because;
import portside.experiments.Missing;
import portside.experiments.Parameters;
import portside.experiments.RunState;
import portside.experiments.Summary;
import portside.page.Html;
import portside.page.Json;
import portside.page.Words;

/**
 * A card as one reader sees it now.
 *
 * @param card the card
 * @param frame the frame's words
 * @param words the experiment's words
 * @param lang the language
 * @param reader who looks at it
 * @param page the path of the page that it stands on
 * @param run the run to show, cut to what the reader may see; null before any
 * @param prediction the outcome that the reader predicted, or null
 * @param missing why it cannot run here, or null
 * @param before what the experiment's own template shows before any run; may be nothing
 * @param evidence the run's evidence as the experiment's own template shows it, or null
 * @param script whether the widget has a script of its own
 * @param asks whether there is a class that its question can be asked to
 * @param asked whether the class is asked it now
 */
public record CardView(
    Card card,
    Words frame,
    Words words,
    String lang,
    Reader reader,
    String page,
    @Nullable RunState run,
    @Nullable String prediction,
    @Nullable Missing missing,
    Content before,
    @Nullable Content evidence,
    boolean script,
    boolean asks,
    boolean asked) {

  /**
   * One of the answers that may be predicted.
   *
   * @param outcome the outcome that it predicts
   * @param html its words
   * @param mine whether the reader chose it
   * @param actual whether it is what came out
   */
  public record OptionView(String outcome, String html, boolean mine, boolean actual) {}

  /**
   * A parameter that the reader may set.
   *
   * @param value what the form shows: what the reader gave, or what the page sets
   */
  public record Field(Parameters.Spec spec, String label, String value) {}

  /** The experiment's one name. */
  public String name() {
    return card.experiment().name();
  }

  /**
   * Whether this reader may run it, and it can run here. What a bare widget misses may be missing
   * for some of its parameters only, which the reader may change.
   */
  public boolean canRun() {
    return mayRun() && (missing == null || (!card.asks() && !fields().isEmpty()));
  }

  /** Whether this reader may ask a class its question. */
  public boolean mayAsk() {
    return asks && reader.role() == Role.HOST && card.question() != null && canRun();
  }

  /** Whether this reader may run it. */
  public boolean mayRun() {
    return reader.role().may(card.experiment().experiment().mayRun());
  }

  /** The word of what runs it. A guest asks Portside, whose computer is not theirs. */
  public String toRun() {
    return run != null ? "run.again" : reader.role() == Role.HOST ? "run" : "run.guest";
  }

  /** The answers that may be predicted, empty for a bare widget. */
  public List<OptionView> options() {
    if (!card.asks()) {
      return List.of();
    }
    String outcome = isAnswer() ? run.outcome() : null;
    return card.question().options().stream()
        .map(
            option ->
                new OptionView(
                    option.outcome(),
                    option.html(),
                    option.outcome().equals(prediction),
                    option.outcome().equals(outcome)))
        .toList();
  }

  /** The parameters that the reader may set: all, or none where something is to be predicted. */
  public List<Field> fields() {
    if (card.asks()) {
      return List.of();
    }
    Map<String, String> values = new LinkedHashMap<>(card.complete());
    if (run != null) {
      values.putAll(run.values());
    }
    List<Field> fields = new ArrayList<>();
    for (Parameters.Spec spec : card.experiment().parameters().specs()) {
      fields.add(new Field(spec, words.get("parameter." + spec.name()), values.get(spec.name())));
    }
    return fields;
  }

  /** The parameters that a question fixes, as its form sends them. */
  public Map<String, String> fixed() {
    return card.asks() ? card.values() : Map.of();
  }

  /** Whether the run had the parameters that were asked about. */
  private boolean isAnswer() {
    return run != null && run.values().equals(card.complete());
  }

  /**
   * Whether the reader's prediction came true; null where there is none, no outcome, a run with
   * other parameters, or nothing to run with, which tells nothing of what was asked.
   */
  public @Nullable Boolean right() {
    if (prediction == null || !isAnswer() || run.outcome() == null) {
      return null;
    }
    boolean same = prediction.equals(run.outcome());
    return !same && Missing.tellsNothing(run.outcome()) ? null : Boolean.valueOf(same);
  }

  /** The words of what the reader predicted, of the option as HTML; empty without a prediction. */
  public Optional<String> predicted() {
    return prediction == null ? Optional.empty() : card.question().option(prediction);
  }

  /** The words of the option that came out, as HTML; empty where none says so. */
  public Optional<String> actual() {
    return isAnswer() && run.outcome() != null && card.question() != null
        ? card.question().option(run.outcome())
        : Optional.empty();
  }

  /** Whether there is an explanation to read. */
  public boolean explains() {
    return card.question() != null && card.question().explains();
  }

  /**
   * What explains what came out; null where nothing does, or nothing has. A run with parameters
   * that the reader changed is explained where none were fixed by a question.
   */
  public @Nullable Because because() {
    boolean meant = isAnswer() || (run != null && !card.asks());
    return meant && run.outcome() != null && card.question() != null
        ? card.question().because(run.outcome()).orElse(null)
        : null;
  }

  /** What explains what did not come out. */
  public List<Because> otherwise() {
    Because here = because();
    return card.question().because().stream().filter(each -> each != here).toList();
  }

  /**
   * What an explanation belongs to, as HTML: the words of the options, or the sentence of the
   * outcome where nothing is to be predicted. May be empty.
   */
  public List<String> explained(Because because) {
    Map<String, String> values = run == null ? card.complete() : run.values();
    return because.outcomes().stream()
        .flatMap(
            each ->
                (card.asks()
                        ? card.question().option(each)
                        : Summary.expected(card.experiment(), each, values, lang).map(Html::escape))
                    .stream())
        .toList();
  }

  /** What a page sends to see its run as it is shown here, but newer: as JSON. */
  public String fieldsToFollow() {
    Map<String, String> fields = new LinkedHashMap<>(Map.of("_page", page, "_card", card.id()));
    if (run != null && run.moment() != null) {
      fields.put("_moment", run.moment().toString());
    }
    return Json.write(fields);
  }

  /** Whether the way to stop it stands among the evidence. */
  public boolean stopsItself() {
    return evidence != null && card.experiment().experiment().isWorkbench();
  }

  /** Whether the evidence stands before the explanation, for the reader goes on with it. */
  public boolean evidenceFirst() {
    return run != null && (run.outcome() == null || card.experiment().experiment().isWorkbench());
  }

  /**
   * Where a page without a script sees how far the run is. No two links are alike, for a browser
   * that is at an address with a fragment does not ask for the same one again.
   */
  public String lookAgain() {
    // Ids are plain words, so that nothing has to be encoded.
    return "%s?run=%s&_card=%s&_at=%d#%3$s"
        .formatted(page, run == null ? "" : run.id(), card.id(), System.nanoTime());
  }

  /** What came out, in one sentence; null while it is not known. */
  public @Nullable String said() {
    return run == null || run.outcome() == null ? null : Summary.of(run, lang);
  }
}
