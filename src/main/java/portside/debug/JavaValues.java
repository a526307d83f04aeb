package portside.debug;

import com.sun.jdi.ArrayReference;
import com.sun.jdi.BooleanValue;
import com.sun.jdi.CharValue;
import com.sun.jdi.DoubleValue;
import com.sun.jdi.FloatValue;
import com.sun.jdi.LongValue;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.Value;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values of a Java program, as text and as objects, without calling anything in it. */
final class JavaValues {
  private static final int LONGEST = 200;
  private static final int MOST = 20;

  /** The classes of objects that hold a number, a character or a truth, and nothing else. */
  private static final Set<String> BOXES =
      Stream.of("Boolean", "Character", "Byte", "Short", "Integer", "Long", "Float", "Double")
          .map("java.lang."::concat)
          .collect(Collectors.toSet());

  private JavaValues() {}

  /**
   * A value as a reader would write it.
   *
   * @param open whether to show what is in it
   */
  static String text(@Nullable Value value, boolean open) {
    if (value == null) {
      return "null";
    }
    if (value instanceof StringReference string) {
      return '"' + cut(string.value()) + '"';
    }
    if (value instanceof CharValue character) {
      return "'" + character.value() + "'";
    }
    if (value instanceof PrimitiveValue) {
      return value.toString();
    }
    return value instanceof ArrayReference array
        ? array(array, open)
        : object((ObjectReference) value, open);
  }

  private static String array(ArrayReference array, boolean open) {
    int length = array.length();
    if (length == 0) {
      return "[]";
    }
    if (!open) {
      return array.type().name().replaceFirst("\\[\\]$", "[" + length + "]");
    }
    String elements =
        array.getValues(0, Math.min(MOST, length)).stream()
            .map(element -> text(element, false))
            .collect(Collectors.joining(", "));
    return cut("[" + elements + (length > MOST ? ", …" : "") + "]");
  }

  private static String object(ObjectReference object, boolean open) {
    ReferenceType type = object.referenceType();
    if (BOXES.contains(type.name())) {
      return text(object.getValue(type.fieldByName("value")), false);
    }
    String name = type.name().substring(type.name().lastIndexOf('.') + 1);
    boolean library = type.name().indexOf('.') >= 0;
    if (library || !open) {
      return name;
    }
    return cut(
        name
            + type.visibleFields().stream()
                .filter(field -> !field.isStatic() && !field.isSynthetic())
                .limit(MOST)
                .map(field -> field.name() + "=" + text(object.getValue(field), false))
                .collect(Collectors.joining(", ", "{", "}")));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** What the evaluator found, as text. */
  static String shown(@Nullable Object value) {
    if (value instanceof Value found) {
      return text(found, true);
    }
    if (value instanceof Character character) {
      return "'" + character + "'";
    }
    return value instanceof String string ? '"' + cut(string) + '"' : String.valueOf(value);
  }

  /** The type and message of an exception, read from its field. */
  static String exception(ObjectReference exception) {
    String type = exception.referenceType().name().replace("java.lang.", "");
    Value message = exception.getValue(exception.referenceType().fieldByName("detailMessage"));
    return message instanceof StringReference says ? type + ": " + says.value() : type;
  }

  /** A value as the evaluator reckons with it. */
  static @Nullable Object plain(@Nullable Value value) {
    if (value instanceof StringReference string) {
      return string.value();
    }
    if (value instanceof BooleanValue truth) {
      return truth.value();
    }
    if (value instanceof CharValue character) {
      return character.value();
    }
    if (value instanceof DoubleValue number) {
      return number.value();
    }
    if (value instanceof FloatValue number) {
      return number.value();
    }
    if (value instanceof LongValue number) {
      return number.value();
    }
    if (value instanceof PrimitiveValue number) {
      return number.intValue(); // a byte or short counts as an int (JLS §5.6)
    }
    return value;
  }

  /** What a boxed number, character or truth holds, read from its field; all else as it is. */
  static @Nullable Object unboxed(@Nullable Object value) {
    return value instanceof ObjectReference object && BOXES.contains(object.type().name())
        ? plain(object.getValue(object.referenceType().fieldByName("value")))
        : value;
  }
}
