package portside.lesson.reading;

import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.ext.yaml.front.matter.YamlFrontMatterBlock;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portside.cards.Card;
import portside.experiments.Register;
import portside.experiments.Registered;
import portside.lesson.Beat;
import portside.lesson.Lesson;
import portside.lesson.Part;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.HtmlText;
import portside.lesson.markdown.Markdown;
import portside.lesson.markdown.Surroundings;
import portside.net.AddressKind;
import portside.net.Once;
import portside.page.Html;
import portside.page.Urls;

/** Reads one file: a lesson in one language. Made for one text and used once. */
final class LessonReader implements Surroundings {
  private final Path folder;
  private final String name;
  private final String lang;
  private final Register register;
  private final Problems problems;
  private final HtmlText html = new HtmlText(this);
  private final ProgramReader programs;
  private final Set<Directive> broken = new HashSet<>();
  private final Ids ids;
  private final List<String> order = new ArrayList<>();
  private List<TextCheck.Target> targets = List.of();
  private @Nullable Headings headings;
  private Map<InetAddress, AddressKind> examples = Map.of();

  /**
   * A lesson, with what the course needs to check it against the others.
   *
   * @param file the file, as it is printed
   * @param lesson the lesson
   * @param ids the page's anchors, with the lines of those that the author gave
   * @param order the ids of cards and claims in their order
   * @param targets where the links point
   */
  record Read(
      String file, Lesson lesson, Ids ids, List<String> order, List<TextCheck.Target> targets) {}

  LessonReader(Path folder, String name, String lang, Register register, Problems problems) {
    this.folder = folder;
    this.name = name;
    this.lang = lang;
    this.register = register;
    this.problems = problems;
    this.programs = new ProgramReader(folder, problems);
    this.ids = new Ids(problems);
  }

  /**
   * Reads what the other pages say of the lesson; its body is read when it is first asked for.
   *
   * @return empty when the text cannot be read at all
   */
  Optional<Lesson> outline(int number, String text) {
    Optional<Markdown.TooMuch> tooMuch = Markdown.tooMuch(text);
    if (tooMuch.isPresent()) {
      problems.addLine(tooMuch.get().line(), tooMuch.get().what(), tooMuch.get().todo());
      return Optional.empty();
    }
    Document document = Markdown.parse(text);
    Optional<List<Node>> nodes = Markdown.nodes(document);
    if (nodes.isEmpty()) {
      problems.addLine(1, "the text is nested too deep", "write it flat");
      return Optional.empty();
    }
    FrontMatter front = FrontMatter.read(document, problems);
    examples = front.examples();
    Supplier<Lesson.Body> body = new Once<>(() -> body(document, nodes.get(), front.planned()));
    return Optional.of(
        new Lesson(
            number,
            name,
            lang,
            line(front, "title", front.title()),
            HtmlText.plain(Markdown.parse(front.title())),
            line(front, "lede", front.lede()),
            front.minutes(),
            front.goals().stream().map(goal -> line(front, "goals", goal)).toList(),
            front.planned(),
            experiments(document),
            body,
            folder));
  }

  private int experiments(Document document) {
    int found = 0;
    for (Node node : document.getChildren()) {
      if (node instanceof Directive directive && register.find(directive.name()).isPresent()) {
        found++;
      }
    }
    return found;
  }

  /** Reads the whole text, and finds what is wrong with it. */
  Optional<Read> read(int number, String file, String text) {
    return outline(number, text)
        .map(
            lesson -> {
              lesson.body().get();
              return new Read(file, lesson, ids, order, targets);
            });
  }

  private Lesson.Body body(Document document, List<Node> nodes, boolean planned) {
    Directives directives = new Directives(register, problems);
    targets = new TextCheck(folder, directives.names(), problems).check(document, nodes);
    for (Node node : nodes) {
      if (node instanceof Directive directive) {
        if (!directives.check(directive)) {
          broken.add(directive);
        } else if (directive.id() != null) {
          ids.take(directive.id(), directive);
        }
      }
    }
    headings = new Headings(nodes, ids);
    Body body = new Body();
    document.getChildren().forEach(body::add);
    List<Beat> beats = body.end();
    if (beats.isEmpty() && !planned) {
      problems.addLine(1, "the lesson has no text", "write it, or status: planned");
    }
    return new Lesson.Body(beats, headings.list());
  }

  /** A value of the front matter as inline HTML. */
  private String line(FrontMatter front, String key, String markdown) {
    if (markdown.isEmpty()) {
      return "";
    }
    Document document = Markdown.parse(markdown);
    if (document.getFirstChild() instanceof Paragraph paragraph
        && paragraph == document.getLastChild()
        && Markdown.nodes(document).isPresent()) {
      return html.inline(paragraph);
    }
    problems.addLine(front.line(key), key + " is not a line of text", "begin it with a word");
    return Html.escape(markdown);
  }

  /** Gathers blocks to beats. */
  private final class Body {
    private final CardReader cards = new CardReader(register, html, problems);
    private final List<Beat> beats = new ArrayList<>();
    private List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean cardInSection;

    void add(Node node) {
      if (node instanceof YamlFrontMatterBlock) {
        return;
      }
      if (node instanceof Heading heading && heading.getLevel() <= 2) {
        endSection();
      }
      if (!(node instanceof Directive directive) || broken.contains(directive)) {
        text.append(html.block(node));
        return;
      }
      Optional<Registered<?, ?>> experiment = register.find(directive.name());
      if (experiment.isPresent()) {
        endText();
        Card card = cards.card(directive, experiment.get());
        order.add(card.id());
        beats.add(new Beat(List.copyOf(parts), card, List.of()));
        parts = new ArrayList<>();
        cardInSection = true;
      } else if (directive.name().equals(Directives.CLAIM)) {
        endText();
        cards
            .claim(directive)
            .ifPresent(
                claim -> {
                  order.add(claim.id());
                  parts.add(new Part.ClaimPart(claim));
                });
      } else if (directive.name().equals(Directives.NOTES)) {
        endText();
        StringBuilder notes = new StringBuilder();
        directive.getChildren().forEach(child -> notes.append(html.block(child)));
        parts.add(new Part.Notes(notes.toString()));
      } else {
        text.append(html.block(node));
      }
    }

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

  @Override
  public String lang() {
    return lang;
  }

  @Override
  public Map<InetAddress, AddressKind> examples() {
    return examples;
  }

  @Override
  public String id(Heading heading) {
    return headings == null ? "" : headings.id(heading);
  }

  @Override
  public String link(String target) {
    return LinkCheck.url(lang, name, target);
  }

  @Override
  public Picture picture(String target) {
    return Pictures.of(folder.resolve(target), Urls.file(name, target));
  }

  @Override
  public Frame frame(Directive directive) {
    if (broken.contains(directive)) {
      return new Frame("", "");
    }
    if (directive.name().equals(Directives.PROGRAM)) {
      return new Frame(programs.html(directive), "");
    }
    String label = directive.line().label();
    return new Frame(
        "<div class=\"%s\" role=\"note\">".formatted(directive.name())
            + (label == null ? "" : "<p class=\"label\">" + Html.escape(label) + "</p>"),
        "</div>");
  }
}
