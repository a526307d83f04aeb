package portside.experiments.owner;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.experiments.Guests;

/**
 * Who has the port.
 *
 * @param processes how many processes have it, as far as the system tells
 * @param listening whether somebody takes what newly arrives for the port; otherwise it is only in
 *     use by connections, or held without listening
 * @param pids the processes, in rising order. For the host only, like everything about them
 * @param holders every socket that has the port, with each of its processes
 * @param clients processes of this computer that are connected to the port from another one: {@code
 *     lsof -i :PORT} shows them as well, and ending them does not free the port
 * @param more how many sockets were left out of the two lists because there are so many
 * @param unlisted whether the system refused the port although its tables show nobody: a socket
 *     that does not listen (Linux), or another user's (macOS)
 * @param commands how to look without Portside, this computer's system first
 */
public record OwnerEvidence(
    @Guests Integer processes,
    @Guests Boolean listening,
    @Nullable List<Long> pids,
    List<Held> holders,
    List<Held> clients,
    @Nullable Integer more,
    @Guests Boolean unlisted,
    @Guests List<HowTo> commands) {

  /**
   * One process of one socket.
   *
   * @param pid its number; null if no process has the socket, or if it is hidden
   * @param command its command line, Portside's key masked
   * @param user who runs it
   * @param since when it was started, {@code 2026-11-22 21:40:07} in this computer's time zone
   * @param state of the socket, such as {@code LISTEN}
   * @param local this end, as in a URL: {@code 127.0.0.1:8080}
   * @param remote the other end; null unless connected
   * @param hidden whether permission hides the process
   * @param portside whether it is Portside itself
   */
  public record Held(
      @Nullable Long pid,
      @Nullable String command,
      @Nullable String user,
      @Nullable String since,
      String state,
      String local,
      @Nullable String remote,
      boolean hidden,
      boolean portside) {

    /** Whether the socket takes what newly arrives. */
    public boolean takesNewcomers() {
      return state.equals("LISTEN") || state.equals("BOUND");
    }
  }
}
