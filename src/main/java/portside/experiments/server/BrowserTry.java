package portside.experiments.server;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.experiments.Action;
import portside.instruments.Door;

/**
 * What a browser says that it found. A script cannot tell a closed door from one that is blocked:
 * both fail at once (Fetch standard, network error), so there is no <i>refused</i> here.
 *
 * @param device the address that the browser's message came from
 * @param door the door that it tried
 * @param result {@code answered}, {@code failed-at-once} or {@code no-answer}
 * @param millis how long it took, in milliseconds
 * @param seenAs the address that the server saw, if it saw that request; null otherwise
 */
public record BrowserTry(
    InetAddress device, Door door, String result, int millis, @Nullable String seenAs) {
  /** What a browser can tell. */
  static final List<String> RESULTS = List.of("answered", "failed-at-once", "no-answer");

  private static final int LONGEST_MILLIS = 60_000;

  /**
   * Reads what a browser sent. All of it is a stranger's text.
   *
   * @param doors the doors that there are
   * @return empty when it makes no sense
   */
  static Optional<BrowserTry> read(Action action, List<Door> doors) {
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
                    action.caller().address(),
                    door,
                    result,
                    Math.min(Integer.parseInt(millis), LONGEST_MILLIS),
                    null));
  }

  /** The mark of the request that it sent, if it is one. */
  static Optional<String> mark(Action action) {
    return Optional.ofNullable(action.fields().get("mark"))
        .filter(mark -> mark.matches("[A-Za-z0-9]{1,40}"));
  }

  BrowserTry seenAs(@Nullable String address) {
    return new BrowserTry(device, door, result, millis, address);
  }

  boolean sameCell(BrowserTry other) {
    return device.equals(other.device) && door.equals(other.door);
  }
}
