package portside.lesson.reading;

import com.vladsch.flexmark.ast.BulletList;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.util.ast.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.cards.Claim;
import portside.cards.Repair;
import portside.experiments.Registered;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.HtmlText;

/**
 * Reads a sentence to repair: a claim with a gap, and the words that may stand there. An item of
 * the list begins with the outcomes under which the sentence then holds, and the parameters that
 * these words set, {@code - [second-fails secondProtocol=udp] words}.
 */
final class RepairReader {
  /** Where the words stand. */
  private static final String GAP = "___";

  private final CardReader cards;
  private final Problems problems;

  RepairReader(CardReader cards, Problems problems) {
    this.cards = cards;
    this.problems = problems;
  }

  /** The sentence of a directive, or empty when nobody can tell which experiment tests it. */
  Optional<Repair> repair(Directive directive) {
    String id = cards.id(directive, "the sentence");
    Map<String, String> values = new LinkedHashMap<>(directive.line().attributes());
    CardReader.Blocks blocks = cards.divide(directive, true);
    String[] around = (cards.sentence(directive, blocks.before()) + " ").split(GAP, -1);
    if (around.length != 2) {
      problems.add(
          directive,
          "the sentence has " + (around.length - 1) + " gaps",
          "write " + GAP + " once, where the words of the list are to stand");
    }
    if (blocks.explanation().isEmpty()) {
      problems.add(directive, "the true sentence is missing", "write it after ---");
    }
    return cards
        .tester(directive, "the sentence", values)
        .map(
            experiment ->
                new Repair(
                    id,
                    experiment,
                    around[0],
                    around.length > 1 ? around[1].stripTrailing() : "",
                    wordings(directive, blocks.options(), id, experiment, values),
                    cards.blocks(blocks.explanation())));
  }

  private List<Repair.Wording> wordings(
      Directive directive,
      @Nullable BulletList list,
      String id,
      Registered<?, ?> experiment,
      Map<String, String> common) {
    List<Repair.Wording> wordings = new ArrayList<>();
    if (list != null) {
      for (Node item : list.getChildren()) {
        wording(item, id, experiment, common).ifPresent(wordings::add);
      }
    }
    if (wordings.size() < 2) {
      problems.add(
          directive,
          "there is nothing to choose from",
          "list two wordings at least: - [outcome parameter=value] words");
    }
    return wordings;
  }

  private Optional<Repair.Wording> wording(
      Node item, String id, Registered<?, ?> experiment, Map<String, String> common) {
    LinkRef ref = CardReader.outcome(item);
    if (ref == null || item.getFirstChild() != item.getLastChild()) {
      problems.add(
          item, "the wording is not one line of text", "write - [outcome parameter=value] words");
      return Optional.empty();
    }
    String[] said = ref.getReference().toString().strip().split("\\s+");
    Map<String, String> values = new LinkedHashMap<>(common);
    for (int i = 1; i < said.length; i++) {
      String[] set = said[i].split("=", 2);
      values.put(set[0], set.length > 1 ? set[1] : "");
    }
    ref.unlink();
    String text = HtmlText.plain(item);
    if (text.isEmpty()) {
      problems.add(item, "the wording has no words", "write what stands in the gap");
    }
    return Optional.of(
        new Repair.Wording(
            text,
            Claim.of(
                id,
                experiment,
                cards.parameters(item, experiment, values),
                cards.expected(item, experiment, said[0]),
                text,
                "")));
  }
}
