package portside.page;

import gg.jte.Content;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The pages of one folder that have one path for all languages, and the parts of them that a script
 * fetches: each with the words of the folder in the reader's language.
 */
public final class Views {
  private final String folder;
  private final Frames frames;
  private final Templates templates;

  /**
   * @param folder where the words are, below {@code portside/}, such as {@code room/flip}
   */
  public Views(String folder, Frames frames, Templates templates) {
    this.folder = folder;
    this.frames = frames;
    this.templates = templates;
  }

  /** The reader's language. */
  public String lang(Context ctx) {
    return frames.languages().of(ctx);
  }

  /** The folder's words in the reader's language. */
  public Words words(Context ctx) {
    return Words.of(folder, lang(ctx));
  }

  /** Parameters for a template, with the words among them. */
  public Map<String, Object> values(Context ctx) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("words", words(ctx));
    return values;
  }

  /**
   * Answers with a whole page.
   *
   * @param template its path below {@code portside/}
   * @param title its title
   * @param path its path
   * @param values its parameters beside the frame
   */
  public void page(
      Context ctx, String template, String title, String path, Map<String, Object> values) {
    values.put("frame", frames.of(ctx, title, path));
    frames.languages().opened(ctx, lang(ctx));
    templates.answer(ctx, template, values);
  }

  /** Answers with a part of a page. */
  public void part(Context ctx, String template, Map<String, Object> values) {
    templates.answer(ctx, template, values);
  }

  /** A part to stand in another page. */
  public Content content(String template, Map<String, Object> values) {
    return output -> templates.render(template, values, output);
  }
}
