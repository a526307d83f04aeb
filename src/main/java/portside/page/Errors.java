package portside.page;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What went wrong, said to a student: what happened, why, and what to do next. One sentence for the
 * page, the card and the program that asked.
 */
public final class Errors {
  private final Templates templates;
  private final Frames frames;

  public Errors(Templates templates, Frames frames) {
    this.templates = templates;
    this.frames = frames;
  }

  /**
   * Answers with an error.
   *
   * @param status the HTTP status
   * @param key the key of the frame's words; {@code key.todo} says what to do next
   * @param values what the sentences name
   */
  public void answer(Context ctx, int status, String key, Map<String, String> values) {
    ctx.status(status);
    String lang = frames.languages().of(ctx);
    Words words = Words.of("page", lang);
    // A reader knows a parameter by its label in the form; a program finds its name in the JSON.
    Map<String, String> named = labelled(ctx, lang, values);
    String what = words.get(key, named);
    String todo = words.find(key + ".todo").map(t -> words.get(key + ".todo", named)).orElse("");
    String hint = values.getOrDefault("hint", "");
    if (Wants.json(ctx)) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("status", status);
      body.put("error", key);
      body.put("what", what);
      body.put("todo", todo);
      values.forEach(body::putIfAbsent);
      Json.answer(ctx, body);
    } else if (Wants.fragment(ctx)) {
      templates.answer(
          ctx,
          "page/problem.jte",
          Map.of(
              "what", what,
              "todo", todo,
              "field", values.getOrDefault("parameter", ""),
              "hint", hint,
              "words", words));
    } else if (Wants.html(ctx)) {
      templates.answer(
          ctx,
          "page/error.jte",
          Map.of(
              "frame",
              frames.of(ctx, what, ""),
              "status",
              status,
              "what",
              what,
              "todo",
              todo,
              "hint",
              hint));
    } else {
      String meant = hint.isEmpty() ? "" : words.get("meant") + " " + hint + "\n";
      ctx.contentType("text/plain; charset=utf-8").result(what + "\n" + meant + todo + "\n");
    }
  }

  private static Map<String, String> labelled(
      Context ctx, String lang, Map<String, String> values) {
    String folder = "experiments/" + ctx.pathParamMap().getOrDefault("name", "");
    String name = values.getOrDefault("parameter", "");
    if (!folder.matches("experiments/[a-z]+") || !Words.exist(folder, lang)) {
      return values;
    }
    Map<String, String> named = new LinkedHashMap<>(values);
    Words.of(folder, lang)
        .find("parameter." + name)
        .ifPresent(label -> named.put("parameter", label));
    return named;
  }
}
