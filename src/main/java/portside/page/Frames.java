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
  private final Above above;
  private final Above running;
  private final String start;

  /**
   * @param steps the lessons for a language and the path of the page
   * @param above what stands above the content of every page
   * @param running what is running now, in the head of every page of the host
   * @param start changes with each start of Portside
   */
  public Frames(
      Languages languages,
      Assets assets,
      BiFunction<String, String, List<Frame.Step>> steps,
      Above above,
      Above running,
      String start) {
    this.languages = languages;
    this.assets = assets;
    this.steps = steps;
    this.above = above;
    this.running = running;
    this.start = start;
  }

  /** Changes with what stands above the content: a part of the key of every page that is shared. */
  public Object version() {
    return List.of(above.version(), running.version());
  }

  /**
   * The frame of a page whose URL says its language.
   *
   * @param path the path without the language
   */
  public Frame of(Role role, String lang, String title, String path) {
    return of(role, lang, title, "/{lang}" + path, steps.apply(lang, path));
  }

  /**
   * The frame of a page that has one path for all languages.
   *
   * @param path the page's path, perhaps with a query; empty where it is no page of its own, as
   *     that of an error
   */
  public Frame of(Context ctx, String title, String path) {
    String lang = languages.of(ctx);
    String address = path.isEmpty() ? "" : path + (path.contains("?") ? "&" : "?") + "_lang={lang}";
    return of(Access.role(ctx), lang, title, address, steps.apply(lang, path));
  }

  private Frame of(Role role, String lang, String title, String address, List<Frame.Step> here) {
    String page = address.replace("{lang}", lang);
    return new Frame(
        lang,
        Words.of("page", lang),
        title,
        address,
        languages.all(),
        here,
        role,
        assets.prefix(),
        above.content(role, lang, page),
        running.content(role, lang, page),
        start);
  }

  /** The languages of the course. */
  public Languages languages() {
    return languages;
  }
}
