package portside.lesson.reading;

import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ext.yaml.front.matter.YamlFrontMatterBlock;
import com.vladsch.flexmark.util.ast.Node;
import java.util.ArrayList;
import java.util.List;
import portside.cards.Card;
import portside.experiments.Register;
import portside.lesson.Beat;
import portside.lesson.Part;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.HtmlText;

/** Gathers the blocks of a text to beats. */
final class BeatReader {
  private final Register register;
  private final AroundText around;
  private final HtmlText html;
  private final CardReader cards;
  private final RepairReader repairs;
  private final TableReader tables;
  private final List<Beat> beats = new ArrayList<>();
  private List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean cardInSection;

  BeatReader(Register register, AroundText around, HtmlText html, Problems problems) {
    this.register = register;
    this.around = around;
    this.html = html;
    this.cards = new CardReader(register, html, problems);
    this.repairs = new RepairReader(cards, problems);
    this.tables = new TableReader(cards, html, problems);
  }

  /** Adds the next block of the text. */
  void add(Node node) {
    if (node instanceof YamlFrontMatterBlock) {
      return;
    }
    if (node instanceof Heading heading && heading.getLevel() <= 2) {
      endSection();
    }
    DirectiveKind kind =
        node instanceof Directive directive ? around.kind(directive).orElse(null) : null;
    if (kind == DirectiveKind.EXPERIMENT) {
      card((Directive) node);
    } else if (kind == DirectiveKind.CLAIM) {
      endText();
      cards.claim((Directive) node).map(Part.ClaimPart::new).ifPresent(parts::add);
    } else if (kind == DirectiveKind.REPAIR) {
      endText();
      repairs.repair((Directive) node).map(Part.RepairPart::new).ifPresent(parts::add);
    } else if (kind == DirectiveKind.TABLE) {
      endText();
      tables.table((Directive) node).map(Part.TablePart::new).ifPresent(parts::add);
    } else if (kind == DirectiveKind.NOTES) {
      endText();
      StringBuilder notes = new StringBuilder();
      node.getChildren().forEach(child -> notes.append(html.block(child)));
      parts.add(new Part.Notes(notes.toString()));
    } else {
      text.append(html.block(node));
    }
  }

  private void card(Directive directive) {
    endText();
    Card card = cards.card(directive, register.find(directive.name()).orElseThrow());
    beats.add(new Beat(List.copyOf(parts), card, List.of()));
    parts = new ArrayList<>();
    cardInSection = true;
  }

  /** Everything, once there are no more blocks. */
  List<Beat> end() {
    endSection();
    return List.copyOf(beats);
  }

  private void endSection() {
    endText();
    if (!parts.isEmpty()) {
      if (cardInSection) {
        beats.add(beats.remove(beats.size() - 1).withAfter(List.copyOf(parts)));
      } else {
        beats.add(new Beat(List.copyOf(parts), null, List.of()));
      }
      parts = new ArrayList<>();
    }
    cardInSection = false;
  }

  private void endText() {
    if (!text.isEmpty()) {
      parts.add(new Part.Html(text.toString()));
      text.setLength(0);
    }
  }
}
