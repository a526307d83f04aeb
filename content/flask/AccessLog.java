import io.javalin.http.Context;
import java.time.LocalDateTime;

/** One line for each request, as Flask writes it; it begins with the caller's address. */
class AccessLog {

  static void write(Context ctx, float millis) {
    String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
    String request = ctx.method() + " " + ctx.path() + query + " " + ctx.protocol();
    System.err.println(
        "%s - - [%tF %<tT] \"%s\" %d -"
            .formatted(ctx.ip(), LocalDateTime.now(), request, ctx.statusCode()));
  }
}
