package portside.page;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.function.Function;
import portside.net.IpAddresses;

/** Values to JSON, in one way: addresses as text, constants in lower case with hyphens. */
public final class Json {
  /** Its media type. */
  static final String TYPE = "application/json; charset=utf-8";

  /** Loaded by who writes or reads JSON, which a constant's word and most pages do not need. */
  private static final class Jackson {
    static final ObjectMapper MAPPER =
        new ObjectMapper()
            .registerModule(
                new SimpleModule()
                    .addSerializer(new Text<>(InetAddress.class, IpAddresses::text))
                    .addSerializer(new Text<>(Enum.class, Json::word)));

    /** Lines end alike on every system. */
    static final DefaultPrettyPrinter LINES =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
  }

  private Json() {}

  /** Writes a value. */
  public static String write(Object value) {
    try {
      return Jackson.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for " + value.getClass(), e);
    }
  }

  /** The same in lines, for people to read. */
  public static String pretty(Object value) {
    try {
      return Jackson.MAPPER.writer(Jackson.LINES).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for " + value.getClass(), e);
    }
  }

  /**
   * Reads a tree.
   *
   * @throws JsonProcessingException when the text is not JSON
   */
  public static JsonNode read(String text) throws JsonProcessingException {
    return Jackson.MAPPER.readTree(text);
  }

  /** Answers with a value. */
  public static void answer(Context ctx, Object value) {
    ctx.contentType(TYPE).result(write(value) + "\n");
  }

  /** A constant as it is written in JSON, in directives and in forms: {@code other-device}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static final class Text<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<T, String> text;

    Text(Class<T> type, Function<T, String> text) {
      super(type);
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(text.apply(value));
    }
  }
}
