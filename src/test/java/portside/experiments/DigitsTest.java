package portside.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portside.access.Role;
import portside.experiments.path.Path;
import portside.experiments.path.PathEvidence;
import portside.testing.Patience;

class DigitsTest {
  @Test
  void digits_stand_in_groups_of_three() {
    assertEquals("4,000,000", Digits.grouped(4_000_000L));
    assertEquals("999", Digits.grouped(999));
    assertEquals("-1,234.5", Digits.grouped(-1_234.5));
    assertEquals("0.333", Digits.grouped(1 / 3.0));
  }

  @Test
  void only_what_has_a_unit_is_a_quantity() {
    assertEquals("65,535", Digits.shown(65_535, ""));
    assertEquals(65_535, Digits.shown(65_535, null));
    assertEquals("text", Digits.shown("text", "bytes"));
  }

  @Test
  void a_long_time_is_read_in_milliseconds() {
    assertEquals("9,999", Digits.shown(9_999L, "µs"));
    assertEquals("µs", Digits.unit(9_999L, "µs"));
    assertEquals("2,005", Digits.shown(2_005_422L, "µs"));
    assertEquals("ms", Digits.unit(2_005_422L, "µs"));
    assertEquals("bytes", Digits.unit(4_000_000L, "bytes"));
    assertEquals("", Digits.unit(65_535, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ko", "en"})
  void a_sentence_and_a_table_group_quantities_and_leave_ports_alone(String lang) {
    try (Trial trial = new Trial(new Path(Trial.address("127.0.0.1")))) {
      // The counters of the network are everybody's: among too many others it cannot tell.
      RunState run =
          Patience.until(() -> "too busy", trial::run, tried -> tried.evidence() != null);
      PathEvidence found = Trial.evidence(run, PathEvidence.class);
      String bytes = Digits.grouped(found.bytesSent());
      assertTrue(bytes.contains(","), bytes);
      String sentence = Trial.summary(run, lang, Role.GUEST);
      assertTrue(sentence.contains(bytes), sentence);
      String view = trial.view(run, Role.GUEST, lang).replaceAll("\\s+", "");
      assertTrue(view.contains("<tddata-evidence=\"bytesSent\">" + bytes), view);
      assertTrue(view.contains("<tddata-evidence=\"port\">" + found.port()), view);
    }
  }
}
