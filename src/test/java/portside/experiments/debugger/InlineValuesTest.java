package portside.experiments.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portside.experiments.debugger.DebuggerEvidence.Seen;

/** Which values stand beside which line. */
final class InlineValuesTest {
  /** The names beside each line, where a program stands at its last line. */
  private static Map<Integer, List<String>> beside(String source, Seen... variables) {
    List<String> lines = source.lines().toList();
    return InlineValues.of(lines.size(), lines, List.of(variables)).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                line -> line.getValue().stream().map(Seen::name).toList(),
                (one, other) -> one,
                TreeMap::new));
  }

  private static Seen seen(String name, boolean changed) {
    return new Seen(name, "1", "int", "local", changed);
  }

  private static Seen[] seen(String... names) {
    return Stream.of(names).map(name -> seen(name, false)).toArray(Seen[]::new);
  }

  @Test
  void each_stands_at_the_nearest_line_up_that_names_it() {
    assertEquals(
        Map.of(2, List.of("b"), 3, List.of("a")),
        beside("a = 1\nb = a\nprint(a)\n", seen("a", "b", "c")));
  }

  @Test
  void a_name_within_another_one_is_not_named_in_any_writing() {
    assertEquals(Map.of(), beside("합계 = ab\n", seen("합", "a", "계")));
    assertEquals(Map.of(1, List.of("합")), beside("합 = $a\n", seen("합", "a")));
  }

  @Test
  void the_member_of_another_and_a_text_are_no_variable() {
    assertEquals(Map.of(), beside("x.y = \"z'\"\n", seen("y", "z")));
  }

  @Test
  void what_has_changed_comes_first_and_the_rest_goes_up_or_is_left_out() {
    assertEquals(
        Map.of(1, List.of("d"), 2, List.of("e", "a", "b")),
        beside(
            "d = 1\na + b + c + d + e\n",
            Stream.concat(Stream.of(seen("a", "b", "c", "d")), Stream.of(seen("e", true)))
                .toArray(Seen[]::new)));
  }
}
