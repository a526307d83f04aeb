import io.javalin.Javalin;
import io.javalin.http.Context;
import java.time.LocalDateTime;
import java.util.Locale;

/** The Java twin of app.py. It takes the host and the port to listen on, or neither. */
public class App {

  public static void main(String[] args) {
    String host = args.length > 0 ? args[0] : "0.0.0.0";
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 8080;

    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              // Like Flask: a known path asked in another way is a 405, not a 404.
              config.http.prefer405over404 = true;
              config.requestLogger.http((ctx, millis) -> System.err.println(logLine(ctx)));
              config.routes.get(
                  "/", ctx -> ctx.contentType("text/html; charset=utf-8").result(helloWorld()));
            })
        .start(host, port);
  }

  /** One line for each request, as Flask writes it; it begins with the caller's address. */
  static String logLine(Context ctx) {
    String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
    String request = ctx.method() + " " + ctx.path() + query + " " + ctx.protocol();
    String line = "%s - - [%td/%<tb/%<tY %<tT] \"%s\" %d -";
    return String.format(
        Locale.ENGLISH, line, ctx.ip(), LocalDateTime.now(), request, ctx.statusCode());
  }

  static String helloWorld() {
    return "Hello, World!";
  }
}
