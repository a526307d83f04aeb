package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is sent as a parameter is read, or refused in one way; nothing else happens. */
final class ParametersPropertyTest {
  private static final int LONGEST_ECHO = 61;

  /** Halves of characters: what comes in broken may go out broken. */
  private static final char[] HALVES = halves();

  private static char[] halves() {
    StringBuilder all = new StringBuilder();
    for (char c = Character.MIN_SURROGATE; c <= Character.MAX_SURROGATE; c++) {
      all.append(c);
    }
    return all.toString().toCharArray();
  }

  enum Kind {
    TCP,
    UDP
  }

  record Sent(
      @Parameter("127.0.0.1") InetAddress address,
      @Parameter(value = "8080", min = 0, max = 65_535) int port,
      @Parameter("tcp") Kind protocol,
      @Parameter("off") boolean reuse,
      @Parameter(value = "", max = 40) String body) {}

  private final Parameters<Sent> parameters = Parameters.of(Sent.class);

  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.oneOf(
        Arbitraries.strings().excludeChars(HALVES).ofMaxLength(200),
        Arbitraries.strings().withChars("<>\"'&;/=\n\r\0 script0123456789").ofMaxLength(90),
        // characters outside of the basic plane around the place where an echo is cut
        Arbitraries.strings().withChars('a').ofMinLength(55).ofMaxLength(62).map(a -> a + "😀😀😀"),
        Arbitraries.integers().map(String::valueOf),
        Arbitraries.of(
            "０", "８０８０", "٣", "1e3", "+1", "-0", "0x10", "8080\n", " 8080 ", "99999999999"));
  }

  @Property
  void anything_at_all_is_read_or_refused(
      @ForAll("anything") String given, @ForAll @IntRange(max = 4) int field) {
    String name = parameters.specs().get(field).name();
    try {
      Sent read = parameters.read(Map.of(name, given));
      assertTrue(read.port() >= 0 && read.port() <= 65_535);
      assertTrue(read.body().length() <= 40);
      assertEquals(read, parameters.read(parameters.write(read)), "written and read back");
    } catch (BadInput e) {
      harmless(e);
      assertEquals(name, e.values().get("parameter"));
    }
  }

  @Example
  void a_text_may_be_as_long_as_is_allowed_and_not_longer() {
    assertEquals("a".repeat(40), parameters.read(Map.of("body", "a".repeat(40))).body());
    BadInput longer =
        assertThrows(BadInput.class, () -> parameters.read(Map.of("body", "a".repeat(41))));
    assertEquals("too-long", longer.problem());
  }

  @Property
  void an_unknown_name_is_refused(@ForAll("anything") String name) {
    try {
      parameters.read(Map.of(name, "1"));
      assertTrue(parameters.specs().stream().anyMatch(spec -> spec.name().equals(name)));
    } catch (BadInput e) {
      harmless(e);
    }
  }

  @Property
  void every_port_and_no_other_number_is_a_port(@ForAll int number) {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("port", String.valueOf(number));
    try {
      assertEquals(number, parameters.read(given).port());
      assertTrue(number >= 0 && number <= 65_535);
    } catch (BadInput e) {
      assertTrue(number < 0 || number > 65_535);
      assertEquals("out-of-range", e.problem());
    }
  }

  /** What is echoed is short, and whole characters. */
  private static void harmless(BadInput problem) {
    for (String value : problem.values().values()) {
      assertTrue(value.length() <= LONGEST_ECHO || value.equals(problem.values().get("allowed")));
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        boolean half =
            Character.isHighSurrogate(c)
                ? i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1))
                : Character.isLowSurrogate(c)
                    && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
        assertTrue(!half, "half a character in the echo");
      }
    }
  }
}
