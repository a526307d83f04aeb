package portside.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.page.Json;

/**
 * What was done, as one JSON file: {@code {"portside-progress": 1, "tried": [{lesson, card,
 * predicted, outcome, at, days, due}], "sections": [{lesson, anchor, at}], "again": true}}. Times
 * are milliseconds since 1970.
 */
final class ProgressFile {
  /** The version that is written; an older one is read, a newer one is not. */
  static final int VERSION = 1;

  private static final String MARK = "portside-progress";
  private static final int MOST = 5_000;
  private static final String NAME = "[A-Za-z0-9가-힣_-]{1,200}";

  private ProgressFile() {}

  /** Why a file is not taken: a key of the words. */
  static final class NotTaken extends Exception {
    private static final long serialVersionUID = 1L;

    NotTaken(String reason) {
      super(reason);
    }
  }

  static String write(Kept kept) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(MARK, VERSION);
    body.put("tried", kept.tried().values());
    body.put("sections", kept.sections().values());
    body.put("again", kept.again());
    return Json.pretty(body) + "\n";
  }

  static Kept read(String text) throws NotTaken {
    JsonNode body;
    try {
      body = Json.read(text);
    } catch (JsonProcessingException e) {
      throw new NotTaken("not-json");
    }
    if (body == null || !body.path(MARK).isIntegralNumber()) {
      throw new NotTaken("no-progress");
    }
    BigInteger version = body.path(MARK).bigIntegerValue();
    if (version.signum() < 1) {
      throw new NotTaken("no-progress");
    }
    if (version.compareTo(BigInteger.valueOf(VERSION)) > 0) {
      throw new NotTaken("newer");
    }
    JsonNode tried = body.path("tried");
    JsonNode sections = body.path("sections");
    JsonNode again = body.path("again");
    // It takes the place of everything: what is not there must not stand for nothing.
    if (!tried.isArray() || !sections.isArray() || !again.isBoolean()) {
      throw new NotTaken("damaged");
    }
    if (tried.size() > MOST || sections.size() > MOST) {
      throw new NotTaken("too-much");
    }
    List<Tried> cards = new ArrayList<>();
    for (JsonNode each : tried) {
      cards.add(
          new Tried(
              name(each, "lesson"),
              name(each, "card"),
              each.path("predicted").isNull() ? null : name(each, "predicted"),
              name(each, "outcome"),
              time(each, "at"),
              days(each),
              absent(each, "due") ? null : (Long) time(each, "due")));
    }
    List<Section> read = new ArrayList<>();
    for (JsonNode each : sections) {
      read.add(new Section(name(each, "lesson"), name(each, "anchor"), time(each, "at")));
    }
    return Kept.of(cards, read, again.asBoolean(), 1);
  }

  /** Whether a file may name it: a lesson, an anchor, an outcome. */
  static boolean isName(String text) {
    return text.matches(NAME);
  }

  private static String name(JsonNode node, String field) throws NotTaken {
    @Nullable String value = node.path(field).textValue();
    if (value == null || !isName(value)) {
      throw new NotTaken("damaged");
    }
    return value;
  }

  private static boolean absent(JsonNode node, String field) {
    return node.path(field).isMissingNode() || node.path(field).isNull();
  }

  private static @Nullable Integer days(JsonNode node) throws NotTaken {
    if (absent(node, "days")) {
      return null;
    }
    int days = node.path("days").isInt() ? node.path("days").asInt() : 0;
    if (days < 1 || days > Tried.MOST_DAYS) {
      throw new NotTaken("damaged");
    }
    return days;
  }

  private static long time(JsonNode node, String field) throws NotTaken {
    JsonNode time = node.path(field);
    if (!time.isIntegralNumber() || !time.canConvertToLong() || time.asLong() < 0) {
      throw new NotTaken("damaged");
    }
    return time.asLong();
  }
}
