package portside.experiments.request;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
 * @param header a header of the reader's own, {@code Name: value}, up to 200 characters; it takes
 *     the place of Portside's where that has the same name
 * @param body what is typed into the form's field {@code text}, up to 2,000 characters; a GET sends
 *     none
 * @param ask what the outcome speaks of: the status, or where the printed text has gone
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
    @Parameter(value = "", max = 200) String header,
    @Parameter(value = "", max = 2_000) String body,
    @Parameter("status") Ask ask) {

  /** What is asked about the answer. */
  public enum Ask {
    /** Its status code. */
    STATUS,
    /** Whether what the function printed is in it. */
    PRINTED
  }

  /** A name and a value (RFC 9110 §5.1, §5.5), in ASCII. */
  private static final Pattern HEADER =
      Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\x20-\\x7E]*");

  /** They say where the message ends and whom it is for; a second one makes another message. */
  private static final Set<String> FRAMING =
      Set.of("host", "connection", "content-length", "content-type", "transfer-encoding", "expect");

  /**
   * Refuses what is no path or no header.
   *
   * @throws BadInput when the path does not begin with a slash, or has a fragment or an invisible
   *     character: a browser sends neither (RFC 3986 §3.5); when the header is none, or one that
   *     decides where the message ends (RFC 9112 §6)
   */
  public RequestParameters {
    if (!path.startsWith("/")
        || path.chars().anyMatch(c -> c == '#' || Character.isISOControl(c))) {
      throw new BadInput("path", Map.of("parameter", "path", "given", path, "allowed", "/…"));
    }
    header = header.strip();
    if (!header.isEmpty()
        && (!HEADER.matcher(header).matches() || FRAMING.contains(name(header)))) {
      throw new BadInput(
          "header",
          Map.of("parameter", "header", "given", header, "allowed", "Accept-Language: ko"));
    }
  }

  /** The name of a header line, in lower case: names are the same in any case (RFC 9110 §5.1). */
  static String name(String line) {
    return line.split(":", 2)[0].toLowerCase(Locale.ROOT);
  }
}
