package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.net.IpAddresses;
import portside.net.Protocol;
import portside.page.Json;

/** What a reader types, and what is said of what cannot be meant. */
final class ParametersTest {
  /** One of each kind. */
  public record Asked(
      @Parameter(value = "5", min = 1, max = 10) int number,
      @Parameter("off") boolean on,
      @Parameter("127.0.0.1") InetAddress address,
      @Parameter("tcp") Protocol protocol,
      @Parameter(
              value = "one",
              choices = {"one", "three"})
          String word,
      @Parameter(value = "", max = 5) String text,
      @Parameter(value = "0", max = Integer.MAX_VALUE) int open) {}

  public record None() {}

  public record Unmarked(int number) {}

  public record Strange(@Parameter("1") long number) {}

  private static final Parameters<Asked> PARAMETERS = Parameters.of(Asked.class);

  private static BadInput refused(String name, String value) {
    return assertThrows(BadInput.class, () -> PARAMETERS.read(Map.of(name, value)));
  }

  @Test
  void what_is_not_given_takes_its_default() {
    InetAddress loopback = IpAddresses.parse("127.0.0.1").orElseThrow();
    assertEquals(
        new Asked(5, false, loopback, Protocol.TCP, "one", "", 0), PARAMETERS.read(Map.of()));
  }

  @Test
  void what_is_given_is_read_and_written_back() {
    Map<String, String> given =
        Map.of(
            "number", " 7 ",
            "on", "on",
            "address", "::1",
            "protocol", "udp",
            "word", "three",
            "text", "12345",
            "open", "123456789");
    Asked read = PARAMETERS.read(given);
    assertEquals(
        new Asked(
            7,
            true,
            IpAddresses.parse("::1").orElseThrow(),
            Protocol.UDP,
            "three",
            "12345",
            123_456_789),
        read);
    Map<String, String> written = PARAMETERS.write(read);
    assertEquals(
        List.of("number", "on", "address", "protocol", "word", "text", "open"),
        List.copyOf(written.keySet()));
    assertEquals(
        List.of("7", "on", "::1", "udp", "three", "12345", "123456789"),
        List.copyOf(written.values()));
  }

  @Test
  void each_says_what_it_allows() {
    assertEquals(
        List.of(
            "1–10",
            "off | on",
            "127.0.0.1, 192.168.0.10, ::1 …",
            "tcp | udp",
            "one | three",
            "≤ 5",
            "≥ 0"),
        PARAMETERS.specs().stream().map(Parameters.Spec::allowed).toList());
  }

  @ParameterizedTest
  @CsvSource({"1", "10"})
  void the_first_and_the_last_number_are_allowed(String number) {
    assertEquals(Integer.parseInt(number), PARAMETERS.read(Map.of("number", number)).number());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "number   | 0            | out-of-range   | ",
        "number   | 11           | out-of-range   | ",
        "number   | -1           | out-of-range   | ",
        "number   | 1000000000   | out-of-range   | ",
        "number   | １            | not-a-number   | 1",
        "number   | １０          | not-a-number   | 10",
        "number   | ０            | not-a-number   | ",
        "number   | １１          | not-a-number   | ",
        "number   | 1,0          | not-a-number   | 10",
        "number   | seven        | not-a-number   | ",
        "number   | ''           | empty          | ",
        "on       | ''           | empty          | ",
        "on       | yes          | not-a-choice   | ",
        "on       | onn          | not-a-choice   | on",
        "protocol | tpc          | not-a-choice   | tcp",
        "protocol | TCP          | not-a-choice   | ",
        "word     | tree         | not-a-choice   | three",
        "text     | 123456       | too-long       | ",
        "address  | 127.0.1      | not-an-address | 127.0.0.1",
        "address  | 127..0.0.1   | not-an-address | 127.0.0.1",
        "address  | nowhere      | not-an-address | ",
        "open     | -1           | out-of-range   | ",
        "open     | 1 000        | not-a-number   | 1000",
      })
  void what_is_not_allowed_is_refused_with_what_may_be_meant(
      String name, String value, String problem, String hint) {
    BadInput bad = refused(name, value);
    assertEquals(problem, bad.problem());
    assertEquals(name, bad.values().get("parameter"));
    assertEquals(value, bad.values().get("given"));
    assertEquals(hint == null ? "" : hint, bad.values().get("hint"));
  }

  @Test
  void where_only_the_experiment_knows_the_greatest_number_no_number_is_too_long() {
    assertEquals(Integer.MAX_VALUE, PARAMETERS.read(Map.of("open", "99999999999999999999")).open());
    assertEquals(Integer.MAX_VALUE, PARAMETERS.read(Map.of("open", "1000000000")).open());
    String open = Json.write(PARAMETERS.specs().get(6));
    assertTrue(open.contains("\"min\":0,\"max\":null"), open);
  }

  @Test
  void what_is_long_is_said_in_part_and_nothing_is_guessed_of_it() {
    String sixty = "7".repeat(60);
    assertEquals(sixty, refused("number", sixty).values().get("given"));
    assertEquals(sixty + "…", refused("number", sixty + "8").values().get("given"));
    String spaced = "１" + ",".repeat(59);
    assertEquals("1", refused("number", spaced).values().get("hint"));
    assertEquals("", refused("number", spaced + ",").values().get("hint"));
  }

  @Test
  void an_unknown_name_is_refused_with_those_that_there_are() {
    BadInput bad = refused("nummer", "1");
    assertEquals("unknown-parameter", bad.problem());
    assertEquals("number", bad.values().get("hint"));
    assertEquals("number, on, address, protocol, word, text, open", bad.values().get("allowed"));
    BadInput none =
        assertThrows(BadInput.class, () -> Parameters.of(None.class).read(Map.of("a", "b")));
    assertEquals("–", none.values().get("allowed"));
    assertEquals("", none.values().get("hint"));
  }

  @Test
  void a_record_that_says_too_little_is_a_mistake_of_ours() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Parameters.of(Unmarked.class))
            .getMessage()
            .contains("carries no @Parameter"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Parameters.of(Strange.class))
            .getMessage()
            .contains("long"));
  }
}
