package portside.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.debug.NotEvaluated.Reason;

class ConditionTest {
  /** An object of the program's that holds a number. */
  private static final AtomicReference<Integer> BOX = new AtomicReference<>(5);

  private static final Map<String, Object> NAMES =
      Map.ofEntries(
          Map.entry("i", 2),
          Map.entry("max", Integer.MAX_VALUE),
          Map.entry("min", Integer.MIN_VALUE),
          Map.entry("zero", 0),
          Map.entry("big", 10_000_000_000L),
          Map.entry("x", 1.5),
          Map.entry("f", 0.1f),
          Map.entry("on", true),
          Map.entry("c", 'c'),
          Map.entry("s", "kim"),
          Map.entry("box", BOX),
          Map.entry("boxed", new AtomicReference<>(5)),
          Map.entry("object", new Object()),
          Map.entry("a", List.of(7, 8)));

  private static final Condition.Scope SCOPE =
      new Condition.Scope() {
        @Override
        public @Nullable Object name(String name) throws NotEvaluated {
          if (!NAMES.containsKey(name)) {
            throw new NotEvaluated(Reason.UNKNOWN_NAME, name);
          }
          return NAMES.get(name);
        }

        @Override
        public @Nullable Object field(@Nullable Object of, String field) throws NotEvaluated {
          if (of instanceof List<?> list && field.equals("length")) {
            return list.size();
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

        @Override
        public @Nullable Object unboxed(@Nullable Object value) {
          return value instanceof AtomicReference<?> box ? box.get() : value;
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
        "i <<= 2;ASSIGNMENT",
        "--i == 2;ASSIGNMENT",
        "(i = 2) == 2;ASSIGNMENT",
        "i & 1;BITWISE",
        "i << 1 == 4;BITWISE",
        "i >>> 1 == 4;BITWISE",
        "~i == 4;BITWISE",
        "i ^ 1;BITWISE",
        "i / 0 == 1;DIVISION_BY_ZERO",
        "i % zero == 1;DIVISION_BY_ZERO",
        "big / (i - 2) == 1;DIVISION_BY_ZERO",
        "on + 1 == 2;NOT_CALCULABLE",
        "s - 1 == 2;NOT_CALCULABLE",
        "-on;NOT_CALCULABLE",
        "null + 1 == 1;NOT_CALCULABLE",
        "a * 2 == 1;NOT_CALCULABLE",
        "(int) s == 1;NOT_CALCULABLE",
        "s + a == s;CALL",
        "\"\" + object == s;CALL",
        "object.equals(s);CALL",
        "a.length() == 2;CALL",
        "s.equals();CALL",
        "s.length(1) == 1;CALL",
        "s.substring(1) == s;CALL",
        "i();CALL",
        "i.length() == 2;NO_SUCH_PART",
        "a[big] == 7;NO_SUCH_PART",
        "a[1.0] == 7;NO_SUCH_PART",
        "a[i - 3] == 7;NO_SUCH_PART",
        "i ? 1 : 2;UNEXPECTED",
        "(i) 2 == 2;UNEXPECTED",
        "08 == 8;UNEXPECTED",
        "1.5L == 1;UNEXPECTED",
        "1 +;UNFINISHED",
        "-;UNFINISHED",
        "!i == 2;NOT_A_TRUTH",
        "i + 1;NOT_A_TRUTH",
        "i < 3 < 4;NOT_COMPARABLE",
        "x == null;NOT_COMPARABLE",
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

  /**
   * As javac and a JVM have it, but that strings are equal by their characters and a byte counts as
   * an int at once.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        // whole numbers
        "7 / 2;Integer;3",
        "-7 / 2;Integer;-3",
        "-7 % 3;Integer;-1",
        "7 % -3;Integer;1",
        "max + 1;Integer;-2147483648",
        "min - 1;Integer;2147483647",
        "-min;Integer;-2147483648",
        "min / -1;Integer;-2147483648",
        "max * 2;Integer;-2",
        "max * 2L;Long;4294967294",
        "big * big;Long;7766279631452241920",
        "big / i;Long;5000000000",
        "-2147483648;Integer;-2147483648",
        "0x1F + 0b11 + 010;Integer;42",
        "0xFFFFFFFF;Integer;-1",
        // floating point
        "7 / 2.0;Double;3.5",
        "i / x;Double;1.3333333333333333",
        "0.1 + 0.2;Double;0.30000000000000004",
        "5.5 % 2;Double;1.5",
        "1 / 0.0;Double;Infinity",
        "-1 / 0.0;Double;-Infinity",
        "0 / 0.0;Double;NaN",
        "-x;Double;-1.5",
        "-0.0;Double;-0.0",
        "1e3 + .5;Double;1000.5",
        "f;Float;0.1",
        "f + i;Float;2.1",
        "f * 2d;Double;0.20000000298023224",
        "f == 0.1;Boolean;false",
        "f == 0.1f;Boolean;true",
        "big == 1e10f;Boolean;true",
        // characters
        "c;Character;c",
        "c + 1;Integer;100",
        "+c;Integer;99",
        "-c;Integer;-99",
        "c - 'a';Integer;2",
        "(char) (c + 1);Character;d",
        // precedence and associativity
        "1 + 2 * 3;Integer;7",
        "(1 + 2) * 3;Integer;9",
        "10 - 3 - 2;Integer;5",
        "100 / 10 / 5;Integer;2",
        "7 / 2 * 2.0;Double;6.0",
        "2 * 7 % 3;Integer;2",
        "- -i;Integer;2",
        "i - -1;Integer;3",
        "-i * -i;Integer;4",
        "-(i + 1);Integer;-3",
        "i % 2 == 0;Boolean;true",
        "-i == 2;Boolean;false",
        "-i == -2;Boolean;true",
        "i + 1 > i * 1 && i * i == i + i;Boolean;true",
        "on || i / 0 == 1;Boolean;true",
        "on || on && !on;Boolean;true",
        "!on == false;Boolean;true",
        "i < 3 == true;Boolean;true",
        // casts
        "(double) 7 / 2;Double;3.5",
        "(double) (7 / 2);Double;3.0",
        "(int) 3.99 + 1;Integer;4",
        "(int) 1e99;Integer;2147483647",
        "(byte) 200;Integer;-56",
        "(int) -x;Integer;-1",
        "(long) max + 1;Long;2147483648",
        // parts
        "a[i - 1] + a[0];Integer;15",
        "a[a.length - 1];Integer;8",
        "a['b' - 'a'];Integer;8",
        "a.length / 2.0;Double;1.0",
        "s.length();Integer;3",
        "\"kim\".length() * i;Integer;6",
        "(s).length() % 2;Integer;1",
        // text
        "s + 1 + 2;String;kim12",
        "1 + 2 + s;String;3kim",
        "s + x + c + on + null;String;kim1.5ctruenull",
        "\"\" + f + big + 7.0;String;0.1100000000007.0",
        "s + \"\\t\" == \"kim\t\";Boolean;true",
        "s == \"ki\" + 'm';Boolean;true",
        "s.equals(\"kim\");Boolean;true",
        "\"Kim\".equals(s);Boolean;false",
        "s.equals(null);Boolean;false",
        "s.equals(a);Boolean;false",
        "!s.equals(\"lee\") && s.length() == 3;Boolean;true",
        // objects that hold a number
        "box + 1;Integer;6",
        "box == 5;Boolean;true",
        "box < 6;Boolean;true",
        "box == boxed;Boolean;false",
        "box == box;Boolean;true",
        "s + box;String;kim5"
      })
  void a_calculation_gives_what_java_gives(String text, String type, String expected)
      throws NotEvaluated {
    Object value = Condition.read(text).value(SCOPE);
    assertEquals(expected, String.valueOf(value));
    assertEquals(type, value.getClass().getSimpleName());
  }

  @Test
  void text_does_not_grow_without_end() {
    String huge = "x".repeat(60_000);
    Condition.Scope scope =
        new Condition.Scope() {
          @Override
          public Object name(String name) {
            return huge;
          }

          @Override
          public @Nullable Object field(@Nullable Object of, String field) {
            return null;
          }

          @Override
          public @Nullable Object element(@Nullable Object of, long index) {
            return null;
          }
        };
    NotEvaluated no =
        assertThrows(NotEvaluated.class, () -> Condition.read("t + t + t").value(scope));
    assertEquals(Reason.MEMORY, no.reason());
  }

  @Test
  void a_division_by_zero_names_its_values() {
    NotEvaluated no =
        assertThrows(NotEvaluated.class, () -> Condition.read("(i + 5) / zero").value(SCOPE));
    assertEquals("7 / 0", no.at());
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
  @CsvSource({"!,TOO_DEEP", "(,TOO_DEEP", "a[,TOO_DEEP", "'- ',TOO_DEEP"})
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
