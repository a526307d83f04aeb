package portside.lesson.markdown;

import com.vladsch.flexmark.ast.BlockQuote;
import com.vladsch.flexmark.ast.LinkRef;
import com.vladsch.flexmark.ast.Paragraph;
import com.vladsch.flexmark.ext.footnotes.Footnote;
import com.vladsch.flexmark.ext.footnotes.FootnoteBlock;
import com.vladsch.flexmark.html.HtmlWriter;
import com.vladsch.flexmark.html.renderer.NodeRenderer;
import com.vladsch.flexmark.html.renderer.NodeRendererContext;
import com.vladsch.flexmark.html.renderer.NodeRenderingHandler;
import com.vladsch.flexmark.util.ast.Node;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portside.page.Html;
import portside.page.Words;

/** GitHub's notes ({@code > [!NOTE]}), and footnotes, which stand where they are written. */
final class GitHubBlocks implements NodeRenderer {
  private static final Set<String> KINDS = Set.of("note", "tip", "important", "warning", "caution");

  private final String lang;

  /**
   * @param lang the language of a note's title
   */
  GitHubBlocks(String lang) {
    this.lang = lang;
  }

  @Override
  public Set<NodeRenderingHandler<?>> getNodeRenderingHandlers() {
    return Set.of(
        new NodeRenderingHandler<>(BlockQuote.class, this::quote),
        new NodeRenderingHandler<>(Footnote.class, this::footnote),
        new NodeRenderingHandler<>(FootnoteBlock.class, this::footnoteBlock));
  }

  private void quote(BlockQuote node, NodeRendererContext context, HtmlWriter html) {
    LinkRef mark = mark(node);
    if (mark == null) {
      context.delegateRender();
      return;
    }
    String kind = kind(mark);
    boolean warns = kind.equals("warning") || kind.equals("caution");
    Words words = Words.of("page", Words.exist("page", lang) ? lang : "en");
    mark.unlink();
    html.line();
    html.raw(
        "<div class=\"%s\" role=\"note\"><p class=\"label\">%s</p>"
            .formatted(warns ? "warning" : "note", Html.escape(words.get("markdown." + kind))));
    html.line();
    context.renderChildren(node);
    html.line();
    html.raw("</div>");
    html.line();
  }

  private static @Nullable LinkRef mark(BlockQuote quote) {
    return quote.getFirstChild() instanceof Paragraph paragraph
            && paragraph.getFirstChild() instanceof LinkRef ref
            && !ref.isDefined()
            && ref.getReference().startsWith("!")
            && KINDS.contains(kind(ref))
        ? ref
        : null;
  }

  private static String kind(LinkRef ref) {
    return ref.getReference().toString().replaceFirst("^!", "").toLowerCase(Locale.ROOT);
  }

  private void footnote(Footnote node, NodeRendererContext context, HtmlWriter html) {
    String name = Html.escape(node.getText().toString().strip());
    html.raw("<sup><a href=\"#fn-%s\">%s</a></sup>".formatted(name, name));
  }

  private void footnoteBlock(FootnoteBlock node, NodeRendererContext context, HtmlWriter html) {
    String name = Html.escape(node.getText().toString().strip());
    html.line();
    html.raw("<div class=\"footnote\" id=\"fn-%s\"><sup>%s</sup>".formatted(name, name));
    html.line();
    for (Node child : node.getChildren()) {
      context.render(child);
    }
    html.raw("</div>");
    html.line();
  }
}
