package portside.lesson.reading;

import com.vladsch.flexmark.ast.BulletList;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ast.ListItem;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.util.ast.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.cards.Question;
import portside.cards.Question.Because;
import portside.cards.Question.Option;
import portside.experiments.Registered;
import portside.lesson.markdown.HtmlText;

/**
 * Reads what explains a question: blocks for every outcome, and a list whose items begin with the
 * outcome that they explain, {@code - [free] …}, {@code - [in-use|reserved] …}, {@code - [other]
 * …}.
 */
final class ExplanationReader {
  private final HtmlText html;
  private final Problems problems;

  ExplanationReader(HtmlText html, Problems problems) {
    this.html = html;
    this.problems = problems;
  }

  /** Whether a node is a list of which at least one item begins with an outcome. */
  static boolean isTied(Node node) {
    if (node instanceof BulletList) {
      for (Node item : node.getChildren()) {
        if (item instanceof ListItem && outcome(item) != null) {
          return true;
        }
      }
    }
    return false;
  }

  /** The {@code [outcome]} that an item begins with; CommonMark sees a link to nothing in it. */
  static @Nullable LinkRef outcome(Node item) {
    return item.getFirstChild() instanceof Paragraph paragraph
            && paragraph.getFirstChild() instanceof LinkRef ref
            && !ref.isDefined()
            && ref.getText().isEmpty()
        ? ref
        : null;
  }

  /** The explanations that are tied to outcomes, out of all blocks. */
  List<Because> because(List<Node> explanation, Registered<?, ?> experiment, List<Option> options) {
    List<Because> all = new ArrayList<>();
    for (Node list : explanation.stream().filter(ExplanationReader::isTied).toList()) {
      for (Node item : list.getChildren()) {
        LinkRef ref = outcome(item);
        if (ref == null) {
          problems.add(
              item,
              "this explains no outcome, and others of the list do",
              "begin it with - [outcome], or make it a paragraph");
        } else {
          all.add(because(item, ref, experiment, all));
        }
      }
      complete(list, options, all);
    }
    return all;
  }

  private Because because(
      Node item, LinkRef ref, Registered<?, ?> experiment, List<Because> before) {
    List<String> outcomes = Arrays.asList(ref.getReference().toString().split("\\|", -1));
    List<String> known = experiment.experiment().outcomes();
    for (String outcome : outcomes) {
      if (!known.contains(outcome) && !outcome.equals(Question.OTHER)) {
        problems.add(
            item,
            "unknown outcome " + Problems.shown(outcome) + " of " + experiment.name(),
            Problems.meant(outcome, known));
      } else if (before.stream().anyMatch(each -> each.outcomes().contains(outcome))) {
        problems.add(item, "the outcome " + outcome + " is explained twice", "keep one");
      }
    }
    ref.unlink();
    StringBuilder text = new StringBuilder();
    for (Node block : item.getChildren()) {
      text.append(
          block instanceof Paragraph paragraph
              ? "<p>" + html.inline(paragraph) + "</p>\n"
              : html.block(block));
    }
    if (text.toString().equals("<p></p>\n")) {
      problems.add(item, "the explanation has no words", "write why " + outcomes.get(0));
    }
    return new Because(outcomes, text.toString());
  }

  /** Whoever explains one of the outcomes that the question offers explains them all. */
  private void complete(Node list, List<Option> options, List<Because> because) {
    List<String> explained = because.stream().flatMap(each -> each.outcomes().stream()).toList();
    List<String> lacking =
        options.stream().map(Option::outcome).filter(each -> !explained.contains(each)).toList();
    if (!lacking.isEmpty() && !explained.contains(Question.OTHER)) {
      problems.add(
          list,
          "nothing explains the outcome " + String.join(", ", lacking),
          "add - [" + lacking.get(0) + "] and why, or - [other] for whatever else comes out");
    }
  }
}
