package portside.room.flip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.net.IpAddresses;

/** What the devices of a class told, and the marks that the room sees. */
final class CensusTest {
  private static final InetAddress DOOR = IpAddresses.parse("192.168.77.10").orElseThrow();
  private static final InetAddress PHONE = IpAddresses.parse("192.168.77.20").orElseThrow();

  private final Census census = new Census();

  private static Told told(int round, Mark mark, int millis, String request) {
    return new Told(round, mark, millis, DOOR, false, null, DeviceSystem.OTHER, request);
  }

  private static Device device(int number, boolean here) {
    return new Device("member " + number, number, here, PHONE, DOOR, here ? 0 : 20);
  }

  @Test
  void each_device_has_one_mark_and_its_milliseconds() {
    int round = census.begin(Flip.WIDE, 8080, Instant.EPOCH);
    assertTrue(census.tell("member 2", told(round, Mark.ANSWERED, 14, "a")));
    assertTrue(census.tell("member 3", told(round, Mark.FAILED, 9, "b")));
    assertTrue(census.tell("member 4", told(round, Mark.NO_ANSWER, 3000, "c")));
    assertEquals(
        List.of(
            new Seat(1, Mark.NOT_TRIED, null),
            new Seat(2, Mark.ANSWERED, 14),
            new Seat(3, Mark.FAILED, 9),
            new Seat(4, Mark.NO_ANSWER, 3000),
            new Seat(5, Mark.GONE, null)),
        census.seats(
            List.of(
                device(1, true),
                device(2, true),
                device(3, true),
                device(4, true),
                device(5, false))));
  }

  @Test
  void what_is_told_of_the_server_before_does_not_count_for_the_one_after() {
    int closed = census.begin(Flip.CLOSED, 8080, Instant.EPOCH);
    census.tell("member 1", told(closed, Mark.FAILED, 3, "a"));
    int wide = census.begin(Flip.WIDE, 8080, Instant.EPOCH);
    assertFalse(census.tell("member 1", told(closed, Mark.FAILED, 5, "b")), "it came late");
    assertEquals(Mark.NOT_TRIED, census.mark(device(1, true)));
    assertTrue(census.tell("member 1", told(wide, Mark.ANSWERED, 5, "c")));
    assertEquals(Mark.ANSWERED, census.mark(device(1, true)));
    assertEquals(
        List.of(Mark.FAILED, Mark.ANSWERED),
        census.rounds().stream().map(r -> r.told().get("member 1").mark()).toList());
  }

  @Test
  void a_device_that_is_gone_keeps_what_it_told_and_gets_it_back_when_it_returns() {
    int round = census.begin(Flip.WIDE, 8080, Instant.EPOCH);
    census.tell("member 1", told(round, Mark.ANSWERED, 5, "a"));
    assertEquals(Mark.GONE, census.mark(device(1, false)));
    assertEquals(Mark.ANSWERED, census.mark(device(1, true)));
  }

  @Test
  void the_servers_log_knows_a_request_until_the_next_round() {
    int round = census.begin(Flip.WIDE, 8080, Instant.EPOCH);
    census.tell("member 1", told(round, Mark.FAILED, 5, "abc"));
    assertFalse(census.sawRequestOf("member 1"));
    assertTrue(census.saw(List.of("abc")));
    assertFalse(census.saw(List.of("abc")), "no news");
    assertTrue(census.sawRequestOf("member 1"));
    census.begin(Flip.CLOSED, 8080, Instant.EPOCH);
    assertFalse(census.sawRequestOf("member 1"));
  }

  @Test
  void the_others_are_counted_without_the_one_that_asks() {
    int round = census.begin(Flip.WIDE, 8080, Instant.EPOCH);
    census.tell("member 1", told(round, Mark.ANSWERED, 5, "a"));
    census.tell("member 2", told(round, Mark.ANSWERED, 5, "b"));
    census.tell("member 3", told(round, Mark.FAILED, 5, "c"));
    assertEquals(1, census.answeredBeside("member 1"));
    assertEquals(2, census.answeredBeside("member 3"));
    assertEquals(2, census.toldBeside("member 3"));
  }

  @Test
  void nobody_fills_the_memory() {
    for (int i = 0; i < 2 * Census.MOST_ROUNDS; i++) {
      census.begin(Flip.WIDE, 8080, Instant.EPOCH);
    }
    assertEquals(Census.MOST_ROUNDS, census.rounds().size());
    assertEquals(2 * Census.MOST_ROUNDS, census.round());
    for (int i = 0; i < 2 * Census.MOST_DEVICES; i++) {
      census.tell("member " + i, told(census.round(), Mark.ANSWERED, 1, "a"));
    }
    assertEquals(Census.MOST_DEVICES, census.rounds().get(Census.MOST_ROUNDS - 1).told().size());
  }

  private static Optional<Told> read(String field, String value) {
    Map<String, String> fields = new HashMap<>();
    fields.put("round", "7");
    fields.put("result", "answered");
    fields.put("ms", "12");
    fields.put(field, value);
    return Told.read(fields, DOOR, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)");
  }

  @ParameterizedTest
  @CsvSource({
    "round, ''",
    "round, -1",
    "round, 1e3",
    "round, 12345678",
    "result, refused",
    "result, gone",
    "ms, ''",
    "ms, 1.5",
    "ms, 1234567",
    "ms, '１２'"
  })
  void what_makes_no_sense_is_no_measurement(String field, String value) {
    assertEquals(Optional.empty(), read(field, value));
  }

  @Test
  void what_a_stranger_sends_is_bounded() {
    assertEquals(60_000, read("ms", "99999").orElseThrow().millis());
    assertEquals(null, read("mark", "<b>").orElseThrow().request());
    assertEquals(null, read("permission", "perhaps").orElseThrow().permission());
    assertEquals("denied", read("permission", "denied").orElseThrow().permission());
    assertEquals(DeviceSystem.IOS, read("x", "y").orElseThrow().system());
  }

  @ParameterizedTest
  @CsvSource({
    "IOS, Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15",
    "ANDROID, Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36",
    "WINDOWS, Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
    "MACOS, Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)",
    "LINUX, Mozilla/5.0 (X11; Linux x86_64)",
    "OTHER, curl/8.5.0",
    "OTHER,"
  })
  void a_browser_says_what_it_runs_on(DeviceSystem system, String userAgent) {
    assertEquals(system, DeviceSystem.of(userAgent));
  }
}
