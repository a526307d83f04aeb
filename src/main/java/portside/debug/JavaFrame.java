package portside.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Field;
import com.sun.jdi.InvalidStackFrameException;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.NativeMethodException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portside.debug.NotEvaluated.Reason;

/**
 * What a frame of a Java program holds, read without calling anything in it: even {@code toString}
 * would run the program on, and could wait for a thread that stands.
 */
final class JavaFrame implements Condition.Scope {
  private static final int MOST = 20;

  private final com.sun.jdi.StackFrame frame;

  JavaFrame(com.sun.jdi.StackFrame frame) {
    this.frame = frame;
  }

  /**
   * Its variables.
   *
   * @param own whether fields are of interest; those of a library are not
   */
  List<Variable> variables(boolean own) {
    List<Variable> variables = new ArrayList<>();
    for (Map.Entry<LocalVariable, Value> local : locals().entrySet()) {
      variables.add(
          new Variable(
              local.getKey().name(),
              JavaValues.text(local.getValue(), true),
              local.getKey().typeName().replace("java.lang.", ""),
              Variable.LOCAL));
    }
    if (own) {
      for (Field field : fields()) {
        variables.add(
            new Variable(
                field.name(),
                JavaValues.text(value(field), true),
                field.typeName().replace("java.lang.", ""),
                Variable.OUTER));
      }
    }
    return variables;
  }

  private Map<LocalVariable, Value> locals() {
    try {
      List<LocalVariable> visible = frame.visibleVariables();
      Map<LocalVariable, Value> values = frame.getValues(visible);
      Map<LocalVariable, Value> ordered = new java.util.LinkedHashMap<>();
      visible.forEach(variable -> ordered.put(variable, values.get(variable)));
      return ordered;
    } catch (AbsentInformationException | NativeMethodException compiledWithoutNames) {
      return Map.of();
    }
  }

  /** The fields of the frame's class that it can see. */
  private List<Field> fields() {
    ReferenceType type = frame.location().declaringType();
    return type.visibleFields().stream()
        .filter(field -> !field.isSynthetic())
        .filter(field -> field.isStatic() || frame.thisObject() != null)
        .limit(MOST)
        .toList();
  }

  private @Nullable Value value(Field field) {
    ObjectReference self = frame.thisObject();
    return field.isStatic() || self == null
        ? field.declaringType().getValue(field)
        : self.getValue(field);
  }

  @Override
  public @Nullable Object name(String name) throws NotEvaluated {
    if (name.equals("this") && frame.thisObject() != null) {
      return frame.thisObject();
    }
    try {
      LocalVariable local = frame.visibleVariableByName(name);
      if (local != null) {
        return JavaValues.plain(frame.getValue(local));
      }
    } catch (AbsentInformationException | NativeMethodException compiledWithoutNames) {
      // then only fields are left
    } catch (InvalidStackFrameException gone) {
      throw new NotEvaluated(Reason.UNKNOWN_NAME, name);
    }
    Field field = frame.location().declaringType().fieldByName(name);
    if (field != null && (field.isStatic() || frame.thisObject() != null)) {
      return JavaValues.plain(value(field));
    }
    throw new NotEvaluated(Reason.UNKNOWN_NAME, name);
  }

  @Override
  public @Nullable Object field(@Nullable Object of, String name) throws NotEvaluated {
    if (of instanceof ArrayReference array && name.equals("length")) {
      return array.length();
    }
    if (of instanceof ObjectReference object && !(of instanceof ArrayReference)) {
      Field field = object.referenceType().fieldByName(name);
      if (field != null) {
        return JavaValues.plain(object.getValue(field));
      }
    }
    throw new NotEvaluated(Reason.NO_SUCH_PART, "." + name);
  }

  @Override
  public @Nullable Object element(@Nullable Object of, long index) throws NotEvaluated {
    if (of instanceof ArrayReference array && index >= 0 && index < array.length()) {
      return JavaValues.plain(array.getValue((int) index));
    }
    throw new NotEvaluated(Reason.NO_SUCH_PART, "[" + index + "]");
  }

  @Override
  public @Nullable Object unboxed(@Nullable Object value) {
    return JavaValues.unboxed(value);
  }
}
