package portside.lesson.markdown;

import com.vladsch.flexmark.ast.AutoLink;
import com.vladsch.flexmark.ast.Code;
import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.Heading;
import com.vladsch.flexmark.ast.Image;
import com.vladsch.flexmark.ast.IndentedCodeBlock;
import com.vladsch.flexmark.ast.Link;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.ast.Text;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.gfm.tasklist.TaskListExtension;
import com.vladsch.flexmark.ext.tables.TableBlock;
import com.vladsch.flexmark.ext.tables.TableCell;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.html.HtmlWriter;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRendererContext;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.ast.TextCollectingVisitor;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.MutableDataSet;
import com.vladsch.flexmark.util.sequence.Escaping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portside.page.AddressToken;
import portside.page.Html;

/** Turns nodes of a text into HTML. Raw HTML in the text is escaped. */
public final class HtmlText {
  /** A box that nobody can tick is a sign, and no field of a form. */
  private static final DataHolder TASKS =
      new MutableDataSet()
          .set(TaskListExtension.ITEM_DONE_MARKER, "☑ ")
          .set(TaskListExtension.ITEM_NOT_DONE_MARKER, "☐ ");

  private static final Pattern RANGE = Pattern.compile("[0-9]+–[0-9]+");
  private static final String WORD_JOINER = "\u2060";

  private final Surroundings around;
  private final HtmlRenderer renderer;

  /**
   * @param around what the text stands in
   */
  public HtmlText(Surroundings around) {
    this.around = around;
    this.renderer =
        HtmlRenderer.builder(TASKS)
            .extensions(
                List.of(
                    TablesExtension.create(),
                    StrikethroughExtension.create(),
                    TaskListExtension.create()))
            .escapeHtml(true)
            .nodeRendererFactory(options -> new Blocks())
            .nodeRendererFactory(options -> new GitHubBlocks(around.lang()))
            .build();
  }

  /** The HTML of a block with all that it holds. */
  public String block(Node node) {
    return renderer.render(node);
  }

  /** The HTML of a paragraph without its own element, to stand in a line. */
  public String inline(Paragraph paragraph) {
    String html = renderer.render(paragraph).strip();
    return html.startsWith("<p>") && html.endsWith("</p>")
        ? html.substring(3, html.length() - 4).strip()
        : html;
  }

  /** The HTML of a cell without its own element. */
  public String cell(TableCell cell) {
    StringBuilder text = new StringBuilder();
    cell.getChildren()
        .forEach(child -> text.append(renderer.render(child).replaceFirst("\\n$", "")));
    return text.toString().strip();
  }

  /** The text of a node without any mark-up. */
  public static String plain(Node node) {
    return new TextCollectingVisitor().collectAndGetText(node).strip();
  }

  private final class Blocks implements NodeRenderer {
    @Override
    public Set<NodeRenderingHandler<?>> getNodeRenderingHandlers() {
      return Set.of(
          new NodeRenderingHandler<>(Heading.class, this::heading),
          new NodeRenderingHandler<>(Code.class, this::code),
          new NodeRenderingHandler<>(Text.class, this::text),
          new NodeRenderingHandler<>(FencedCodeBlock.class, this::fenced),
          new NodeRenderingHandler<>(IndentedCodeBlock.class, this::indented),
          new NodeRenderingHandler<>(Link.class, this::link),
          new NodeRenderingHandler<>(AutoLink.class, this::autoLink),
          new NodeRenderingHandler<>(LinkRef.class, this::linkRef),
          new NodeRenderingHandler<>(Image.class, this::image),
          new NodeRenderingHandler<>(TableBlock.class, this::table),
          new NodeRenderingHandler<>(Fence.class, (node, context, html) -> {}),
          new NodeRenderingHandler<>(Directive.class, this::directive));
    }

    private void heading(Heading node, NodeRendererContext context, HtmlWriter html) {
      String id = Html.escape(around.id(node));
      html.line();
      html.raw("<h" + node.getLevel() + " id=\"" + id + "\">");
      context.renderChildren(node);
      // The table of contents has the same link for the keyboard and for screen readers.
      html.raw(
          " <a class=\"heading-anchor\" href=\"#"
              + id
              + "\" aria-hidden=\"true\" tabindex=\"-1\">#</a></h"
              + node.getLevel()
              + ">");
      html.line();
    }

