import io.javalin.Javalin;
import io.javalin.http.Context;

/** The Java twin of hello.py. It takes the host and the port to listen on, or neither. */
public class Hello {

  public static void main(String[] args) {
    String host = args.length > 0 ? args[0] : "127.0.0.1";
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 5000;
    app().start(host, port);
  }

  static Javalin app() {
    return Javalin.create(
        config -> {
          config.startup.showJavalinBanner = false;
          // Like Flask: HTML in UTF-8, and a known path asked in another way is a 405, not a 404.
          config.http.defaultContentType = "text/html; charset=utf-8";
          config.http.prefer405over404 = true;
          config.requestLogger.http(AccessLog::write);
          config.routes.get("/", Hello::hello);
        });
  }

  static void hello(Context ctx) {
    ctx.result("Hello, World!");
  }
}
