package portside.instruments;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import portside.experiments.Missing;
import portside.net.HostSystem;
import portside.process.Child;
import portside.process.Children;
import portside.process.Command;
import portside.process.Executables;
import portside.process.Exit;
import portside.process.LineListener;

/**
 * Opens a URL with the real curl. Unlike Java's own sockets it hands 0.0.0.0 to the system as it
 * is. It reads no settings of the user ({@code -q}) and uses no proxy, whatever the environment
 * says.
 */
public final class Curl {
  /** "Failed to connect to host" in the list of exit codes of curl(1). */
  public static final int COULD_NOT_CONNECT = 7;

  /** The reason of {@link Missing}. */
  public static final String MISSING = "curl";

  /** How long it waits for an answer. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SEEN = "# ";
  private static final List<String> VARIABLES =
      List.of(
          "remote_ip",
          "remote_port",
          "local_ip",
          "local_port",
          "url_effective",
          "http_code",
          "time_total");

  private Curl() {}

  /**
   * What a reader types: in Windows PowerShell, {@code curl} is an alias of Invoke-WebRequest
   * (Microsoft documentation, about_Aliases).
   */
  public static String typed(HostSystem system) {
    return system == HostSystem.WINDOWS ? "curl.exe" : "curl";
  }

  /**
   * What curl says.
   *
   * @param exit its exit code; 0 when it got an answer, whatever the status
   * @param seen what it measured, by the names of curl's {@code --write-out}
   * @param error its last line of error, or an empty text
   */
  public record Said(int exit, Map<String, String> seen, String error) {}

  /** Why curl cannot be used here; empty when it can. */
  public static Optional<Missing> missing() {
    return Executables.find("curl").isPresent()
        ? Optional.empty()
        : Optional.of(new Missing(MISSING));
  }

  /**
   * Runs it.
   *
   * @param lines gets the command and what curl says
   * @param url a URL of this computer
   * @param options further options, such as {@code -L} to follow redirects
   * @throws IOException when it does not start or does not end
   * @throws InterruptedException when the run is stopped
   */
  public static Said open(Children children, LineListener lines, String url, String... options)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("curl", "-q", "-sSv", "--noproxy", "*"));
    line.addAll(List.of("--max-time", Long.toString(LONGEST.toSeconds())));
    line.addAll(List.of(options));
    StringBuilder format = new StringBuilder("\\n");
    VARIABLES.forEach(name -> format.append(SEEN + name + " %{" + name + "}\\n"));
    line.addAll(List.of("-w", format.toString(), url));
    Command command = Command.of(line);
    lines.line("in", command.shown());

    Map<String, String> seen = Collections.synchronizedMap(new LinkedHashMap<>());
    StringBuffer error = new StringBuffer();
    try (Child curl =
        children.start(
            command,
            (stream, text) -> {
              if (stream.equals(LineListener.ERR)) {
                lines.line("err", text);
                if (text.startsWith("curl: ")) {
                  error.replace(0, error.length(), text);
                }
              } else if (text.startsWith(SEEN)) {
                String[] words = text.split(" ", 3);
                seen.put(words[1], words.length == 3 ? words[2] : "");
              } else {
                lines.line("out", text);
              }
            })) {
      Exit exit =
          curl.awaitExit(PATIENCE)
              .orElseThrow(
                  () -> new IOException("curl did not end in " + PATIENCE.toSeconds() + " s"));
      return new Said(exit.code(), new LinkedHashMap<>(seen), error.toString());
    }
  }

  /** Whether curl cannot even connect to a URL of this computer. */
  public static boolean cannotConnect(Children children, LineListener lines, String url)
      throws IOException, InterruptedException {
    return missing().isEmpty() && open(children, lines, url).exit() == COULD_NOT_CONNECT;
  }
}
