package portside.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How a form is answered: a page goes back to where it belongs, a script gets little. */
public final class Answers {
  private Answers() {}

  /**
   * Answers that it is done.
   *
   * @param page where a reader without a script goes on
   */
  public static void done(Context ctx, String page) {
    said(ctx, null, page);
  }

  /** Answers once something is done, and holds no thread until then. */
  public static void after(Context ctx, CompletableFuture<?> done, String page) {
    saying(ctx, done.thenApply(nothing -> null), page);
  }

  /** The same with something to say. */
  public static void saying(
      Context ctx, CompletableFuture<@Nullable Map<String, Object>> done, String page) {
    ctx.future(() -> done.thenAccept(said -> said(ctx, said, page)));
  }

  private static void said(Context ctx, @Nullable Map<String, Object> said, String page) {
    if (Wants.html(ctx)) {
      ctx.redirect(page, HttpStatus.SEE_OTHER);
    } else if (said == null) {
      ctx.status(HttpStatus.NO_CONTENT);
    } else {
      Json.answer(ctx, said);
    }
  }
}
