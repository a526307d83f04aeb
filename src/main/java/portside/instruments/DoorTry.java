package portside.instruments;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portside.net.IpAddresses;
import portside.net.Knock;
import portside.net.ThisComputer;
import portside.page.Json;
import portside.process.Children;
import portside.process.LineListener;
import portside.programs.DevServer;

/**
 * What came of trying one door of a server that runs.
 *
 * @param door the door
 * @param result {@code answered}, {@code refused}, {@code no-answer}, {@code somebody-else} where
 *     another program answered, {@code not-tried} where curl is needed and missing, or {@code
 *     no-address} where this computer has no such address
 * @param seenAs the caller's address as the server wrote it; null when it saw nobody
 * @param elapsedMicros until the answer began, or until the failure, in microseconds; null when it
 *     was not tried
 * @param error the system's own words, or curl's; null when it answered
 */
public record DoorTry(
    Door door,
    String result,
    @Nullable String seenAs,
    @Nullable Long elapsedMicros,
    @Nullable String error) {

  public static final String ANSWERED = "answered";
  public static final String REFUSED = "refused";
  public static final String NO_ANSWER = "no-answer";
  public static final String SOMEBODY_ELSE = "somebody-else";
  public static final String NOT_TRIED = "not-tried";
  public static final String NO_ADDRESS = "no-address";

  /**
   * How long a door may keep silent before it counts as no answer: so long that neither a busy
   * computer's answer nor a refusal is taken for silence. Windows tries again after a refusal and
   * reports it after about two seconds (libuv/libuv#2896; curl/curl#14144; not run there).
   */
  static final Duration PATIENCE = Curl.LONGEST;

  /** A time for people: {@code 0.7 ms}, {@code 1503 ms}. */
  public static String time(long micros) {
    return micros < 10_000
        ? String.format(Locale.ROOT, "%.1f ms", micros / 1_000.0)
        : Math.round(micros / 1_000.0) + " ms";
  }

  /**
   * Tries a door. An address is called by Java; 0.0.0.0 and names by curl, because Java would put
   * another address in their place or ask the DNS.
   *
   * @param lines gets what curl says
   * @throws IOException when curl does not start or does not end
   * @throws InterruptedException when the run is stopped
   */
  public static DoorTry of(Door door, DevServer server, Children children, LineListener lines)
      throws IOException, InterruptedException {
    if (!door.isHere(ThisComputer.now())) {
      return new DoorTry(door, NO_ADDRESS, null, null, null);
    }
    String mark = DevServer.mark();
    Optional<InetAddress> address =
        IpAddresses.parse(door.name()).filter(a -> !a.isAnyLocalAddress());
    if (address.isPresent()) {
      Knock knock = Knock.at(address.get(), server.port(), DevServer.target(mark), PATIENCE);
      return with(
          door, Json.word(knock.answer()), server, mark, knock.elapsedMicros(), knock.error());
    }
    if (Curl.missing().isPresent()) {
      return new DoorTry(door, NOT_TRIED, null, null, null);
    }
    String url = "http://" + door.name() + ":" + server.port() + DevServer.target(mark);
    Curl.Said said = Curl.open(children, lines, url);
    String result =
        said.exit() == 0 ? ANSWERED : said.exit() == Curl.COULD_NOT_CONNECT ? REFUSED : NO_ANSWER;
    String seconds = said.seen().getOrDefault("time_total", "0");
    long micros = Math.round(Double.parseDouble(seconds) * 1_000_000);
    return with(door, result, server, mark, micros, said.exit() == 0 ? null : said.error());
  }

  private static DoorTry with(
      Door door, String result, DevServer server, String mark, long micros, @Nullable String error)
      throws InterruptedException {
    if (!result.equals(ANSWERED)) {
      return new DoorTry(door, result, null, micros, error);
    }
    String seenAs = server.saw(mark, LessonProgram.LOG_PATIENCE).orElse(null);
    return new DoorTry(door, seenAs == null ? SOMEBODY_ELSE : ANSWERED, seenAs, micros, error);
  }
}
