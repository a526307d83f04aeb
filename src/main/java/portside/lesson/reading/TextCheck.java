package portside.lesson.reading;

import com.vladsch.flexmark.ast.AutoLink;
import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.HtmlBlockBase;
import com.vladsch.flexmark.ast.HtmlInlineBase;
import com.vladsch.flexmark.ast.Image;
import com.vladsch.flexmark.ast.ImageRef;
import com.vladsch.flexmark.ast.Link;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.ast.Text;
import com.vladsch.flexmark.ext.footnotes.Footnote;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import portside.lesson.markdown.Fence;
import portside.lesson.markdown.HtmlText;
import portside.page.Highlighter;

/** Finds what is wrong with plain Markdown, and collects the links for a later check. */
final class TextCheck {
  private static final Pattern LIKE_A_DIRECTIVE =
      Pattern.compile("(?m)^[ \\t]*(?:(:::+[^\\r\\n]*)|::([A-Za-z][A-Za-z0-9-]*)[^\\r\\n]*)");

  /** What generators of sites fill in, as Jekyll and MkDocs do. */
  private static final Pattern MACRO = Pattern.compile("\\{\\{.*}}|\\{%.*%}");

  private final Path folder;
  private final Collection<String> directives;
  private final Problems problems;
  private final List<Target> targets = new ArrayList<>();
  private int level = 1;

  /**
   * A link's target.
   *
   * @param line where it stands
   * @param target what it points at
   */
  record Target(int line, String target) {}

  /**
   * @param folder the lesson's folder, with its pictures
   * @param directives the names of all directives
   */
  TextCheck(Path folder, Collection<String> directives, Problems problems) {
    this.folder = folder;
    this.directives = directives;
    this.problems = problems;
  }

  /** Checks the nodes of a text and returns the targets of its links. */
  List<Target> check(Document document, List<Node> nodes) {
    for (Node node : nodes) {
      if (node instanceof Link link) {
        link(link, link.getUrl().unescape());
      } else if (node instanceof LinkRef link && link.isDefined()) {
        link(link, link.getReferenceNode(document).getUrl().unescape());
      } else if (node instanceof AutoLink link) {
        target(link, link.getText().toString());
      } else if (node instanceof com.vladsch.flexmark.ast.Heading heading) {
        heading(heading);
      } else if (node instanceof FencedCodeBlock code) {
        code(code);
      } else if (node instanceof Image image) {
        image(image);
      } else if (node instanceof ImageRef) {
        problems.add(node, "a picture by reference", "write ![what it shows](file.svg)");
      } else if (node instanceof Fence fence && fence.isStray()) {
        problems.add(
            node,
            "there is nothing that this fence could close",
            "remove it, or give it as many colons as its opening");
      } else if ((node instanceof HtmlBlockBase || node instanceof HtmlInlineBase)
          && !node.getChars().startsWith("</")) {
        problems.add(
            node,
            "raw HTML: " + Problems.shown(node.getChars().toString()),
            "write it in Markdown, or in `code` to show it");
      } else if (node instanceof Paragraph) {
        paragraph(node);
      } else if (node instanceof Text text && MACRO.matcher(text.getChars()).find()) {
        problems.add(
            node,
            "macros are not supported: " + Problems.shown(text.getChars().toString().strip()),
            "write out what it stands for, or put it in `code` to show it");
      } else if (node instanceof Footnote note && !note.isDefined()) {
        problems.add(
            node,
            "the footnote " + Problems.shown(note.getText().toString()) + " is written nowhere",
            "write [^" + note.getText() + "]: and its text on a line of its own");
      } else if (node instanceof Text text && text.getChars().toString().contains("**")) {
        problems.add(
            node,
            "** shows as it is",
            "bold cannot begin or end between a mark and a letter: leave the mark outside of it");
      }
    }
    return targets;
  }

  private void link(Node link, String target) {
    if (HtmlText.plain(link).isEmpty()) {
      problems.add(link, "a link without words", "write [where it leads](" + target + ")");
    }
    target(link, target);
  }

  private void target(Node link, String target) {
    targets.add(new Target(problems.line(link.getStartOffset()), target));
  }

  private void heading(com.vladsch.flexmark.ast.Heading heading) {
    if (!(heading.getParent() instanceof Document)) {
      problems.add(
          heading,
          "a heading inside of another block",
          "move it out; where --- was meant as a line, leave an empty line above it");
      return;
    }
    if (heading.getLevel() == 1) {
      problems.add(heading, "a heading of the first level", "the title is the first: write ##");
    } else if (heading.getLevel() > level + 1) {
      problems.add(
          heading, "the heading leaves out a level", "write " + "#".repeat(level + 1) + " here");
    }
    level = Math.max(2, heading.getLevel());
  }

  private void code(FencedCodeBlock code) {
    String language = code.getInfo().trim().toString();
    if (!language.isEmpty() && !Highlighter.knows(language)) {
      problems.add(
          code,
          "unknown language of code " + Problems.shown(language),
          Problems.meant(language, Highlighter.languages()));
    }
    if (code.getClosingMarker().isEmpty()) {
      problems.add(code, "the code is not closed", "end it with " + code.getOpeningMarker());
    }
  }

  private void image(Image image) {
    String file = image.getUrl().unescape();
    if (image.getText().isBlank()) {
      problems.add(image, "a picture without words", "write ![what it shows](" + file + ")");
    }
    if (!isFile(folder, file)) {
      problems.add(
          image,
          "there is no picture " + Problems.shown(file),
          "put it into the lesson's folder and write its name");
    }
  }

  private void paragraph(Node paragraph) {
    String text = paragraph.getChars().toString();
    if (!text.contains("::")) {
      return;
    }
    Matcher line = LIKE_A_DIRECTIVE.matcher(text);
    while (line.find()) {
      if (line.group(1) != null || directives.contains(line.group(2))) {
        problems.addAt(
            paragraph.getStartOffset() + line.start(),
            "this is no directive: " + Problems.shown(line.group()),
            "write ::name{key=value} on a line of its own, without a blank after the colons");
      }
    }
  }

  /** Whether a name is that of a file in the folder itself; a path out of it never is. */
  static boolean isFile(Path folder, String name) {
    return name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
        && Files.isRegularFile(folder.resolve(name));
  }
}
