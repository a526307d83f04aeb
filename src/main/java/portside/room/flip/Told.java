package portside.room.flip;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.instruments.BrowserTry;

/**
 * What a device's browser told of one try. All of it came as a stranger's text and was checked.
 *
 * @param round the round that it was asked in; 1 or more
 * @param mark answered, failed at once or no answer
 * @param millis how long it took, 0 to 60,000; null where a person says it, and no browser measured
 * @param door the address of this computer that it tried
 * @param securePage whether the page that tried was opened by https, so that a browser lets it call
 *     no plain address (Mixed Content, W3C)
 * @param permission what the browser says of the permission to call devices of the local network:
 *     {@code granted}, {@code prompt}, {@code denied}; null where it knows no such permission
 * @param system the system that the browser names
 * @param request the mark of its request, by which the server's log may know it; null without one
 */
public record Told(
    int round,
    Mark mark,
    @Nullable Integer millis,
    InetAddress door,
    boolean securePage,
    @Nullable String permission,
    DeviceSystem system,
    @Nullable String request) {
  private static final int LONGEST_MILLIS = 60_000;

  /**
   * Reads what a browser sent.
   *
   * @param fields {@code round, result} and perhaps {@code ms, secure, permission, mark}
   * @param door what it was told to try
   * @param userAgent its User-Agent header, or null
   * @return empty when it makes no sense
   */
  public static Optional<Told> read(
      Map<String, String> fields, InetAddress door, @Nullable String userAgent) {
    String round = fields.getOrDefault("round", "");
    String result = fields.getOrDefault("result", "");
    String millis = fields.get("ms");
    String permission = fields.getOrDefault("permission", "");
    String request = fields.getOrDefault("mark", "");
    if (!round.matches("[0-9]{1,6}")
        || millis != null && !millis.matches("[0-9]{1,5}")
        || !BrowserTry.RESULTS.contains(result)) {
      return Optional.empty();
    }
    return Optional.of(
        new Told(
            Integer.parseInt(round),
            Mark.of(result),
            millis == null ? null : Math.min(Integer.parseInt(millis), LONGEST_MILLIS),
            door,
            "yes".equals(fields.get("secure")),
            permission.matches("granted|prompt|denied") ? permission : null,
            DeviceSystem.of(userAgent),
            request.matches("[A-Za-z0-9]{1,40}") ? request : null));
  }
}
