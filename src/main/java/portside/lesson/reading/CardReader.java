package portside.lesson.reading;

import com.vladsch.flexmark.ast.BulletList;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.ast.ThematicBreak;
import com.vladsch.flexmark.util.ast.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.cards.Card;
import portside.cards.Claim;
import portside.cards.Question;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.HtmlText;

/** Reads an experiment's directive to a card, and a claim's to a claim. */
final class CardReader {
  private final Register register;
  private final HtmlText html;
  private final Problems problems;
  private final ExplanationReader explanations;

  CardReader(Register register, HtmlText html, Problems problems) {
    this.register = register;
    this.html = html;
    this.problems = problems;
    this.explanations = new ExplanationReader(html, problems);
  }

  /** The blocks of a container, divided by its first thematic break and its list of options. */
  record Blocks(List<Node> before, @Nullable BulletList options, List<Node> explanation) {}

  /** An item of a list of outcomes: its words as HTML, and the same without mark-up. */
  record Option(String outcome, String html, String text) {}

  /** The card of an experiment's directive; always one, so that reading can go on. */
  Card card(Directive directive, Registered<?, ?> experiment) {
    Map<String, String> values = parameters(directive, experiment, directive.line().attributes());
    String id = id(directive, "the experiment " + experiment.name());
    if (!directive.isContainer()) {
      return Card.of(id, experiment, values, null);
    }
    Blocks blocks = divide(directive, true);
    List<Question.Option> options =
        blocks.options() == null
            ? List.of()
            : options(blocks.options(), experiment).stream()
                .map(option -> new Question.Option(option.outcome(), option.html()))
                .toList();
    if (blocks.options() != null && blocks.before().isEmpty()) {
      problems.add(directive, "there are options and no question", "ask it above the options");
    }
    // Before the outcomes are taken off the list's items, which a list is known by.
    List<Node> whatever =
        blocks.explanation().stream().filter(node -> !ExplanationReader.isTied(node)).toList();
    List<Question.Because> because =
        explanations.because(blocks.explanation(), experiment, options);
    return Card.of(
        id,
        experiment,
        values,
        new Question(blocks(blocks.before()), options, because, blocks(whatever)));
  }

  /** The claim of a directive, or empty when nobody can tell which experiment tests it. */
  Optional<Claim> claim(Directive directive) {
    String id = id(directive, "the claim");
    Map<String, String> values = new LinkedHashMap<>(directive.line().attributes());
    String expect = values.remove("expect");
    Blocks blocks = divide(directive, false);
    String sentence = sentence(directive, blocks.before());
    String explanation = blocks(blocks.explanation());
    return tester(directive, "the claim", values)
        .map(
            experiment ->
                Claim.of(
                    id,
                    experiment,
                    parameters(directive, experiment, values),
                    expected(directive, experiment, expect),
                    sentence,
                    explanation));
  }

  /**
   * What tests a sentence.
   *
   * @param values the directive's attributes, out of which its name is taken
   * @return empty when nobody can tell, which is reported
   */
  Optional<Registered<?, ?>> tester(Directive directive, String whose, Map<String, String> values) {
    String name = values.remove("experiment");
    if (name == null) {
      problems.add(
          directive, whose + " names no experiment", "write which one tests it: experiment=probe");
      return Optional.empty();
    }
    Optional<Registered<?, ?>> experiment = register.find(name);
    if (experiment.isEmpty()) {
      problems.add(
          directive,
          "unknown experiment " + Problems.shown(name),
          Problems.meant(name, register.all().stream().map(Registered::name).toList()));
    }
    return experiment;
  }

  /** The outcomes of a list such as {@code a|b} under which a sentence holds. */
  List<String> expected(Node at, Registered<?, ?> experiment, @Nullable String expect) {
    List<String> expected =
        expect == null ? List.of() : Arrays.stream(expect.split("\\|", -1)).toList();
    if (expected.isEmpty()) {
      problems.add(
          at,
          "the claim expects no outcome",
          "write the outcomes under which it holds: expect=a|b, out of "
              + String.join(", ", experiment.experiment().outcomes()));
    }
    outcomes(at, experiment, expected);
    return expected;
  }

