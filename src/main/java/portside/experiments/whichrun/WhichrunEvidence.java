package portside.experiments.whichrun;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;

/**
 * One program, started in two ways. What was not measured is null.
 *
 * @param commandHost the address that the command line of {@code flask run} names
 * @param commandPort the port that it names
 * @param programHost the address that the program names in {@code app.run}
 * @param programPort the port that it names there
 * @param programLine that line of the program, as it ran
 * @param changed whether that line differs from the lesson's file, because this computer could not
 *     have its address or its port
 * @param command the program started by {@code flask run}
 * @param program the same program started by itself
 */
public record WhichrunEvidence(
    @Guests @Nullable InetAddress commandHost,
    @Guests @Nullable Integer commandPort,
    @Guests @Nullable InetAddress programHost,
    @Guests @Nullable Integer programPort,
    @Guests @Nullable String programLine,
    @Guests @Nullable Boolean changed,
    @Guests @Nullable Transcript command,
    @Guests @Nullable Transcript program) {

  /** Nothing was measured. */
  static final WhichrunEvidence NONE =
      new WhichrunEvidence(null, null, null, null, null, null, null, null);

  /**
   * One start.
   *
   * @param commandLine what was typed
   * @param pid its process; null for guests
   * @param listening where that process listened, by the operating system's table
   * @param console its lines in the order in which they came, the request's among them
   * @param processes how many processes the start became; with Flask's reloader it is two, and a
   *     Python that is only a launcher of another counts, too
   * @param codeConsole the status of {@code /console}, where Werkzeug's debugger lets a browser run
   *     Python code: 200 in debug mode, 404 without. Null where it was not asked for
   */
  public record Transcript(
      @Guests String commandLine,
      @Nullable Long pid,
      @Guests List<Endpoint> listening,
      @Guests List<String> console,
      @Guests int processes,
      @Guests @Nullable Integer codeConsole) {

    /** Whether Flask's debug mode was seen; false where nobody looked. */
    public boolean debug() {
      return codeConsole != null && codeConsole == 200;
    }
  }

  /**
   * Where a server listens.
   *
   * @param address the address that it is bound to
   * @param port 1 to 65535
   */
  public record Endpoint(InetAddress address, int port) {}
}
