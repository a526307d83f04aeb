package portside.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Renders the templates that stand beside the code. */
public final class Templates {
  private final TemplateEngine engine = engine();

  private final SharedPages shared = new SharedPages();

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

  /** Renders a template into another one. */
  public void render(String name, Map<String, Object> values, TemplateOutput output) {
    engine.render(name, values, output);
  }

  /** Answers with a rendered template. */
  public void answer(Context ctx, String name, Map<String, Object> values) {
    answer(ctx, page(name, values));
  }

  /**
   * Answers with a page, or a part of one, that is the same for many readers: it is rendered and
   * compressed once a second at most, so that a class that asks for it together costs little more
   * than one reader.
   *
   * @param key everything that it depends on: its path, and who may see and do what
   * @param values its parameters, asked for when it has to be rendered
   */
  public void answerShared(
      Context ctx, Object key, String name, Supplier<Map<String, Object>> values) {
    answer(ctx, shared.get(key, () -> page(name, values.get())));
  }

  /** The same page or part, compressed with gzip, to be sent without having been asked for. */
  public byte[] shared(Object key, String name, Supplier<Map<String, Object>> values) {
    return shared.get(key, () -> page(name, values.get())).gzip();
  }

  private SharedPages.Page page(String name, Map<String, Object> values) {
    long now = System.nanoTime();
    byte[] html = render(name, values);
    return new SharedPages.Page(html, Gzip.compress(html), now);
  }

  private static void answer(Context ctx, SharedPages.Page page) {
    ctx.contentType("text/html; charset=utf-8");
    Gzip.answer(ctx, page.html(), page.gzip());
  }
}
