package portside.instruments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import portside.net.IpAddresses;

/**
 * A process of its own, which does what the servers of the lessons do, once, so that Java keeps the
 * classes that they load ({@link portside.programs.ClassCache}). It listens on a free port of
 * 127.0.0.1 for the moment of one request.
 */
public final class WarmUp {
  private static final String REQUEST =
      "GET /?door=warm HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";

  private WarmUp() {}

  /**
   * @throws IOException when its own server does not answer
   */
  public static void main(String[] args) throws IOException {
    Javalin server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.http.defaultContentType = "text/html; charset=utf-8";
                  config.http.prefer405over404 = true;
                  config.requestLogger.http((ctx, millis) -> System.err.println(ctx.ip()));
                  config.routes.get("/", ctx -> ctx.result(told()));
                })
            .start("127.0.0.1", 0);
    try (Socket socket = new Socket(IpAddresses.parse("127.0.0.1").orElseThrow(), server.port())) {
      socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readAllBytes();
    }
    System.exit(0); // Java writes the archive at its end
  }

  /** What looks into a program from outside tells what it sees in JSON. */
  private static String told() throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(Map.of("routes", List.of("/"), "port", 1));
  }
}
