package portside.instruments;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.experiments.Action;

/**
 * What a browser says that it found. A script cannot tell a closed door from one that is blocked:
 * both fail at once (Fetch standard, network error), so there is no <i>refused</i> here.
 *
 * @param person whose browser it is: 1 for the first that told the run anything. Several may have
 *     one address, as behind a router
 * @param device the address that the browser's message came from
 * @param door the door that it tried
 * @param result {@code answered}, {@code failed-at-once} or {@code no-answer}
 * @param millis how long it took, in milliseconds
 * @param seenAs the address that the server saw, if it saw that request; null otherwise
 * @param mark by which the server's log knows the request; null when the browser sent none
 */
public record BrowserTry(
    int person,
    InetAddress device,
    Door door,
    String result,
    int millis,
    @Nullable String seenAs,
    @Nullable String mark) {
  /** A script got an answer, though it may not read it. */
  public static final String ANSWERED = DoorTry.ANSWERED;

  /** Closed, rejected or blocked: a script cannot tell. */
  public static final String FAILED_AT_ONCE = "failed-at-once";

  /** Nothing came in the time that the script waits. */
  public static final String NO_ANSWER = DoorTry.NO_ANSWER;

  /** What a browser can tell. */
  public static final List<String> RESULTS = List.of(ANSWERED, FAILED_AT_ONCE, NO_ANSWER);

  private static final int LONGEST_MILLIS = 60_000;

  /**
   * Reads what a browser sent. All of it is a stranger's text.
   *
   * @param person see the record
   * @param doors the doors that there are
   * @return empty when it makes no sense
   */
  static Optional<BrowserTry> read(Action action, int person, List<Door> doors) {
    Map<String, String> fields = action.fields();
    String millis = fields.getOrDefault("ms", "");
    String result = fields.getOrDefault("result", "");
    if (!millis.matches("[0-9]{1,5}") || !RESULTS.contains(result)) {
      return Optional.empty();
    }
    return doors.stream()
        .filter(door -> door.name().equals(fields.get("door")))
        .findFirst()
        .map(
            door ->
                new BrowserTry(
                    person,
                    action.caller().address(),
                    door,
                    result,
                    Math.min(Integer.parseInt(millis), LONGEST_MILLIS),
                    null,
                    mark(fields)));
  }

  /** The mark of the request that it sent, if it is one. */
  private static @Nullable String mark(Map<String, String> fields) {
    String mark = fields.getOrDefault("mark", "");
    return mark.matches("[A-Za-z0-9]{1,40}") ? mark : null;
  }

  BrowserTry seenAs(@Nullable String address) {
    return new BrowserTry(person, device, door, result, millis, address, mark);
  }
}
