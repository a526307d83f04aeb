package portside.bench;

import io.javalin.Javalin;

/** The plainest site of the same kind: one page, and nothing behind it. */
final class BareJavalin {
  private BareJavalin() {}

  /**
   * Prints its port when it listens.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Javalin site =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.get("/", ctx -> ctx.html("<p>here</p>"));
                })
            .start("127.0.0.1", 0);
    System.out.println("  http://127.0.0.1:" + site.port() + "/?key=none");
  }
}
