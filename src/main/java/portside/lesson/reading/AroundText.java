package portside.lesson.reading;

import com.vladsch.flexmark.ast.Heading;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portside.lesson.markdown.Directive;
import portside.lesson.markdown.Surroundings;
import portside.net.AddressKind;
import portside.page.Html;
import portside.page.Urls;

/** What the HTML of a lesson's text depends on besides the text: its folder and its page. */
final class AroundText implements Surroundings {
  private static final Wrapper NOTHING = new Wrapper("", "");

  private final Path folder;
  private final String name;
  private final String lang;
  private final Directives directives;
  private final ProgramReader programs;
  private final Set<Directive> broken = new HashSet<>();
  private Map<InetAddress, AddressKind> examples = Map.of();
  private @Nullable Headings headings;

  AroundText(Path folder, String name, String lang, Directives directives, Problems problems) {
    this.folder = folder;
    this.name = name;
    this.lang = lang;
    this.directives = directives;
    this.programs = new ProgramReader(folder, problems);
  }

  void examples(Map<InetAddress, AddressKind> given) {
    examples = given;
  }

  void headings(Headings found) {
    headings = found;
  }

  /** Leaves a directive out that is not as it should be. */
  void leaveOut(Directive directive) {
    broken.add(directive);
  }

  /** What a directive is; empty for one that is left out. */
  Optional<DirectiveKind> kind(Directive directive) {
    return broken.contains(directive) ? Optional.empty() : directives.kind(directive);
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
  public Wrapper wrapper(Directive directive) {
    return switch (kind(directive).orElse(DirectiveKind.NOTES)) {
      case PROGRAM -> new Wrapper(programs.html(directive), "");
      case ASIDE -> aside(directive);
      case EXPERIMENT, CLAIM, REPAIR, TABLE, NOTES -> NOTHING;
    };
  }

  private static Wrapper aside(Directive directive) {
    String label = directive.line().label();
    return new Wrapper(
        "<div class=\"%s\" role=\"note\">".formatted(directive.name())
            + (label == null ? "" : "<p class=\"label\">" + Html.escape(label) + "</p>"),
        "</div>");
  }
}
