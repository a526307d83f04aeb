package portside.debug;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portside.debug.NotEvaluated.Reason;

/**
 * What Java's operators make of values (JLS §5.6, §15.15 to §15.21): {@code Integer}, {@code Long},
 * {@code Float}, {@code Double}, {@code Character}, {@code Boolean}, {@code String}, null, and
 * objects, which are only ever equal to themselves.
 */
final class Arithmetic {
  /** The types that {@link #cast} knows. */
  static final Set<String> NUMERIC =
      Set.of("byte", "short", "char", "int", "long", "float", "double");

  private static final int LONGEST = 100_000;

  private Arithmetic() {}

  /** {@code + - * / %} of two values, promoted as Java does; a {@code +} with a string joins. */
  static Object calculate(@Nullable Object left, String operator, @Nullable Object right)
      throws NotEvaluated {
    if (operator.equals("+") && (left instanceof String || right instanceof String)) {
      return joined(text(left), text(right));
    }
    if (!(promoted(left) instanceof Number x) || !(promoted(right) instanceof Number y)) {
      throw new NotEvaluated(Reason.NOT_CALCULABLE, shown(left, operator, right));
    }
    if (x instanceof Double || y instanceof Double) {
      return of(operator, x.doubleValue(), y.doubleValue());
    }
    if (x instanceof Float || y instanceof Float) {
      double a = x.floatValue(); // so much more exact that it rounds in the end as float does
      double b = y.floatValue();
      return (float) of(operator, a, b);
    }
    if (y.longValue() == 0 && (operator.equals("/") || operator.equals("%"))) {
      throw new NotEvaluated(Reason.DIVISION_BY_ZERO, shown(x, operator, y));
    }
    if (x instanceof Long || y instanceof Long) {
      return of(operator, x.longValue(), y.longValue());
    }
    return (int) of(operator, x.longValue(), y.longValue()); // wraps as int does (JLS 4.2.2)
  }

  private static double of(String operator, double a, double b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      default -> a % b;
    };
  }

  private static long of(String operator, long a, long b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      default -> a % b;
    };
  }

  private static String joined(String left, String right) throws NotEvaluated {
    if ((long) left.length() + right.length() > LONGEST) {
      throw new NotEvaluated(Reason.MEMORY, "+");
    }
    return left + right;
  }

  /** As a {@code +} writes a value; an object would have to be asked. */
  private static String text(@Nullable Object value) throws NotEvaluated {
    if (value == null || value instanceof String || isPrimitive(value)) {
      return String.valueOf(value);
    }
    throw new NotEvaluated(Reason.CALL, "toString(…)");
  }

  /** {@code -} or {@code +} before a value. */
  static Object signed(String sign, @Nullable Object value) throws NotEvaluated {
    if (promoted(value) instanceof Number number) {
      return sign.equals("-") ? negated(number) : number;
    }
    throw new NotEvaluated(Reason.NOT_CALCULABLE, sign + JavaValues.shown(value));
  }

  static Number negated(Number number) {
    if (number instanceof Double) {
      return -number.doubleValue();
    }
    if (number instanceof Float) {
      return -number.floatValue();
    }
    if (number instanceof Long) {
      return -number.longValue();
    }
    return -number.intValue();
  }

  /** A number or character as another numeric type, which may lose something, as in Java. */
  static Object cast(String type, @Nullable Object value) throws NotEvaluated {
    if (!(promoted(value) instanceof Number number)) {
      throw new NotEvaluated(Reason.NOT_CALCULABLE, "(" + type + ") " + JavaValues.shown(value));
    }
    int narrow = number.intValue(); // the narrow types go by int (JLS §5.1.3)
    return switch (type) {
      case "double" -> number.doubleValue();
      case "float" -> number.floatValue();
      case "long" -> number.longValue();
      case "int" -> narrow;
      case "short" -> (int) (short) narrow;
      case "byte" -> (int) (byte) narrow;
      default -> (char) narrow;
    };
  }

  /** {@code == != < <= > >=} of two values; strings are equal by their characters. */
  static boolean compare(@Nullable Object left, String operator, @Nullable Object right)
      throws NotEvaluated {
    if (promoted(left) instanceof Number x && promoted(right) instanceof Number y) {
      return compare(x, operator, y);
    }
    if (operator.equals("==") || operator.equals("!=")) {
      boolean bare = isPrimitive(left) || isPrimitive(right);
      boolean alike =
          left instanceof Boolean && right instanceof Boolean
              || !bare && (left == null || right == null)
              || !bare && left instanceof String == right instanceof String;
      if (alike) {
        return operator.equals("==") == Objects.equals(left, right);
      }
    }
    throw new NotEvaluated(Reason.NOT_COMPARABLE, shown(left, operator, right));
  }

  /**
   * As Java compares: whole numbers exactly, all others as floating point, where NaN is unequal.
   */
  private static boolean compare(Number x, String operator, Number y) {
    if (isFloating(x) || isFloating(y)) {
      boolean wide = x instanceof Double || y instanceof Double;
      double a = wide ? x.doubleValue() : x.floatValue();
      double b = wide ? y.doubleValue() : y.floatValue();
      return switch (operator) {
        case "==" -> a == b;
        case "!=" -> a != b;
        case "<" -> a < b;
        case "<=" -> a <= b;
        case ">" -> a > b;
        default -> a >= b;
      };
    }
    int order = Long.compare(x.longValue(), y.longValue());
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static boolean isFloating(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  /** Whether it is a number, a character or a truth itself, not an object that holds one. */
  static boolean isPrimitive(@Nullable Object value) {
    return value instanceof Number || value instanceof Character || value instanceof Boolean;
  }

  /** A character counts as an int (JLS §5.6). */
  private static @Nullable Object promoted(@Nullable Object value) {
    return value instanceof Character character ? Integer.valueOf(character) : value;
  }

  private static String shown(@Nullable Object left, String operator, @Nullable Object right) {
    return JavaValues.shown(left) + " " + operator + " " + JavaValues.shown(right);
  }
}