  String id(Directive directive, String whose) {
    String id = directive.id();
    if (id == null) {
      problems.add(
          directive, whose + " has no id", "add one, the same in every language: {#a-short-name}");
    }
    return id == null ? "" : id;
  }

  /**
   * Judges parameters, one by one, so that the second mistake shows with the first.
   *
   * @return them, or none where one is not allowed, so that reading can go on
   */
  Map<String, String> parameters(Node at, Registered<?, ?> experiment, Map<String, String> values) {
    List<InputProblems.Sentence> wrong = new ArrayList<>();
    values.forEach(
        (name, value) ->
            InputProblems.judge(experiment, Map.of(name, value)).ifPresent(wrong::add));
    if (wrong.isEmpty()) {
      InputProblems.judge(experiment, values).ifPresent(wrong::add);
    }
    wrong.forEach(sentence -> problems.add(at, sentence.what(), sentence.todo()));
    return wrong.isEmpty() ? values : Map.of();
  }

  private void outcomes(Node at, Registered<?, ?> experiment, List<String> given) {
    List<String> known = experiment.experiment().outcomes();
    for (int i = 0; i < given.size(); i++) {
      String outcome = given.get(i);
      if (!known.contains(outcome)) {
        problems.add(
            at,
            "unknown outcome " + Problems.shown(outcome) + " of " + experiment.name(),
            Problems.meant(outcome, known));
      } else if (given.indexOf(outcome) < i) {
        problems.add(at, "the outcome " + outcome + " stands here twice", "keep one");
      }
    }
  }

  Blocks divide(Directive directive, boolean withOptions) {
    List<Node> before = new ArrayList<>();
    List<Node> explanation = new ArrayList<>();
    BulletList options = null;
    boolean explaining = false;
    for (Node child : directive.getChildren()) {
      if (explaining) {
        explanation.add(child);
      } else if (child instanceof ThematicBreak) {
        explaining = true;
      } else if (withOptions
          && options == null
          && child instanceof BulletList list
          && ExplanationReader.isTied(list)) {
        options = list;
      } else if (options != null) {
        problems.add(
            child, "there is text between the options and ---", "move it above or below them");
      } else {
        before.add(child);
      }
    }
    return new Blocks(before, options, explanation);
  }

  /** The options of a list, and what is wrong with them. */
  List<Option> options(BulletList list, Registered<?, ?> experiment) {
    List<Option> options = new ArrayList<>();
    for (Node item : list.getChildren()) {
      LinkRef ref = ExplanationReader.outcome(item);
      if (ref == null || item.getFirstChild() != item.getLastChild()) {
        problems.add(
            item, "the option is not one line of text", "write - [outcome] and what it means");
        continue;
      }
      String outcome = ref.getReference().toString();
      outcomes(item, experiment, List.of(outcome));
      if (options.stream().anyMatch(option -> option.outcome().equals(outcome))) {
        problems.add(item, "a second option for the outcome " + outcome, "keep one");
      }
      Paragraph paragraph = (Paragraph) item.getFirstChild();
      ref.unlink();
      String text = html.inline(paragraph);
      String plain = HtmlText.plain(paragraph);
      if (text.isEmpty()) {
        problems.add(item, "the option has no words", "write what " + outcome + " means");
      }
      options.add(new Option(outcome, text, plain));
    }
    if (options.size() < 2 && list.getFirstChild() == list.getLastChild()) {
      problems.add(list, "a prediction needs two options at least", "add one, or remove the list");
    }
    return options;
  }

  String sentence(Directive directive, List<Node> before) {
    if (before.size() == 1 && before.get(0) instanceof Paragraph paragraph) {
      return html.inline(paragraph);
    }
    problems.add(
        directive,
        "the claim is not one sentence",
        "write one paragraph, and what explains it after ---");
    return "";
  }

  String blocks(List<Node> nodes) {
    StringBuilder text = new StringBuilder();
    nodes.forEach(node -> text.append(html.block(node)));
    return text.toString();
  }
}
