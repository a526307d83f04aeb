package portside.experiments.request;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import portside.experiments.Echo;
import portside.page.Json;

/**
 * A process of its own: loads a Java twin, serves it as it is, and tells on standard output what
 * happens inside, as {@code follow.py} does for Flask.
 */
public final class Follow {
  private static final int LONGEST = 1_500;

  private final String program;
  private final String mark;

  private Follow(String program, String mark) {
    this.program = program;
    this.mark = mark;
  }

  /**
   * @param args the class of the program, the mark of what is told, the host, the port
   * @throws ReflectiveOperationException when the class has no {@code static Javalin app()}
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    // Java 17 writes in the encoding of the system, which may have no Korean.
    System.setOut(utf8(FileDescriptor.out));
    System.setErr(utf8(FileDescriptor.err));
    Method method = Class.forName(args[0]).getDeclaredMethod("app");
    method.setAccessible(true);
    new Follow(args[0], args[1])
        .serve((Javalin) method.invoke(null), args[2], Integer.parseInt(args[3]));
  }

  private static PrintStream utf8(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  private void serve(Javalin app, String host, int port) {
    List<Map<String, String>> routes = new ArrayList<>();
    for (ParsedEndpoint parsed : app.unsafe.internalRouter.allHttpHandlers()) {
      if (parsed.endpoint.method.isHttpMethod()) {
        routes.add(
            Map.of("methods", parsed.endpoint.method.toString(), "path", parsed.endpoint.path));
      }
    }
    tell("routes", Map.of("routes", routes));
    app.unsafe.router.handlerWrapper(this::followed);
    Filter around =
        (request, response, chain) -> {
          tell("arrived", Map.of());
          chain.doFilter(request, response);
          tell("done", Map.of());
        };
    app.unsafe.jetty.modifyServletContextHandler(
        context ->
            context.addFilter(new FilterHolder(around), "/*", EnumSet.of(DispatcherType.REQUEST)));
    app.start(host, port);
  }

  private Handler followed(Endpoint endpoint) {
    HandlerType method = endpoint.method;
    if (!method.isHttpMethod()) {
      return endpoint.handler;
    }
    return ctx -> {
      tell("function", Map.of("route", endpoint.path, "arguments", ctx.pathParamMap()));
      Map<String, Object> told = new LinkedHashMap<>();
      try {
        endpoint.handler.handle(watched(ctx, told));
        told.put("value", cut(Optional.ofNullable(ctx.result()).orElse("")));
        tell("returned", told);
      } catch (Exception e) {
        told.putAll(where(e.getStackTrace()));
        told.put("error", cut(e.getClass().getSimpleName() + ": " + e.getMessage()));
        tell("error", told);
        throw e;
      }
    };
  }

  /**
   * The same context, which tells who calls it: Java does not keep the name of a method that was
   * handed over as {@code Hello::hello}, but whoever calls is on the stack.
   */
  private Context watched(Context ctx, Map<String, Object> told) {
    return (Context)
        Proxy.newProxyInstance(
            Follow.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, args) -> {
              if (method.getName().equals("result")) {
                told.putAll(where(new Throwable().getStackTrace()));
              }
              try {
                Object result = method.invoke(ctx, args);
                return result == ctx ? proxy : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** The program's own function on a stack: the outermost of its frames. */
  private Map<String, Object> where(StackTraceElement[] stack) {
    Map<String, Object> found = new LinkedHashMap<>();
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals(program)) {
        found.put("function", frame.getMethodName());
        found.put("line", frame.getLineNumber());
      }
    }
    return found;
  }

  private static String cut(String text) {
    return Echo.of(text, LONGEST);
  }

  private void tell(String event, Map<String, ?> values) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put("event", event);
    all.put("nanos", System.nanoTime());
    System.out.println(mark + Json.write(all));
  }
}
