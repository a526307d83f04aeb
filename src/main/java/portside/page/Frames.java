package portside.page;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.BiFunction;
import portside.access.Access;
import portside.access.Role;

/** Makes the frame of a page. */
public final class Frames {
  private final Languages languages;
  private final Assets assets;
  private final BiFunction<String, String, List<Frame.Step>> steps;

  /**
   * @param steps the lessons for a language and the path of the page
   */
  public Frames(
      Languages languages, Assets assets, BiFunction<String, String, List<Frame.Step>> steps) {
    this.languages = languages;
    this.assets = assets;
    this.steps = steps;
  }

  /**
   * The frame of a page whose URL says its language.
   *
   * @param path the path without the language
   */
  public Frame of(Role role, String lang, String title, String path) {
    return new Frame(
        lang,
        Words.of("page", lang),
        title,
        path,
        languages.all(),
        steps.apply(lang, path),
        role,
        assets.prefix());
  }

  /** The frame of a page in the language that the reader has chosen before. */
  public Frame of(Context ctx, String title) {
    return of(Access.role(ctx), languages.of(ctx), title, "");
  }

  /** The languages of the course. */
  public Languages languages() {
    return languages;
  }
}
