package portside.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.debug.NotEvaluated.Reason;

class ConditionTest {
  private static final Condition.Scope SCOPE =
      new Condition.Scope() {
        @Override
        public @Nullable Object name(String name) throws NotEvaluated {
          Map<String, Object> names =
              Map.of("i", 2L, "x", 1.5, "on", true, "c", 'c', "s", "kim", "a", List.of(7L, 8L));
          if (!names.containsKey(name)) {
            throw new NotEvaluated(Reason.UNKNOWN_NAME, name);
          }
          return names.get(name);
        }

        @Override
        public @Nullable Object field(@Nullable Object of, String field) throws NotEvaluated {
          if (of instanceof List<?> list && field.equals("length")) {
            return (long) list.size();
          }
          throw new NotEvaluated(Reason.NO_SUCH_PART, field);
        }

        @Override
        public @Nullable Object element(@Nullable Object of, long index) throws NotEvaluated {
          if (of instanceof List<?> list && index >= 0 && index < list.size()) {
            return list.get((int) index);
          }
          throw new NotEvaluated(Reason.NO_SUCH_PART, "[]");
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "i == 2;true",
        "i != 2;false",
        "i>=2&&x<2;true",
        "i < 2 || on;true",
        "!(i == 2) || !on;false",
        "a[1] == 8;true",
        "a[i] == 8 || true;none",
        "true || a[i] == 8;true",
        "a.length == i;true",
        "s == \"kim\";true",
        "c == 'c';true",
        "c == 99;true",
        "x == 1.5;true",
        "i == 2.0;true",
        "i == -2;false",
        "s == null;false",
        "1_000 > 999;true",
        "9007199254740993 == 9007199254740992;false",
        "on;true"
      })
  void a_comparison_is_as_in_java(String text, String expected) throws NotEvaluated {
    Condition condition = Condition.read(text);
    if (expected.equals("none")) {
      assertThrows(NotEvaluated.class, () -> condition.holds(SCOPE));
    } else {
      assertEquals(Boolean.valueOf(expected), condition.holds(SCOPE));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "` `;EMPTY",
        "i = 2;ASSIGNMENT",
        "i++ == 2;ASSIGNMENT",
        "i += 2;ASSIGNMENT",
        "i % 2 == 0;ARITHMETIC",
        "-i == 2;ARITHMETIC",
        "s.isEmpty();CALL",
        "System.exit(1);CALL",
        "i ==;UNFINISHED",
        "(i == 2;UNFINISHED",
        "i == 2);UNEXPECTED",
        "new Object() == s;UNEXPECTED",
        "\"open;UNEXPECTED",
        "i;NOT_A_TRUTH",
        "nobody == 1;UNKNOWN_NAME",
        "s == 1;NOT_COMPARABLE",
        "on < 1;NOT_COMPARABLE"
      })
  void what_is_none_is_refused_with_the_reason(String text, Reason reason) {
    NotEvaluated no = assertThrows(NotEvaluated.class, () -> Condition.read(text).holds(SCOPE));
    assertEquals(reason, no.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "==, false, true, false",
    "!=, true, false, true",
    "<, true, false, false",
    "<=, true, true, false",
    ">, false, false, true",
    ">=, false, true, true"
  })
  void an_operator_tells_below_equal_and_above(
      String operator, boolean below, boolean equal, boolean above) throws NotEvaluated {
    List<Boolean> expected = List.of(below, equal, above);
    assertEquals(expected, held("i", operator, "3", "2", "1"), "whole numbers");
    assertEquals(expected, held("x", operator, "1.75", "1.5", "1.25"), "decimals");
    assertEquals(expected, held("x", operator, "2", "1.5", "1"), "a decimal and a whole number");
    assertEquals(expected, held("i", operator, "2.5", "2.0", "1.5"), "and the other way round");
  }

  private static List<Boolean> held(String left, String operator, String... right)
      throws NotEvaluated {
    List<Boolean> held = new ArrayList<>();
    for (String each : right) {
      held.add(Condition.read(left + " " + operator + " " + each).holds(SCOPE));
    }
    return held;
  }

  @ParameterizedTest
  @CsvSource({"!,TOO_DEEP", "(,TOO_DEEP", "a[,TOO_DEEP"})
  void depth_is_bounded(String open, Reason reason) {
    NotEvaluated no = assertThrows(NotEvaluated.class, () -> Condition.read(open.repeat(50)));
    assertEquals(reason, no.reason());
    assertEquals(
        Reason.TOO_LONG,
        assertThrows(NotEvaluated.class, () -> Condition.read("i".repeat(201))).reason());
  }

  @Property(tries = 3_000)
  void any_text_is_evaluated_or_refused(
      @ForAll @StringLength(max = 30) @CharRange(from = ' ', to = '~') String text) {
    try {
      Condition.read(text).value(SCOPE);
    } catch (NotEvaluated refused) {
      // the only way out
    }
  }
}
