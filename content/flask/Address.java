import io.javalin.Javalin;
import io.javalin.http.Context;

/** The Java twin of address.py. It names the host and the port to listen on itself. */
public class Address {

  public static void main(String[] args) {
    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.routes.get("/", Address::hello);
            })
        .start("127.0.0.1", 5002);
  }

  static void hello(Context ctx) {
    ctx.result("Hello, World!");
  }
}
