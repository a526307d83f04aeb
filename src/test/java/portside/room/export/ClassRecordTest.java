package portside.room.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import portside.access.Person;
import portside.net.IpAddresses;
import portside.page.Json;
import portside.room.FlipRound;
import portside.room.Measured;
import portside.room.Poll;
import portside.room.Room;
import portside.room.export.ClassRecord.Table;
import portside.store.Store;

/** A class of two, one question in two rounds, as it is taken along. */
final class ClassRecordTest {
  private static final InetAddress PHONE = IpAddresses.parse("192.168.77.20").orElseThrow();
  private static final Person KOREAN = new Person("korean0000000000000000");
  private static final Person ROGUE = new Person("rogue00000000000000000");

  private Store store;
  private Room room;
  private ClassRecord kept;

  @BeforeEach
  void teach() {
    store = new Store(null, List.of(Room.TABLES));
    room = new Room(store);
    room.open("첫 시간", "").join();
    room.audience().join(KOREAN, PHONE, "김하늘", "").join();
    room.audience().join(ROGUE, PHONE, "=HYPERLINK(\"http://x\")", "").join();
    room.polls()
        .ask(
            new Poll.Asked(
                "wildcard",
                "who-has-it",
                "probe",
                Map.of("port", "8080"),
                List.of("free", "in-use")))
        .join();
    String poll = poll().id();
    room.audience().answer(KOREAN, poll, 1, "free").join();
    room.audience().answer(ROGUE, poll, 1, "in-use").join();
    room.polls().close(poll).join();
    room.polls().again(poll).join();
    room.audience().answer(KOREAN, poll, 2, "in-use").join();
    room.polls().run(poll, () -> "run").join();
    room.polls()
        .reveal(
            poll,
            "run",
            new Measured(
                "in-use", Map.of("ko", "쓰는 중", "en", "In use"), "{\"port\":8080}", Instant.EPOCH))
        .join();
    int round = room.flips().begin("127.0.0.1", 8080);
    room.flips().tell(round, KOREAN, new FlipRound.Found("failed-at-once", 3));
    round = room.flips().begin("0.0.0.0", 8080);
    room.flips().tell(round, KOREAN, new FlipRound.Found("answered", 12));
    room.flips().tell(round, ROGUE, new FlipRound.Found("no-answer", null));
    room.flips().tell(round + 1, ROGUE, new FlipRound.Found("answered", 1)); // of no round
    kept = new ClassRecord(room.kept().orElseThrow());
  }

  private Poll poll() {
    return room.now().orElseThrow().poll();
  }

  @AfterEach
  void close() {
    room.close();
    store.close();
  }

  private List<String> rows(Table table) {
    String csv = new String(kept.csv(table), StandardCharsets.UTF_8);
    assertTrue(csv.startsWith("\uFEFF"), "the mark by which a spreadsheet knows UTF-8");
    return csv.substring(1).lines().toList();
  }

  @Test
  void predictions_are_listed_by_round_with_whether_they_came_true() {
    assertEquals(
        List.of(
            "question,lesson,card,round,number,name,predicted,right",
            "1,wildcard,who-has-it,1,1,김하늘,free,false",
            "1,wildcard,who-has-it,1,2,\"'=HYPERLINK(\"\"http://x\"\")\",in-use,true",
            "1,wildcard,who-has-it,2,1,김하늘,in-use,true"),
        rows(Table.PREDICTIONS));
  }

  @Test
  void outcomes_say_what_was_measured() {
    List<String> rows = rows(Table.OUTCOMES);
    assertEquals(
        "question,lesson,card,experiment,parameters,asked_at,rounds,outcome,measured_at,evidence",
        rows.get(0));
    assertTrue(
        rows.get(1).startsWith("1,wildcard,who-has-it,probe,\"{\"\"port\"\":\"\"8080\"\"}\",20"),
        rows.get(1));
    assertTrue(
        rows.get(1).endsWith(",2,in-use,1970-01-01T00:00:00Z,\"{\"\"port\"\":8080}\""),
        rows.get(1));
    assertEquals(2, rows.size());
  }

  @Test
  void attendance_counts_answers() {
    List<String> rows = rows(Table.ATTENDANCE);
    assertEquals("number,name,joined_at,last_at,answers", rows.get(0));
    assertTrue(rows.get(1).matches("1,김하늘,20[^,]+Z,20[^,]+Z,2"), rows.get(1));
    assertTrue(rows.get(2).startsWith("2,\"'=HYPERLINK("), rows.get(2));
    assertTrue(rows.get(2).endsWith(",1"), rows.get(2));
  }

  @Test
  void the_flip_is_listed_by_round_with_what_each_device_found() {
    List<String> rows =
        rows(Table.FLIP).stream().map(row -> row.replaceAll(",20[^,]+Z,", ",T,")).toList();
    assertEquals(
        List.of(
            "round,bound,port,began_at,number,name,mark,ms",
            "1,127.0.0.1,8080,T,1,김하늘,failed-at-once,3",
            "2,0.0.0.0,8080,T,1,김하늘,answered,12",
            "2,0.0.0.0,8080,T,2,\"'=HYPERLINK(\"\"http://x\"\")\",no-answer,"),
        rows);
  }

  @Test
  void json_has_it_all_and_no_id_of_a_browser() throws JsonProcessingException {
    String text = new String(kept.json(), StandardCharsets.UTF_8);
    JsonNode json = Json.read(text);
    assertEquals(1, json.path("format").asInt());
    assertEquals("첫 시간", json.path("title").asText());
    assertEquals("김하늘", json.path("attendance").path(0).path("name").asText());
    JsonNode question = json.path("questions").path(0);
    assertEquals("8080", question.path("parameters").path("port").asText());
    assertEquals(
        "in-use",
        question.path("rounds").path(1).path("predictions").path(0).path("predicted").asText());
    assertEquals("in-use", question.path("measured").path("outcome").asText());
    assertEquals(8080, question.path("measured").path("evidence").path("port").asInt());
    JsonNode flip = json.path("flip").path(1);
    assertEquals("0.0.0.0", flip.path("bound").asText());
    assertEquals("answered", flip.path("devices").path(0).path("mark").asText());
    assertTrue(flip.path("devices").path(1).path("ms").isNull());
    assertFalse(text.contains(KOREAN.id()) || text.contains(ROGUE.id()), text);
  }
}
