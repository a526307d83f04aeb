package portside.room.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import portside.page.Json;
import portside.page.Wants;

/** How the class answers a form: a page goes back to where it belongs, a script gets little. */
final class Answers {
  private Answers() {}

  /** Answers once something is kept, and holds no thread until then. */
  static void after(Context ctx, CompletableFuture<?> done, String page) {
    saying(ctx, done.thenApply(nothing -> null), page);
  }

  /** The same with something to say. */
  static void saying(
      Context ctx, CompletableFuture<@Nullable Map<String, Object>> done, String page) {
    ctx.future(
        () ->
            done.thenAccept(
                said -> {
                  if (Wants.html(ctx)) {
                    ctx.redirect(page, HttpStatus.SEE_OTHER);
                  } else if (said == null) {
                    ctx.status(204);
                  } else {
                    Json.answer(ctx, said);
                  }
                }));
  }
}
