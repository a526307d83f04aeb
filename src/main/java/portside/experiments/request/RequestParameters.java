package portside.experiments.request;

import java.util.Map;
import portside.experiments.BadInput;
import portside.experiments.Parameter;
import portside.programs.ServerRuntime;

/**
 * What is asked of which program.
 *
 * @param runtime Flask, or the Java twin
 * @param program a program of the lesson
 * @param method the method (RFC 9110 §9)
 * @param path the path and perhaps a query, as a reader would type it, up to 200 characters
 * @param body what is typed into the form's field {@code text}, up to 2,000 characters; a GET sends
 *     none
 */
public record RequestParameters(
    @Parameter("java") ServerRuntime runtime,
    @Parameter(
            value = "hello",
            choices = {"hello", "routes", "prints", "broken", "form"})
        String program,
    @Parameter(
            value = "GET",
            choices = {"GET", "POST", "PUT", "DELETE"})
        String method,
    @Parameter(value = "/", max = 200) String path,
    @Parameter(value = "", max = 2_000) String body) {

  /**
   * Refuses what is no path.
   *
   * @throws BadInput when it does not begin with a slash, or has a fragment or an invisible
   *     character: a browser sends neither (RFC 3986 §3.5)
   */
  public RequestParameters {
    if (!path.startsWith("/")
        || path.chars().anyMatch(c -> c == '#' || Character.isISOControl(c))) {
      throw new BadInput("path", Map.of("parameter", "path", "given", path, "allowed", "/…"));
    }
  }
}
