import io.javalin.Javalin;

/** The Java twin of visits.py. It takes the host and the port to listen on, or neither. */
public class Visits {
  static int visits = 0;

  static String helloWorld() {
    visits = visits + 1;
    String message = "Hello, World! You are visitor " + visits + ".";
    return message;
  }

  static String visitsPerDay(int days) {
    int perDay = visits / days;
    return perDay + " visits a day";
  }

  public static void main(String[] args) {
    String host = args.length > 0 ? args[0] : "127.0.0.1";
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 8080;

    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.get("/", ctx -> ctx.html(helloWorld()));
              config.routes.get(
                  "/per/{days}",
                  ctx -> ctx.html(visitsPerDay(Integer.parseInt(ctx.pathParam("days")))));
            })
        .start(host, port);
  }
}