    /** A line ends neither within a range of numbers, such as 49152–65535, nor a narrow cell. */
    private void text(Text node, NodeRendererContext context, HtmlWriter html) {
      String text = Escaping.normalizeEOL(node.getChars().unescape());
      html.raw(RANGE.matcher(Html.escape(text)).replaceAll("<span class=\"range\">$0</span>"));
    }

    private void code(Code node, NodeRendererContext context, HtmlWriter html) {
      String text = Escaping.collapseWhitespace(node.getText().toString(), true);
      html.raw(
          AddressCode.kind(text, around.examples())
              .map(kind -> AddressToken.html(text, kind, around.lang()))
              .orElseGet(() -> "<code>" + Html.words(text) + "</code>"));
      if (particleFollows(text, node.getNext())) {
        html.raw(WORD_JOINER);
      }
    }

    /**
     * Whether a Korean particle stands right behind a sign, such as the bracket of a call. A line
     * may end behind a letter no more than within a word, but behind a sign it may.
     */
    private static boolean particleFollows(String code, @Nullable Node next) {
      return next instanceof Text
          && next.getChars().length() > 0
          && Character.UnicodeScript.of(next.getChars().charAt(0)) == Character.UnicodeScript.HANGUL
          && !code.isEmpty()
          && !Character.isLetterOrDigit(code.charAt(code.length() - 1));
    }

    private void fenced(FencedCodeBlock node, NodeRendererContext context, HtmlWriter html) {
      pre(
          CodeFigure.block(node.getInfo().trim().toString(), node.getContentChars().normalizeEOL()),
          html);
    }

    private void indented(IndentedCodeBlock node, NodeRendererContext context, HtmlWriter html) {
      pre(
          CodeFigure.block("text", node.getContentChars().trimTailBlankLines().normalizeEOL()),
          html);
    }

    /** Writes HTML whose blanks count. */
    private static void pre(String figure, HtmlWriter html) {
      html.line();
      html.openPre();
      html.rawPre(figure);
      html.closePre();
      html.line();
    }

    private void link(Link node, NodeRendererContext context, HtmlWriter html) {
      anchor(node, node.getUrl().unescape(), context, html);
    }

    private void autoLink(AutoLink node, NodeRendererContext context, HtmlWriter html) {
      String url = node.getText().toString();
      html.raw(open(url) + Html.escape(url) + "</a>");
    }

    private void linkRef(LinkRef node, NodeRendererContext context, HtmlWriter html) {
      if (node.isDefined()) {
        String url = node.getReferenceNode(context.getDocument()).getUrl().unescape();
        anchor(node, url, context, html);
      } else {
        context.delegateRender();
      }
    }

    private void anchor(Node node, String url, NodeRendererContext context, HtmlWriter html) {
      html.raw(open(url));
      context.renderChildren(node);
      html.raw("</a>");
    }

    /** A site that is linked to learns nothing of this computer's address. */
    private String open(String url) {
      String rel = url.matches("(?i)https?:.*") ? " rel=\"noreferrer\"" : "";
      return "<a href=\"" + Html.escape(around.link(url)) + "\"" + rel + ">";
    }

    private void image(Image node, NodeRendererContext context, HtmlWriter html) {
      Surroundings.Picture picture = around.picture(node.getUrl().unescape());
      String size =
          picture.width() == 0
              ? ""
              : " width=\"%d\" height=\"%d\"".formatted(picture.width(), picture.height());
      html.raw(
          "<img src=\"%s\" alt=\"%s\"%s loading=\"lazy\">"
              .formatted(Html.escape(picture.url()), Html.escape(node.getText().unescape()), size));
    }

    private void table(TableBlock node, NodeRendererContext context, HtmlWriter html) {
      List<String> titles = new ArrayList<>();
      Markdown.nodes(node).orElse(List.of()).stream()
          .filter(cell -> cell instanceof TableCell title && title.isHeader())
          .forEach(title -> titles.add(plain(title)));
      String label = String.join(", ", titles);
      html.line();
      html.raw(
          "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\""
              + Html.escape(label)
              + "\">");
      html.line();
      context.delegateRender();
      html.line();
      html.raw("</div>");
      html.line();
    }

    private void directive(Directive node, NodeRendererContext context, HtmlWriter html) {
      Surroundings.Wrapper wrapper = around.wrapper(node);
      html.line();
      if (node.isContainer()) {
        html.raw(wrapper.before());
        html.line();
        context.renderChildren(node);
        html.line();
        html.raw(wrapper.after());
        html.line();
      } else {
        pre(wrapper.before() + wrapper.after(), html);
      }
    }
  }
}
