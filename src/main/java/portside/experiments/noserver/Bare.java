package portside.experiments.noserver;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.ParsedEndpoint;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import portside.page.Json;

/**
 * A process of its own: calls the handler of a Java twin that was never started, and waits to be
 * looked at until its input ends.
 */
public final class Bare {
  private Bare() {}

  /**
   * @param args the class of the program, and what the line with the answer begins with
   * @throws Exception what the handler throws, or when there is no {@code static Javalin app()}
   */
  public static void main(String[] args) throws Exception {
    Method method = Class.forName(args[0]).getDeclaredMethod("app");
    method.setAccessible(true);
    Javalin app = (Javalin) method.invoke(null);
    ParsedEndpoint found =
        Objects.requireNonNull(
            app.unsafe.internalRouter.findFirstHttpHandlerEntry(HandlerType.GET, "/"));
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("function", "handler.handle(ctx)");
    said.put("headers", List.of());
    Context context =
        (Context)
            Proxy.newProxyInstance(
                Bare.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, called, values) -> {
                  if (!called.getName().equals("result")) {
                    throw new UnsupportedOperationException(called.getName());
                  }
                  said.put("body", values[0]);
                  return proxy;
                });
    found.endpoint.handler.handle(context);
    System.out.println(args[1] + Json.write(said));
    while (System.in.read() >= 0) {
      // until whoever looks has seen enough
    }
  }
}
