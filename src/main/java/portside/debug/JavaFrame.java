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
  Variables variables(boolean own) {
    List<Variable> shown = new ArrayList<>();
    List<LocalVariable> locals = locals();
    // By their places in the frame, so that the last ones belong to the innermost block.
    int left = Math.max(0, locals.size() - Variables.MOST);
    List<LocalVariable> listed = locals.subList(left, locals.size());
    Map<LocalVariable, Value> values = listed.isEmpty() ? Map.of() : frame.getValues(listed);
    for (LocalVariable local : listed) {
      shown.add(variable(local.name(), values.get(local), local.typeName(), Variable.LOCAL));
    }
    List<Field> fields = own ? fields() : List.of();
    for (Field field : fields.subList(0, Math.min(MOST, fields.size()))) {
      shown.add(variable(field.name(), value(field), field.typeName(), Variable.OUTER));
    }
    return new Variables(shown, left + Math.max(0, fields.size() - MOST));
  }

  private static Variable variable(String name, @Nullable Value value, String type, String scope) {
    return new Variable(name, JavaValues.text(value, true), type.replace("java.lang.", ""), scope);
  }

  private List<LocalVariable> locals() {
    try {
      return frame.visibleVariables();
    } catch (AbsentInformationException | NativeMethodException compiledWithoutNames) {
      return List.of();
    }
  }

  /** The fields of the frame's class that it can see. */
  private List<Field> fields() {
    ReferenceType type = frame.location().declaringType();
    return type.visibleFields().stream()
        .filter(field -> !field.isSynthetic())
        .filter(field -> field.isStatic() || frame.thisObject() != null)
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
