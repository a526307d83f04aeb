package portside.cards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portside.experiments.BadInput;
import portside.page.Json;
import portside.page.Wants;

/** What a request gives: the fields of a form, of a JSON object or of a link, each bounded. */
final class Fields {
  private static final int LONGEST = 4_000;

  private Fields() {}

  /**
   * The fields of the body.
   *
   * @throws BadInput when it is no form and no flat JSON object, or a field is too long
   */
  static Map<String, String> ofBody(Context ctx) {
    return Wants.form(ctx) ? text(ctx.formParamMap()) : json(ctx);
  }

  /** The fields of the link. */
  static Map<String, String> ofLink(Context ctx) {
    return text(ctx.queryParamMap());
  }

  private static Map<String, String> text(Map<String, List<String>> given) {
    Map<String, String> fields = new LinkedHashMap<>();
    given.forEach((name, values) -> fields.put(bounded(name), bounded(values.get(0))));
    return fields;
  }

  private static Map<String, String> json(Context ctx) {
    Map<String, String> fields = new LinkedHashMap<>();
    String body = ctx.body();
    if (body.isBlank()) {
      return fields;
    }
    try {
      JsonNode tree = Json.read(body);
      if (!tree.isObject()) {
        throw new BadInput("not-an-object", Map.of());
      }
      tree.properties()
          .forEach(
              field -> fields.put(bounded(field.getKey()), text(field.getKey(), field.getValue())));
      return fields;
    } catch (JsonProcessingException e) {
      throw new BadInput("not-json", Map.of());
    }
  }

  private static String text(String name, JsonNode value) {
    if (value.isContainerNode() || value.isNull()) {
      throw new BadInput("not-a-value", Map.of("parameter", bounded(name)));
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? "on" : "off"; // the switches of EXPERIMENTS, as JSON says them
    }
    return bounded(value.asText());
  }

  private static String bounded(String text) {
    if (text.length() > LONGEST) {
      throw new BadInput("field-too-long", Map.of("allowed", String.valueOf(LONGEST)));
    }
    return text;
  }
}
