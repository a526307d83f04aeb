package portside.lesson.reading;

import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import portside.experiments.Register;
import portside.lesson.Beat;
import portside.lesson.Lesson;
import portside.lesson.Part;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.HtmlText;
import portside.lesson.markdown.Markdown;
import portside.page.Html;

/** Reads one file: a lesson in one language. Made for one text and used once. */
final class LessonReader {
  private final Path folder;
  private final String name;
  private final String lang;
  private final Register register;
  private final Problems problems;
  private final Directives directives;
  private final AroundText around;
  private final HtmlText html;
  private final Ids ids;
  private List<TextCheck.Target> targets = List.of();

  /**
   * A lesson, with what the course needs to check it against the others.
   *
   * @param file the file, as it is printed
   * @param lesson the lesson
   * @param ids the page's anchors, with the lines of those that the author gave
   * @param order the ids of cards, claims and sentences to repair in their order
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
    this.directives = new Directives(register, problems);
    this.around = new AroundText(folder, name, lang, directives, problems);
    this.html = new HtmlText(around);
    this.ids = new Ids(problems);
  }

  /**
   * Reads the whole text, and finds what is wrong with it.
   *
   * @return empty when the text cannot be read at all
   */
  Optional<Read> read(int number, String file, String text) {
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
    around.examples(front.examples());
    int experiments = experiments(document);
    Lesson.Body body = body(document, nodes.get(), front.planned());
    Lesson lesson =
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
            front.guide(),
            experiments,
            () -> body,
            folder);
    return Optional.of(new Read(file, lesson, ids, order(lesson), targets));
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

  private static List<String> order(Lesson lesson) {
    List<String> order = new ArrayList<>();
    for (Beat beat : lesson.beats()) {
      claims(beat.text(), order);
      if (beat.card() != null) {
        order.add(beat.card().id());
      }
      claims(beat.after(), order);
    }
    return order;
  }

  private static void claims(List<Part> parts, List<String> order) {
    for (Part part : parts) {
      if (part instanceof Part.ClaimPart claim) {
        order.add(claim.claim().id());
      } else if (part instanceof Part.RepairPart repair) {
        order.add(repair.repair().id());
      } else if (part instanceof Part.TablePart table) {
        order.add(table.table().id());
      }
    }
  }

  private Lesson.Body body(Document document, List<Node> nodes, boolean planned) {
    targets = new TextCheck(folder, directives.names(), problems).check(document, nodes);
    for (Node node : nodes) {
      if (node instanceof Directive directive) {
        if (!directives.check(directive)) {
          around.leaveOut(directive);
        } else if (directive.id() != null) {
          ids.take(directive.id(), directive);
        }
      }
    }
    Headings headings = new Headings(nodes, ids);
    around.headings(headings);
    BeatReader reader = new BeatReader(register, around, html, problems);
    document.getChildren().forEach(reader::add);
    List<Beat> beats = reader.end();
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
}
