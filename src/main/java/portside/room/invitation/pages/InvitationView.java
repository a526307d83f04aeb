package portside.room.invitation.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portside.page.Words;
import portside.room.ClassState;
import portside.room.invitation.Trial;
import portside.room.invitation.Way;

/**
 * The invitation as it is shown now.
 *
 * @param state the class; null while none is on
 * @param ways the addresses by which devices may come in, the likeliest first
 * @param shown the one that is shown; null without any
 * @param port Portside's port
 * @param open whether Portside is open to the network at all
 * @param trial what could be tested from here; null before the first trial
 * @param trying whether a trial is being made
 * @param arrived how many other devices anybody has come from
 * @param joined how many take part
 */
public record InvitationView(
    @Nullable ClassState state,
    List<Way> ways,
    @Nullable Way shown,
    int port,
    boolean open,
    @Nullable Trial trial,
    boolean trying,
    int arrived,
    int joined) {

  /** What is said first: the class's title, or why nobody can be invited. */
  public String heading(Words words) {
    if (state == null) {
      return words.get("none");
    }
    if (shown == null) {
      return words.get(open ? "no-network" : "closed");
    }
    return state.title().isEmpty() ? words.get("title") : state.title();
  }

  /** What the QR code says: the page where one joins, with the code where there is one. */
  public String link() {
    String code = state == null || state.code().isEmpty() ? "" : "?code=" + state.code();
    return shown == null ? "" : shown.url(port) + "join" + code;
  }

  /** The code that a guest has to enter; empty where there is none. */
  public String code() {
    return state == null ? "" : state.code();
  }
}
