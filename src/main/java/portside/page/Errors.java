package portside.page;

import gg.jte.Content;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    answer(ctx, status, key, values, null);
  }

  /**
   * The same with something that the reader can do about it.
   *
   * @param offer a form or a link, or null
   */
  public void answer(
      Context ctx, int status, String key, Map<String, String> values, @Nullable Content offer) {
    ctx.status(status);
    String lang = frames.languages().of(ctx);
    // A reader knows a parameter by its label in the form; a program finds its name in the JSON.
    Sentence sentence = Sentence.of(key, lang, labelled(ctx, lang, values));
    String what = sentence.what();
    String todo = sentence.todo();
    String hint = values.getOrDefault("hint", "");
    Words words = Words.of("page", lang);
    if (Wants.json(ctx)) {
      Json.answer(ctx, json(status, key, sentence, values));
    } else if (Wants.fragment(ctx)) {
      templates.answer(
          ctx,
          "page/problem.jte",
          with(
              offer,
              Map.of(
                  "what", what,
                  "todo", todo,
                  "field", values.getOrDefault("parameter", ""),
                  "hint", hint,
                  "words", words)));
    } else if (Wants.html(ctx)) {
      templates.answer(
          ctx,
          "page/error.jte",
          with(
              offer,
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
                  hint)));
    } else {
      String meant = hint.isEmpty() ? "" : words.get("meant") + " " + hint + "\n";
      ctx.contentType("text/plain; charset=utf-8").result(what + "\n" + meant + todo + "\n");
    }
  }

  /**
   * The same where no route was asked, and the caller may never have said what it wants: JSON where
   * it did say so, else plain text.
   *
   * @param accept the Accept header as it came, or null
   * @param acceptLanguage the Accept-Language header as it came, or null
   */
  public Plain plain(
      int status, String key, @Nullable String accept, @Nullable String acceptLanguage) {
    Sentence sentence = Sentence.of(key, frames.languages().of(acceptLanguage), Map.of());
    return Wants.json(accept)
        ? new Plain(Json.TYPE, Json.write(json(status, key, sentence, Map.of())) + "\n")
        : new Plain("text/plain; charset=utf-8", sentence.what() + "\n" + sentence.todo() + "\n");
  }

  private static Map<String, Object> with(@Nullable Content offer, Map<String, Object> values) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put("offer", offer);
    return all;
  }

  private static Map<String, Object> json(
      int status, String key, Sentence sentence, Map<String, String> values) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status);
    body.put("error", key);
    body.put("what", sentence.what());
    body.put("todo", sentence.todo());
    values.forEach(body::putIfAbsent);
    return body;
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

  /**
   * An answer without a page around it.
   *
   * @param type its media type
   */
  public record Plain(String type, String body) {}

  private record Sentence(String what, String todo) {
    static Sentence of(String key, String lang, Map<String, String> values) {
      Words words = Words.of("page", lang);
      String todo = key + ".todo";
      return new Sentence(
          words.get(key, values), words.find(todo).map(t -> words.get(todo, values)).orElse(""));
    }
  }
}
