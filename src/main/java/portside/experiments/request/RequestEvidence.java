package portside.experiments.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;
import portside.experiments.Unit;

/**
 * What was seen of one request, outside and inside of the program. What was not measured is null.
 *
 * @param commandLine how a student would start the program
 * @param port the port that it had
 * @param request what went out, line by line
 * @param response what came back, line by line
 * @param status the status code
 * @param routes the table that the running program has
 * @param route the route that matched
 * @param function the function that was called, and its line where it is known
 * @param arguments what the function got from the path
 * @param returned what the function returned; in Java, what it gave to the context
 * @param printed what it printed meanwhile
 * @param error what it threw
 * @param accessLine the server's own line for this request
 * @param routingMicros from the framework's first step to the function, microseconds
 * @param functionMicros in the function
 * @param responseMicros from the function's end to the end of the framework's work
 * @param totalMicros from the first byte out to the last byte in, by the caller's clock
 * @param console the last lines of its console
 */
public record RequestEvidence(
    @Guests String commandLine,
    @Guests int port,
    @Guests List<WireLine> request,
    @Guests List<WireLine> response,
    @Guests int status,
    @Guests List<Route> routes,
    @Guests @Nullable String route,
    @Guests @Nullable String function,
    @Guests @Nullable String arguments,
    @Guests @Nullable String returned,
    @Guests List<String> printed,
    @Guests @Nullable String error,
    @Guests @Nullable String accessLine,
    @Guests @Unit("µs") @Nullable Long routingMicros,
    @Guests @Unit("µs") @Nullable Long functionMicros,
    @Guests @Unit("µs") @Nullable Long responseMicros,
    @Guests @Unit("µs") Long totalMicros,
    List<String> console) {

  /**
   * A row of the route table.
   *
   * @param methods the methods that it takes
   * @param path its pattern, in the framework's own spelling
   * @param function the function behind it; null where the framework does not tell
   */
  public record Route(String methods, String path, @Nullable String function) {}
}
