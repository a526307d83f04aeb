import io.javalin.Javalin;
import io.javalin.http.Context;

/** The Java twin of address.py. It takes the host and the port to listen on, or neither. */
public class Address {

  public static void main(String[] args) {
    String host = args.length > 0 ? args[0] : "127.0.0.1";
    int port = args.length > 1 ? Integer.parseInt(args[1]) : 5002;

    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.get("/", Address::hello);
            })
        .start(host, port);
  }

  static void hello(Context ctx) {
    ctx.result("Hello, World!");
  }
}
