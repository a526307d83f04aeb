package portside.lesson.reading;

import com.vladsch.flexmark.ast.Text;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.lesson.Heading;
import portside.lesson.markdown.HtmlText;

/**
 * The anchors of headings: the id that the author gives at the end, {@code ## Title {#id}}, or else
 * one made of the words. A made one gives way to every given one.
 */
final class Headings {
  private static final Pattern GIVEN = Pattern.compile("\\s*\\{#([A-Za-z][A-Za-z0-9-]*)}\\s*$");

  private final Map<Node, String> ids = new IdentityHashMap<>();
  private final List<Heading> list = new ArrayList<>();

  /**
   * @param nodes every node of the text
   * @param taken the ids of the page, by their line; the headings' own are added
   */
  Headings(List<Node> nodes, Ids taken) {
    List<com.vladsch.flexmark.ast.Heading> found =
        nodes.stream()
            .filter(com.vladsch.flexmark.ast.Heading.class::isInstance)
            .map(com.vladsch.flexmark.ast.Heading.class::cast)
            .filter(heading -> heading.getParent() instanceof Document)
            .toList();
    for (com.vladsch.flexmark.ast.Heading heading : found) {
      takeGiven(heading, taken);
    }
    for (com.vladsch.flexmark.ast.Heading heading : found) {
      String words = HtmlText.plain(heading);
      String id = ids.computeIfAbsent(heading, ignored -> taken.make(slug(words)));
      list.add(new Heading(id, words, heading.getLevel()));
    }
  }

  /** The heading's anchor. */
  String id(Node heading) {
    return ids.getOrDefault(heading, "");
  }

  /** The table of contents. */
  List<Heading> list() {
    return list;
  }

  private void takeGiven(com.vladsch.flexmark.ast.Heading heading, Ids taken) {
    if (heading.getLastChild() instanceof Text last) {
      BasedSequence text = last.getChars();
      Matcher given = GIVEN.matcher(text);
      if (given.find()) {
        taken.take(given.group(1), heading);
        ids.put(heading, given.group(1));
        last.setChars(text.subSequence(0, given.start()));
      }
    }
  }

  private static String slug(String words) {
    String slug =
        Normalizer.normalize(words, Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-|-$", "");
    return slug.isEmpty() ? "section" : slug;
  }
}
