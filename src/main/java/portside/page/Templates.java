package portside.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.Map;

/** Renders the templates that stand beside the code. */
public final class Templates {
  private final TemplateEngine engine = engine();

  /**
   * The system property {@code portside.templates} names the folder of the sources while somebody
   * works on them: a saved template is then seen at the next reload.
   */
  private static TemplateEngine engine() {
    String sources = System.getProperty("portside.templates");
    if (sources == null) {
      return TemplateEngine.createPrecompiled(ContentType.Html);
    }
    TemplateEngine engine =
        TemplateEngine.create(
            new DirectoryCodeResolver(Path.of(sources)),
            Path.of("target", "templates"),
            ContentType.Html);
    engine.setTrimControlStructures(true);
    engine.setBinaryStaticContent(true);
    return engine;
  }

  /**
   * Renders a template.
   *
   * @param name its path below {@code portside/}, such as {@code lesson/lesson.jte}
   * @param values its parameters by name
   */
  public byte[] render(String name, Map<String, Object> values) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(name, values, output);
    return output.toByteArray();
  }

  /** Answers with a rendered template. */
  public void answer(Context ctx, String name, Map<String, Object> values) {
    byte[] html = render(name, values);
    ctx.contentType("text/html; charset=utf-8");
    Gzip.answer(ctx, html, Gzip.compress(html));
  }
}
